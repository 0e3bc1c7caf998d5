/**
 * What the values of an attribute look like, in bounded memory: plain Java, no Spark.
 *
 * <p>{@link io.aurum.common.profile.AttributeProfile} is fed distinct values with their counts and
 * merges in any order. It stands on {@code ValueCounts} (frequent values), {@code DistinctCount},
 * {@code Histogram} (quantiles), {@code ValueSample} and {@code Shapes}; {@code Spikes} finds dates
 * that stand out, and {@code Drift} compares deliveries. Whatever it says depends on what was added
 * alone, never on order or partitioning.
 */
package io.aurum.common.profile;
