/**
 * Estimators, tests and intervals: plain Java, no Spark.
 *
 * <p>{@link io.aurum.common.stat.Maximiser} finds the maximum of a smooth likelihood and its
 * curvature there; {@link io.aurum.common.stat.Estimate} is a figure with its standard error and
 * interval. The subpackages hold one family of models each.
 */
package io.aurum.common.stat;
