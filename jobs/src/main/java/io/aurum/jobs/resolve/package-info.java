/**
 * Identity resolution without labels: which records are one customer, on what evidence, and the
 * permanent id of each customer.
 *
 * <p>{@link io.aurum.jobs.resolve.ResolveJob} is the recipe; the mathematics is plain Java in
 * {@code common.match}. Here stands what needs Spark: collecting the records in encoded form,
 * running the comparisons in parallel over a broadcast table, and writing the tables.
 */
package io.aurum.jobs.resolve;
