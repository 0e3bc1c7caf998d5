package io.aurum.common.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One number for each feature, for models that split by it. A category becomes the mean target of
 * its rows, pulled towards the mean of all: an order of categories in which the best cut of them
 * into two parts is a cut of the line (Fisher, "On grouping for maximum homogeneity", JASA 1958).
 * What is missing stays missing, as NaN; a category that is rare or new is the mean of all.
 *
 * @param scales by feature: number of each category; empty for numbers
 * @param mean of the target
 */
public record DenseEncoder(List<Map<String, Double>> scales, double mean) implements Serializable {
  /** Rows of the mean of all that are added to the rows of a category. */
  private static final double PRIOR_ROWS = 10;

  /** Categories above which one needs {@link #COMMON_ROWS} rows to have a number of its own. */
  private static final int FEW = 32;

  private static final int COMMON_ROWS = 30;

  static DenseEncoder fit(Examples rows) {
    double mean = rows.meanTarget();
    List<Map<String, Double>> scales = new ArrayList<>();
    for (int f = 0; f < rows.columns().size(); f++) {
      scales.add(rows.columns().get(f).isNumber() ? Map.of() : scale(rows, f, mean));
    }
    return new DenseEncoder(scales, mean);
  }

  private static Map<String, Double> scale(Examples rows, int feature, double mean) {
    Map<String, double[]> sums = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.row(i)[feature] instanceof String category) {
        double[] sum = sums.computeIfAbsent(category, absent -> new double[2]);
        sum[0] += rows.target(i) - mean;
        sum[1]++;
      }
    }
    Map<String, Double> scale = new LinkedHashMap<>();
    sums.forEach(
        (category, sum) -> {
          if (sums.size() <= FEW || sum[1] >= COMMON_ROWS) {
            scale.put(category, mean + sum[0] / (sum[1] + PRIOR_ROWS));
          }
        });
    return scale;
  }

  /** Numbers of a row, NaN where the value is missing. */
  float[] encode(Object[] row) {
    float[] encoded = new float[row.length];
    encode(row, encoded, 0);
    return encoded;
  }

  void encode(Object[] row, float[] into, int offset) {
    for (int f = 0; f < row.length; f++) {
      into[offset + f] = (float) number(row[f], scales.get(f));
    }
  }

  private double number(Object value, Map<String, Double> scale) {
    if (value == null) {
      return Double.NaN;
    }
    return value instanceof Double number
        ? number
        : scale.getOrDefault((String) value, mean);
  }
}
