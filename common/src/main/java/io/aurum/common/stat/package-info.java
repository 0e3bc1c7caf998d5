/**
 * Estimators, tests and intervals in plain Java, no Spark. Every class names the source of its
 * formula. Counts go in as whole numbers, so no result depends on the order in which data came.
 *
 * <p>{@link io.aurum.common.stat.Maximiser} finds the maximum of a smooth likelihood and its
 * curvature there; {@link io.aurum.common.stat.Estimate} is a figure with its standard error and
 * interval. The subpackages hold one family of models each.
 */
package io.aurum.common.stat;
