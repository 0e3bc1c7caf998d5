/** Predicting a class for each row of a plain table. */
package io.aurum.jobs.classify;
