package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.List;

/** Says how odd a row of numbers is. Learnt from rows; the same for rows that are alike. */
sealed interface Detector extends Serializable
    permits TailDetector, HistogramDetector, IsolationForest, NeighbourDetector {

  /**
   * How odd a row is.
   *
   * @param row one finite number for each column
   * @return higher is odder; comparable within this detector alone
   */
  double score(double[] row);

  /** What a row would score with each of some changes, one change at a time. */
  default double[] scores(double[] row, List<Change> changes) {
    return changes.stream().mapToDouble(change -> score(change.applied(row))).toArray();
  }

  /**
   * Other values in some columns of a row.
   *
   * @param columns that change, each once
   * @param values that they get
   */
  record Change(int[] columns, double[] values) {

    /** A copy of the row with the change. */
    double[] applied(double[] row) {
      double[] changed = row.clone();
      for (int i = 0; i < columns.length; i++) {
        changed[columns[i]] = values[i];
      }
      return changed;
    }
  }
}
