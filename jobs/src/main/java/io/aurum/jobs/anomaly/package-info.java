/**
 * Watches metrics over time: what was not to be expected, why, and what is to come.
 *
 * <p>One false discovery rate holds over all tests of an analysis, whatever the metric, the set of
 * series or the kind of test. Each of these families has an equal part of it, set by the number of
 * its tests alone, so a total is not hidden behind the thousands of tests of its parts.
 */
package io.aurum.jobs.anomaly;
