package io.aurum.common.match;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well predicted clusters agree with the true ones.
 *
 * <p>Everything follows from the contingency table of true against predicted clusters, and of that
 * only from how many cells there are of each shape (records in the cell, in its true cluster, in
 * its predicted cluster): no pair is enumerated, and a hundred million records take a few thousand
 * shapes. A record that was linked to nothing is a predicted cluster of its own.
 *
 * @param pairwise over pairs of records: a pair is true, or predicted, where both records are in
 *     one cluster
 * @param bcubed over records (Bagga and Baldwin 1998): of each record's predicted cluster the share
 *     that is truly with it, and of its true cluster the share that was found
 * @param exactRate share of true clusters that were reproduced exactly, 0..1
 * @param largest records of the largest predicted cluster
 * @param records records evaluated
 */
public record ClusterEvaluation(
    Scores pairwise, Scores bcubed, double exactRate, long largest, long records) {

  /**
   * @param precision share of what was predicted that is true, 0..1; 1 where nothing was predicted
   * @param recall share of what is true that was predicted, 0..1; 1 where there is nothing to find
   * @param f1 harmonic mean of both; 0 where both are 0
   */
  public record Scores(double precision, double recall, double f1) {

    static Scores of(double precision, double recall) {
      double sum = precision + recall;
      return new Scores(precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum);
    }
  }

  /**
   * The cells of one shape in the contingency table.
   *
   * @param overlap records that are in both clusters, at least 1
   * @param trueSize records of the true cluster
   * @param predictedSize records of the predicted cluster
   * @param cells how many cells have this shape
   */
  public record Shape(long overlap, long trueSize, long predictedSize, long cells) {

    public Shape {
      if (overlap < 1 || overlap > trueSize || overlap > predictedSize || cells < 1) {
        throw new IllegalArgumentException(
            "Not a cell of a contingency table: overlap "
                + overlap
                + ", true "
                + trueSize
                + ", predicted "
                + predictedSize
                + ", cells "
                + cells);
      }
    }

    long records() {
      return overlap * cells;
    }
  }

  /**
   * @param shapes the whole table, in any order, equal shapes together or apart
   * @throws IllegalArgumentException if there is no record
   */
  public static ClusterEvaluation of(Collection<Shape> shapes) {
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("Nothing to evaluate: no record has a truth");
    }
    List<Shape> sorted =
        shapes.stream()
            .sorted(
                Comparator.comparingLong(Shape::overlap)
                    .thenComparingLong(Shape::trueSize)
                    .thenComparingLong(Shape::predictedSize))
            .toList();
    long records = sorted.stream().mapToLong(Shape::records).sum();
    return new ClusterEvaluation(
        pairwise(sorted),
        bcubed(sorted, records),
        exactRate(sorted),
        sorted.stream().mapToLong(Shape::predictedSize).max().orElseThrow(),
        records);
  }

  /**
   * Evaluates two labellings of the same records.
   *
   * @param truth true cluster of each record
   * @param predicted predicted cluster of each record
   */
  public static ClusterEvaluation of(int[] truth, int[] predicted) {
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          truth.length + " true labels, but " + predicted.length + " predicted");
    }
    Map<Integer, Long> trueSizes = new HashMap<>();
    Map<Integer, Long> predictedSizes = new HashMap<>();
    Map<Long, Long> overlaps = new HashMap<>();
    for (int i = 0; i < truth.length; i++) {
      trueSizes.merge(truth[i], 1L, Long::sum);
      predictedSizes.merge(predicted[i], 1L, Long::sum);
      overlaps.merge((long) truth[i] << 32 | (predicted[i] & 0xffffffffL), 1L, Long::sum);
    }
    List<Shape> shapes = new ArrayList<>();
    overlaps.forEach(
        (cell, overlap) ->
            shapes.add(
                new Shape(
                    overlap,
                    trueSizes.get((int) (cell >> 32)),
                    predictedSizes.get((int) (long) cell),
                    1)));
    return of(shapes);
  }

  private static Scores pairwise(List<Shape> shapes) {
    BigInteger found = BigInteger.ZERO;
    BigInteger predicted = BigInteger.ZERO;
    BigInteger wanted = BigInteger.ZERO;
    for (Shape shape : shapes) {
      found = found.add(orderedPairs(shape.records(), shape.overlap()));
      predicted = predicted.add(orderedPairs(shape.records(), shape.predictedSize()));
      wanted = wanted.add(orderedPairs(shape.records(), shape.trueSize()));
    }
    return Scores.of(share(found, predicted), share(found, wanted));
  }

  /** Ordered pairs of each of these records with another one of its group. */
  private static BigInteger orderedPairs(long records, long groupSize) {
    return BigInteger.valueOf(records).multiply(BigInteger.valueOf(groupSize - 1));
  }

  private static double share(BigInteger part, BigInteger whole) {
    return whole.signum() == 0 ? 1 : part.doubleValue() / whole.doubleValue();
  }

  private static Scores bcubed(List<Shape> shapes, long records) {
    double precision = 0;
    double recall = 0;
    for (Shape shape : shapes) {
      precision += shape.records() * ((double) shape.overlap() / shape.predictedSize());
      recall += shape.records() * ((double) shape.overlap() / shape.trueSize());
    }
    return Scores.of(precision / records, recall / records);
  }

  private static double exactRate(List<Shape> shapes) {
    Map<Long, Long> recordsByTrueSize = new TreeMap<>();
    long exact = 0;
    for (Shape shape : shapes) {
      recordsByTrueSize.merge(shape.trueSize(), shape.records(), Long::sum);
      boolean same =
          shape.overlap() == shape.trueSize() && shape.overlap() == shape.predictedSize();
      exact += same ? shape.cells() : 0;
    }
    long trueClusters =
        recordsByTrueSize.entrySet().stream().mapToLong(e -> e.getValue() / e.getKey()).sum();
    return (double) exact / trueClusters;
  }
}
