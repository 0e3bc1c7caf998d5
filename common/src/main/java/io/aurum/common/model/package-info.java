/**
 * What the learning jobs share.
 *
 * <p>{@link io.aurum.common.model.ScoredLabels} are probabilities beside what really happened;
 * {@link io.aurum.common.model.BinaryMetrics} judges them, {@link
 * io.aurum.common.model.ExpectedProfit} in money, and {@link
 * io.aurum.common.model.RegressionMetrics} judges predicted numbers, {@link
 * io.aurum.common.model.WholeErrors} whole ones by exact sums. All of this is plain Java.
 */
package io.aurum.common.model;
