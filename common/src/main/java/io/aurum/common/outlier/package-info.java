/**
 * Rows that are not like the others: how odd each one is, which of its values make it so, and what
 * they would ordinarily be. Plain Java.
 *
 * <p>{@link io.aurum.common.outlier.OutlierModel} is learnt from rows of numbers and categories
 * without labels. {@link io.aurum.common.outlier.Detector}s of different kinds look at the rows:
 * tails of single columns, histograms, trees that isolate, and nearest neighbours in samples of
 * several sizes. What they say is brought to one scale, the improbability of so high a score, and
 * combined. {@link io.aurum.common.outlier.Threshold} says from which score on a row is an outlier.
 */
package io.aurum.common.outlier;
