package io.aurum.common.outlier;

import io.aurum.common.feature.Scaling;
import io.aurum.common.feature.Scaling.Method;
import io.aurum.common.outlier.Detector.Change;
import io.aurum.common.outlier.TailDetector.Rule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Detectors of different kinds, combined without labels.
 *
 * <p>No kind of detector sees every kind of outlier, and nobody says which kind a table has. So the
 * strongest voices count: the evidence of a row is the mean of its {@value #VOICES} highest
 * evidences over all detectors. One detector alone can be wrong in its own way; a mean over all
 * would let those that are blind to an outlier outvote those that see it.
 *
 * @param members none where no column varies
 */
record Ensemble(List<Member> members) implements Serializable {
  /** Evidences that are averaged. */
  private static final int VOICES = 3;

  /** Rows that the scales of the detectors are learnt from at most. */
  private static final int MOST_SCALED = 20_000;

  /** Sizes of samples in which neighbours are looked for, each four times the one before. */
  private static final int[] SAMPLE_SIZES = {8, 32, 128, 512};

  /** A sample is at most this part of the rows, else outliers find their like in it. */
  private static final int PART = 4;

  /** Rows in all samples of one size, where one sample has fewer. */
  private static final int SAMPLED = 1_024;

  /** Samples of a size at least. */
  private static final int LEAST_SAMPLES = 8;

  /** Quartiles of a normal distribution are so many standard deviations apart. */
  private static final double QUARTILES = 1.349;

  /** What a detector looks at. */
  enum Kind {
    /** {@link IsolationForest}. */
    FOREST,
    /** {@link TailDetector} by {@link Rule#FURTHER}. */
    ECOD,
    /** {@link TailDetector} by {@link Rule#LONGER}. */
    COPOD,
    /** {@link HistogramDetector} of columns from 0 to 1. */
    HBOS,
    /** {@link NeighbourDetector}. */
    NEIGHBOURS
  }

  /**
   * A detector with the scale of its scores.
   *
   * @param kind what it looks at
   * @param detector learnt from the rows
   * @param scale learnt from its scores of the rows
   */
  record Member(Kind kind, Detector detector, TailScale scale) implements Serializable {}

  /**
   * Learns from rows.
   *
   * @param columns by column and row, in an order of content, no column constant; rows at least
   *     {@value #PART} times 2, columns perhaps none
   */
  static Ensemble fit(double[][] columns, long seed) {
    List<Member> members = new ArrayList<>();
    if (columns.length == 0) {
      return new Ensemble(members);
    }
    double[][] judged = rows(columns, seed);
    TailDetector ecod = TailDetector.fit(columns, Rule.FURTHER);
    add(members, Kind.FOREST, IsolationForest.fit(columns, seed), judged);
    add(members, Kind.ECOD, ecod, judged);
    add(members, Kind.COPOD, ecod.with(Rule.LONGER), judged);
    add(members, Kind.HBOS, HistogramDetector.fit(columns), judged);
    for (NeighbourDetector detector : neighbours(columns, seed)) {
      add(members, Kind.NEIGHBOURS, detector, judged);
    }
    return new Ensemble(members);
  }

  private static void add(List<Member> members, Kind kind, Detector detector, double[][] judged) {
    double[] scores = Arrays.stream(judged).parallel().mapToDouble(detector::score).toArray();
    members.add(new Member(kind, detector, TailScale.of(scores)));
  }

  /** Rows, by row and column; a sample of very many. */
  private static double[][] rows(double[][] columns, long seed) {
    int all = columns[0].length;
    int[] drawn =
        all <= MOST_SCALED
            ? IntStream.range(0, all).toArray()
            : new Draws(seed, -1).sample(all, MOST_SCALED);
    return Arrays.stream(drawn)
        .mapToObj(row -> Arrays.stream(columns).mapToDouble(column -> column[row]).toArray())
        .toArray(double[][]::new);
  }

  private static List<NeighbourDetector> neighbours(double[][] columns, long seed) {
    List<double[]> sorted = Arrays.stream(columns).map(Ensemble::sorted).toList();
    List<Scaling> plain = sorted.stream().map(c -> Scaling.learn(Method.Z, c)).toList();
    List<Scaling> robust = sorted.stream().map(Ensemble::robust).toList();
    int most = Math.max(2, columns[0].length / PART);
    List<NeighbourDetector> detectors = new ArrayList<>();
    Arrays.stream(SAMPLE_SIZES)
        .map(size -> Math.min(size, most))
        .distinct()
        .forEach(
            size -> {
              int number = Math.max(LEAST_SAMPLES, SAMPLED / size);
              for (List<Scaling> scales : List.of(plain, robust)) {
                Draws draws = new Draws(seed, -2 - detectors.size());
                detectors.add(NeighbourDetector.fit(columns, scales, size, number, draws));
              }
            });
    return detectors;
  }

  private static double[] sorted(double[] column) {
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Median and quartiles; where the quartiles meet, the standard deviation. */
  private static Scaling robust(double[] sorted) {
    double quartiles = Scaling.quantile(sorted, 0.75) - Scaling.quantile(sorted, 0.25);
    double width = quartiles > 0 ? quartiles : QUARTILES * Scaling.learn(Method.Z, sorted).width();
    return new Scaling(Scaling.quantile(sorted, 0.5), width);
  }

  /** Evidence of each member that a row is an outlier. */
  double[] voices(double[] row) {
    return members.stream().mapToDouble(m -> m.scale.evidence(m.detector.score(row))).toArray();
  }

  /** Evidence that a row is an outlier, in decimal digits. */
  double evidence(double[] row) {
    return combined(voices(row));
  }

  /** Evidence with each of some changes, one at a time. */
  double[] evidence(double[] row, List<Change> changes) {
    double[][] voices = new double[changes.size()][members.size()];
    for (int m = 0; m < members.size(); m++) {
      Member member = members.get(m);
      double[] scores = member.detector.scores(row, changes);
      for (int c = 0; c < scores.length; c++) {
        voices[c][m] = member.scale.evidence(scores[c]);
      }
    }
    return Arrays.stream(voices).mapToDouble(Ensemble::combined).toArray();
  }

  /** Score of the isolation forest, 0..1; 0 where there is none. */
  double isolation(double[] row) {
    return members.stream()
        .filter(member -> member.kind == Kind.FOREST)
        .mapToDouble(member -> member.detector.score(row))
        .findFirst()
        .orElse(0);
  }

  /** The strongest evidence among the detectors of a kind; 0 where there are none. */
  double strongest(Kind kind, double[] voices) {
    return IntStream.range(0, voices.length)
        .filter(m -> members.get(m).kind == kind)
        .mapToDouble(m -> voices[m])
        .max()
        .orElse(0);
  }

  /** Mean of the highest evidences; 0 where there are none. */
  static double combined(double[] voices) {
    double[] sorted = sorted(voices);
    int count = Math.min(VOICES, sorted.length);
    return count == 0
        ? 0
        : Arrays.stream(sorted, sorted.length - count, sorted.length).sum() / count;
  }
}
