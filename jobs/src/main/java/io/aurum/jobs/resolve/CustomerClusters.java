package io.aurum.jobs.resolve;

import io.aurum.common.match.CleanSources;
import io.aurum.common.match.MatchInput;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.PairScorer;
import java.util.Arrays;

/**
 * The customers that clustering found, as clusters of records.
 *
 * <p>Records that are equal in everything compared share a row, but are one customer only if that
 * equality says enough: a hundred records that hold nothing but a gender are a hundred customers.
 */
final class CustomerClusters {
  private final int[] clusterOfRecord;
  private final int[] sizes;
  private final boolean[] convincing;
  private final int[] recordsOfRow;
  private final int[] rowsForced;
  private final int[] forced;

  private CustomerClusters(
      int[] clusterOfRecord,
      int[] sizes,
      boolean[] convincing,
      int[] recordsOfRow,
      int[] rowsForced,
      int[] forced) {
    this.clusterOfRecord = clusterOfRecord;
    this.sizes = sizes;
    this.convincing = convincing;
    this.recordsOfRow = recordsOfRow;
    this.rowsForced = rowsForced;
    this.forced = forced;
  }

  /** How a record came to its customer. */
  enum Method {
    EXACT,
    MODEL,
    SINGLE
  }

  /**
   * Numbers the customers along the records.
   *
   * @param clusters by row: smallest row of its cluster
   * @param forced by row: smallest row that shares a hard identifier with it
   * @param clean which records are two customers although they are equal
   * @param threshold weight from which equal records are one customer
   */
  static CustomerClusters of(
      MatchInput input,
      MatchModel model,
      int[] clusters,
      int[] forced,
      CleanSources clean,
      int threshold) {
    int rows = clusters.length;
    boolean[] convincing = new boolean[rows];
    int[] recordsOfRow = new int[rows];
    int[] rowsForced = new int[rows];
    PairScorer scorer = new PairScorer(input.table(), model);
    for (int row = 0; row < rows; row++) {
      recordsOfRow[row] = input.table().multiplicity(row);
      rowsForced[forced[row]]++;
      convincing[row] =
          recordsOfRow[row] == 1 || input.identified(row) || scorer.weight(row, row) >= threshold;
    }
    int[] numberOfCluster = new int[rows];
    Arrays.fill(numberOfCluster, -1);
    int[] clusterOfRecord = new int[input.size()];
    int next = 0;
    for (int record = 0; record < clusterOfRecord.length; record++) {
      int row = input.row(record);
      int cluster = clusters[row];
      boolean alone = clean.surplus(record) && !input.identified(row);
      if (alone || !convincing[row]) {
        clusterOfRecord[record] = next++;
      } else {
        if (numberOfCluster[cluster] < 0) {
          numberOfCluster[cluster] = next++;
        }
        clusterOfRecord[record] = numberOfCluster[cluster];
      }
    }
    int[] sizes = new int[next];
    for (int cluster : clusterOfRecord) {
      sizes[cluster]++;
    }
    return new CustomerClusters(
        clusterOfRecord, sizes, convincing, recordsOfRow, rowsForced, forced);
  }

  /** Customer of each record, numbered from 0 without gaps. */
  int[] clusterOfRecord() {
    return clusterOfRecord;
  }

  /** Records of each customer. */
  int[] sizes() {
    return sizes;
  }

  boolean together(int recordA, int recordB) {
    return clusterOfRecord[recordA] == clusterOfRecord[recordB];
  }

  /** Whether the equal records of a row are one customer. */
  boolean convincing(int row) {
    return convincing[row];
  }

  /** Smallest row that shares a hard identifier with this one. */
  int forcedWith(int row) {
    return forced[row];
  }

  /** Whether two rows share a hard identifier, directly or in a chain. */
  boolean forced(int rowA, int rowB) {
    return forced[rowA] == forced[rowB];
  }

  Method method(int record, int row) {
    if (sizes[clusterOfRecord[record]] == 1) {
      return Method.SINGLE;
    }
    return recordsOfRow[row] > 1 || rowsForced[forced[row]] > 1 ? Method.EXACT : Method.MODEL;
  }
}
