/**
 * Verifies what is known of customers against trusted suppliers of data, and decides what these
 * fill and update.
 *
 * <p>{@link io.aurum.jobs.enrich.EnrichJob} runs it. {@code SupplierLinks} finds the customer that
 * each record of a supplier is about, {@code AuditedCustomers} brings the records of both sides of
 * a customer together, and {@code Audit} compares them and decides; {@code Agreement} counts. The
 * audit is plain Java.
 */
package io.aurum.jobs.enrich;
