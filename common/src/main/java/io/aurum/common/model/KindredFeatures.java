package io.aurum.common.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.ranking.NaturalRanking;

/** Which features say much the same of rows, such as orders and order lines. */
public final class KindredFeatures {
  /** Spearman's correlation, either sign, from which two features are kindred. */
  private static final double KINDRED = 0.9;

  /** Rows that are looked at: the first, as they are in an order of their content. */
  private static final int MOST_ROWS = 5_000;

  private static final int FEWEST_ROWS = 3;

  private KindredFeatures() {}

  /**
   * Groups features: each belongs to the first one before it that it is kindred with and that
   * belongs to no other, else to itself. Categories are kindred with none.
   *
   * @return for each feature the index of the first of its group
   */
  public static int[] of(Examples rows) {
    int[] first = IntStream.range(0, rows.columns().size()).toArray();
    int size = Math.min(MOST_ROWS, rows.size());
    if (size < FEWEST_ROWS) {
      return first;
    }
    List<Integer> leaders = new ArrayList<>();
    List<double[]> ranks = new ArrayList<>();
    for (int feature = 0; feature < first.length; feature++) {
      if (!rows.columns().get(feature).isNumber()) {
        continue;
      }
      double[] own = ranks(rows, feature, size);
      int kin =
          IntStream.range(0, leaders.size())
              .filter(leader -> areKindred(ranks.get(leader), own))
              .findFirst()
              .orElse(-1);
      if (kin >= 0) {
        first[feature] = leaders.get(kin);
      } else {
        leaders.add(feature);
        ranks.add(own);
      }
    }
    return first;
  }

  /** What is missing ranks below all numbers: features of one kind are missing together. */
  private static double[] ranks(Examples rows, int feature, int size) {
    return new NaturalRanking()
        .rank(
            IntStream.range(0, size)
                .mapToObj(row -> rows.row(row)[feature])
                .mapToDouble(value -> value == null ? Double.NEGATIVE_INFINITY : (Double) value)
                .toArray());
  }

  /** Of a feature that does not vary the correlation is not a number. */
  private static boolean areKindred(double[] one, double[] other) {
    return Math.abs(new PearsonsCorrelation().correlation(one, other)) >= KINDRED;
  }
}
