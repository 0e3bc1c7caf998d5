package io.aurum.common.outlier;

import java.util.Arrays;
import java.util.List;

/**
 * Adds up, over the columns, how far out in a tail each value is: the negative logarithm of the
 * share of rows that are as far out. Deterministic and without parameters.
 *
 * @param columns learnt from
 * @param rule which tail of a column counts
 */
record TailDetector(List<Standing> columns, Rule rule) implements Detector {

  /** Which tail counts. */
  enum Rule {
    /** The one further out: ECOD (Li, Zhao, Hu et al., TKDE 2022), as in PyOD. */
    FURTHER {
      @Override
      double of(double left, double right, int skew) {
        return Math.max(Math.max(left, right), skewed(left, right, skew));
      }
    },
    /**
     * The one on the long side of the column, or the mean of both if that is more: COPOD (Li, Zhao,
     * Botta et al., ICDM 2020), as in PyOD.
     */
    LONGER {
      @Override
      double of(double left, double right, int skew) {
        return Math.max((left + right) / 2, skewed(left, right, skew));
      }
    };

    abstract double of(double left, double right, int skew);

    private static double skewed(double left, double right, int skew) {
      return skew == 0 ? left + right : skew < 0 ? left : right;
    }
  }

  static TailDetector fit(double[][] columns, Rule rule) {
    return new TailDetector(Arrays.stream(columns).map(Standing::of).toList(), rule);
  }

  /** The same rows judged by another rule. */
  TailDetector with(Rule other) {
    return new TailDetector(columns, other);
  }

  @Override
  public double score(double[] row) {
    double sum = 0;
    for (int column = 0; column < row.length; column++) {
      sum += of(column, row[column]);
    }
    return sum;
  }

  private double of(int column, double value) {
    Standing standing = columns.get(column);
    return rule.of(
        -Math.log(standing.atMost(value)), -Math.log(standing.atLeast(value)), standing.skew());
  }
}
