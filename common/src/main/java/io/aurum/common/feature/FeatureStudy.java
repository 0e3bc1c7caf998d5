package io.aurum.common.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one feature of numbers tells: how often it is there, how it lies, and whether it should go
 * because it says nothing, or nothing of its own.
 *
 * @param values customers with a value
 * @param redundant why it can go; empty where it is worth keeping
 */
public record FeatureStudy(
    String feature,
    int customers,
    int values,
    int distinct,
    double mean,
    double deviation,
    double min,
    double median,
    double max,
    Optional<String> redundant) {
  /** Correlation from which two features tell the same. */
  private static final double SAME = 0.95;

  /** Share of the most frequent value above which a feature hardly varies. */
  private static final double HARDLY_VARIES = 0.99;

  /** A feature's values by customer; NaN where a customer has none. */
  public record Values(String feature, double[] of) {}

  /** Studies features; of two that tell the same, the later one can go. */
  public static List<FeatureStudy> of(List<Values> features) {
    List<FeatureStudy> studies = new ArrayList<>();
    List<Values> kept = new ArrayList<>();
    for (Values feature : features) {
      double[] sorted = sorted(feature.of());
      Optional<String> redundant =
          hardlyVaries(feature.of(), sorted).or(() -> repeats(feature, kept));
      if (redundant.isEmpty()) {
        kept.add(feature);
      }
      studies.add(study(feature, sorted, redundant));
    }
    return studies;
  }

  /** The values that are there, ascending. */
  public static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  private static FeatureStudy study(Values feature, double[] sorted, Optional<String> redundant) {
    boolean none = sorted.length == 0;
    Scaling moments = none ? new Scaling(Double.NaN, 1) : Scaling.learn(Scaling.Method.Z, sorted);
    boolean constant = none || sorted[0] == sorted[sorted.length - 1];
    return new FeatureStudy(
        feature.feature(),
        feature.of().length,
        sorted.length,
        (int) Arrays.stream(sorted).distinct().count(),
        moments.centre(),
        constant ? 0 : moments.width(),
        none ? Double.NaN : sorted[0],
        none ? Double.NaN : Scaling.quantile(sorted, 0.5),
        none ? Double.NaN : sorted[sorted.length - 1],
        redundant);
  }

  private static Optional<String> hardlyVaries(double[] values, double[] sorted) {
    if (sorted.length == 0) {
      return Optional.of("no customer has a value");
    }
    boolean complete = sorted.length == values.length;
    if (complete && sorted[0] == sorted[sorted.length - 1]) {
      return Optional.of("all customers have the same value");
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return complete && longest > HARDLY_VARIES * sorted.length
        ? Optional.of("more than 99 in 100 customers have the same value")
        : Optional.empty();
  }

  private static Optional<String> repeats(Values feature, List<Values> kept) {
    return kept.stream()
        .filter(other -> Math.abs(correlation(feature.of(), other.of())) >= SAME)
        .map(
            other ->
                Arrays.equals(feature.of(), other.of())
                    ? "the same as " + other.feature()
                    : "correlated with " + other.feature())
        .findFirst();
  }

  /** Pearson's, over the customers who have both; 0 where it cannot be told. */
  static double correlation(double[] one, double[] other) {
    int n = 0;
    double meanOne = 0;
    double meanOther = 0;
    double squareOne = 0;
    double squareOther = 0;
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      if (!Double.isNaN(one[i]) && !Double.isNaN(other[i])) {
        n++;
        double offOne = one[i] - meanOne;
        double offOther = other[i] - meanOther;
        meanOne += offOne / n;
        meanOther += offOther / n;
        squareOne += offOne * (one[i] - meanOne);
        squareOther += offOther * (other[i] - meanOther);
        product += offOne * (other[i] - meanOther);
      }
    }
    double scale = Math.sqrt(squareOne * squareOther);
    return n < 3 || scale == 0 ? 0 : product / scale;
  }
}
