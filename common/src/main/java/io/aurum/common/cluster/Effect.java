package io.aurum.common.cluster;

/**
 * How a segment differs from all others in one column.
 *
 * @param segment from 0
 * @param feature name of the column
 * @param value of a category: the one whose share differs most; empty of numbers
 * @param inside mean of the segment's numbers, or share of its rows with the value
 * @param outside the same of all others
 * @param cohensD difference of the means in pooled standard deviations (Cohen 1988); NaN of
 *     categories
 * @param cliffsDelta probability that a number of the segment is larger than one of the others,
 *     less that of the contrary (Cliff 1993), -1..1; NaN of categories
 * @param cramersV association of belonging to the segment with the category (Cramer 1946), 0..1;
 *     NaN of numbers
 * @param p of no difference: Mann and Whitney's test with ties, or Pearson's chi-squared test
 * @param adjusted the same after Benjamini and Hochberg (1995), over all segments and columns
 * @param n rows compared: those with a value
 */
public record Effect(
    int segment,
    String feature,
    String value,
    double inside,
    double outside,
    double cohensD,
    double cliffsDelta,
    double cramersV,
    double p,
    double adjusted,
    long n) {
  /** Size of the effect, 0..1, whatever the column holds. */
  public double strength() {
    return Double.isNaN(cliffsDelta) ? cramersV : Math.abs(cliffsDelta);
  }

  Effect adjusted(double corrected) {
    return new Effect(
        segment, feature, value, inside, outside, cohensD, cliffsDelta, cramersV, p, corrected, n);
  }
}
