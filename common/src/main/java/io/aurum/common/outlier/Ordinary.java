package io.aurum.common.outlier;

import io.aurum.common.feature.Scaling;
import io.aurum.common.model.FeatureColumn;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What is ordinary in one feature. */
sealed interface Ordinary extends Serializable {
  /** Share of the numbers on each side that are not called ordinary. */
  double TAIL = 0.025;

  /** Learns from a feature of the rows. */
  static Ordinary of(FeatureColumn column, int feature, Object[][] rows) {
    return column.isNumber() ? Range.of(feature, rows) : Common.of(feature, rows);
  }

  /** The nearest ordinary value: the value itself where it is ordinary. */
  Object nearest(Object value);

  /** Robust standard deviations from the median; NaN of what is no number. */
  double deviation(Object value);

  /**
   * Numbers.
   *
   * @param lowest below which a fortieth of the numbers are
   * @param highest above which a fortieth are
   * @param scaling median, and what is a standard deviation of normal numbers
   */
  record Range(double lowest, double highest, Scaling scaling) implements Ordinary {
    /** Quartiles of a normal distribution are so many standard deviations apart. */
    private static final double QUARTILES = 1.349;

    private static Range of(int feature, Object[][] rows) {
      double[] sorted =
          Arrays.stream(rows)
              .map(row -> row[feature])
              .filter(Objects::nonNull)
              .mapToDouble(Double.class::cast)
              .sorted()
              .toArray();
      if (sorted.length == 0) {
        return new Range(0, 0, new Scaling(0, 1));
      }
      double quartiles = Scaling.quantile(sorted, 0.75) - Scaling.quantile(sorted, 0.25);
      double width =
          quartiles > 0 ? quartiles / QUARTILES : Scaling.learn(Scaling.Method.Z, sorted).width();
      return new Range(
          Scaling.quantile(sorted, TAIL),
          Scaling.quantile(sorted, 1 - TAIL),
          new Scaling(Scaling.quantile(sorted, 0.5), width));
    }

    @Override
    public Object nearest(Object value) {
      return value instanceof Double number
          ? Double.valueOf(Math.max(lowest, Math.min(highest, number)))
          : Double.valueOf(scaling.centre());
    }

    @Override
    public double deviation(Object value) {
      return value instanceof Double number ? scaling.of(number) : Double.NaN;
    }
  }

  /**
   * Categories.
   *
   * @param commonest value; null where it is missing in most rows
   */
  record Common(String commonest) implements Ordinary {

    private static Common of(int feature, Object[][] rows) {
      Map<String, Integer> counts = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
      for (Object[] row : rows) {
        counts.merge((String) row[feature], 1, Integer::sum);
      }
      String commonest = null;
      int most = 0;
      for (Map.Entry<String, Integer> value : counts.entrySet()) {
        if (value.getValue() > most) {
          commonest = value.getKey();
          most = value.getValue();
        }
      }
      return new Common(commonest);
    }

    @Override
    public Object nearest(Object value) {
      return commonest;
    }

    @Override
    public double deviation(Object value) {
      return Double.NaN;
    }
  }
}
