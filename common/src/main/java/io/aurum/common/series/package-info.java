/**
 * Numbers over time, in plain Java without Spark: what was to be expected, what was not, why, and
 * what is to come.
 *
 * <p>{@link io.aurum.common.series.Decomposition} splits a series into trend, seasons and what
 * remains; {@link io.aurum.common.series.AnomalyFinder} judges what remains, point by point and in
 * stretches; {@link io.aurum.common.series.OnlineDetector} does so while a series comes in and sees
 * only its past; {@link io.aurum.common.series.Forecaster} continues a series with intervals.
 * {@link io.aurum.common.series.CauseSearch} finds the few values of dimensions that explain a
 * change, weighed by {@link io.aurum.common.series.Evidence}, and {@link
 * io.aurum.common.series.ChangeBridge} splits the change exactly into volume, price, mix, new and
 * lost. {@link io.aurum.common.series.WindowScore} holds alarms against windows in which they are
 * right.
 */
package io.aurum.common.series;
