/** Predicting who will leave, why, and what to do. */
package io.aurum.jobs.churn;
