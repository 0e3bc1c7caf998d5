package io.aurum.common.match;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Why a pair weighs what it weighs: prior and weights sum exactly to the pair's weight.
 *
 * @param levels comparison level per attribute, {@link PatternCounts#MISSING} where a side is empty
 * @param weights weight per attribute, 0 where a side is empty
 * @param priorWeight weight before looking at the attributes
 * @param rival what the pair is weighed against, that which explains its agreement best
 */
public record PairEvidence(byte[] levels, int[] weights, int priorWeight, MatchModel.Rival rival) {

  public int weight() {
    return priorWeight + IntStream.of(weights).sum();
  }

  /** Level numbers separated by points, {@code -} where a side is empty. */
  public String pattern() {
    return IntStream.range(0, levels.length)
        .mapToObj(a -> levels[a] == PatternCounts.MISSING ? "-" : Integer.toString(levels[a]))
        .collect(Collectors.joining("."));
  }

  /** Weights in bits separated by {@code |}; each is exact. */
  public String bits() {
    return IntStream.of(weights)
        .mapToObj(w -> Double.toString(MatchModel.bits(w)))
        .collect(Collectors.joining("|"));
  }
}
