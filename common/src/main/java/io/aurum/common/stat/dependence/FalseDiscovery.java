package io.aurum.common.stat.dependence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Probabilities judged by the number of questions that were asked: of everything that is reported
 * at most a given share is expected to be chance (Benjamini and Hochberg, "Controlling the false
 * discovery rate", JRSS B 57, 1995). It holds for independent questions and for those that depend
 * on each other positively, as neighbouring points and overlapping series do.
 *
 * <p>Questions of several families, few in one and very many in another, are judged together by
 * weights (Genovese, Roeder and Wasserman, "False discovery control with p-value weighting",
 * Biometrika 93, 2006; for positive dependence Blanchard and Roquain, "Two simple sufficient
 * conditions for FDR control", 2008). The rate holds over all of them whatever the weights, if they
 * are known before the probabilities and average 1.
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
   * Weights by which each family has the same part of the errors, however many questions it asks:
   * of a question the number of all divided by the number of families and by that of its own.
   *
   * @param questions number of questions by family, 0 or more; a family without any has no part
   * @return above 0, by family with questions; 1 on average over all questions
   */
  public static <K> Map<K, Double> weights(Map<K, Long> questions) {
    long all = questions.values().stream().mapToLong(Long::longValue).sum();
    long families = questions.values().stream().filter(number -> number > 0).count();
    Map<K, Double> weights = new HashMap<>();
    questions.forEach(
        (family, number) -> {
          if (number > 0) {
            weights.put(family, (double) all / families / number);
          }
        });
    return weights;
  }

  /**
   * The largest probability that is reported; -1 where none is. With weights it is that of
   * probabilities divided by theirs.
   *
   * @param probabilities all of those at or below the rate, divided by their weights where there
   *     are any; what is left out cannot be reported
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
