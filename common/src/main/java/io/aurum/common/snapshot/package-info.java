/**
 * Customers as they were at a date, on Spark: what they had bought ({@link
 * io.aurum.common.snapshot.Purchases}) and every declared feature ({@link
 * io.aurum.common.snapshot.Snapshots}), from nothing but facts that happened and were known by
 * then. Any date will do, so that a model can be trained on customers of the past and applied to
 * those of today. {@link io.aurum.common.snapshot.FittedFeatures} learns bins and scales from one
 * snapshot and applies them to any other; {@link io.aurum.common.snapshot.LearnedShapes} says of
 * which.
 *
 * <p>Two things have no history and are those of the run at every date: which customer a record
 * belongs to, and facts that were corrected later under the same key.
 */
package io.aurum.common.snapshot;
