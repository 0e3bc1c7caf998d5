/**
 * The records of each customer, and how they become one: what golden records and their enrichment
 * have in common.
 *
 * <p>{@link io.aurum.common.merge.LinkedRecords} brings the records of a customer side by side and
 * reads them as candidates; {@link io.aurum.common.merge.SurvivorshipPlan} is the {@link
 * io.aurum.common.match.Survivorship} of the configured attributes, and knows the types of the
 * surviving values.
 */
package io.aurum.common.merge;
