/** Watches metrics over time: what was not to be expected, why, and what is to come. */
package io.aurum.jobs.anomaly;
