package io.aurum.common.stat.dependence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Probabilities judged by the number of questions that were asked: of everything that is reported
 * at most a given share is expected to be chance (Benjamini and Hochberg, "Controlling the false
 * discovery rate", JRSS B 57, 1995). It holds for independent questions and for those that depend
 * on each other positively, as neighbouring points and overlapping series do.
 */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The smallest rate of false discoveries at which each question is answered yes.
   *
   * @param probabilities 0..1, by question
   * @return as many, 0..1, in the same order
   */
  public static double[] adjusted(double[] probabilities) {
    int n = probabilities.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[n];
    double least = 1;
    for (int rank = n; rank > 0; rank--) {
      least = Math.min(least, probabilities[order[rank - 1]] * n / rank);
      adjusted[order[rank - 1]] = least;
    }
    return adjusted;
  }

  /**
   * The largest probability that is reported; -1 where none is.
   *
   * @param probabilities all of those at or below the rate; larger ones cannot be reported
   * @param questions number of questions asked, at least that of the probabilities
   * @param rate share of the reported that may be chance, 0..1
   */
  public static double threshold(double[] probabilities, long questions, double rate) {
    if (probabilities.length > questions) {
      throw new IllegalArgumentException(
          "%d of %d questions".formatted(probabilities.length, questions));
    }
    double[] sorted = probabilities.clone();
    Arrays.sort(sorted);
    double threshold = -1;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= rate * (i + 1) / questions) {
        threshold = sorted[i];
      }
    }
    return threshold;
  }
}
