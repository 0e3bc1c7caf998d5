/**
 * Features of customers: what is declared, and what is learned from one set of customers and used
 * for another. Plain Java.
 *
 * <p>A {@link io.aurum.common.feature.Feature} says where its value comes from (facts before a cut,
 * a ratio of two features, an attribute) and in what shape it is shown (as it is, in bins, scaled,
 * generalised). Bins and scales have parameters: {@link io.aurum.common.feature.Binning} and {@link
 * io.aurum.common.feature.Scaling} learn them from numbers, keep them as numbers, and apply them to
 * any others. {@link io.aurum.common.feature.FeatureStudy} tells which features say nothing, or
 * nothing of their own.
 */
package io.aurum.common.feature;
