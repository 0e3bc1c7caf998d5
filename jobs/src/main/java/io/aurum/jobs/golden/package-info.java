/**
 * Merges the records of each customer into one golden record, with the lineage of every value.
 *
 * <p>{@link io.aurum.jobs.golden.GoldenJob} joins the accepted records with their links, brings the
 * records of a customer together, and hands them, customer by customer, to {@link
 * io.aurum.common.match.Survivorship}, which knows the rules. Here is only what Spark and the
 * tables need: the plan of the rules for the configured attributes, the merger that turns a stream
 * of records into a stream of customers, and the types of the surviving values.
 */
package io.aurum.jobs.golden;
