/** Predicting a number for each row of a plain table. */
package io.aurum.jobs.regress;
