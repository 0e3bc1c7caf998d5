package io.aurum.common.stat.dependence;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Probabilities adjusted for the number of questions that were asked. */
public final class FalseDiscovery {
  private FalseDiscovery() {}

  /**
   * The smallest rate of false discoveries at which each question is answered yes (Benjamini and
   * Hochberg, JRSS B 57, 1995).
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
}
