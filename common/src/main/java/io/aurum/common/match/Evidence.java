package io.aurum.common.match;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One piece of evidence for or against two records being one customer: a row of {@code
 * match_evidence}.
 *
 * <p>A scored pair keeps its evidence in compact form; an {@link EvidenceModel} expands it.
 *
 * @param attribute attribute compared, or {@link #PRIOR}
 * @param level comparison level of the pair; empty for the prior and where a side has no value
 * @param bits evidence in bits, positive for one customer; log2 of a ratio of probabilities
 */
public record Evidence(String attribute, Optional<String> level, double bits) {
  /** Name of the evidence before looking at the attributes. */
  public static final String PRIOR = "(prior)";

  /**
   * Weight of the pair. Bits are multiples of {@code 1 / MatchModel.UNITS_PER_BIT}, so the sum is
   * exact in any order.
   */
  public static double weight(List<Evidence> evidence) {
    double sum = 0;
    for (Evidence piece : evidence) {
      sum += piece.bits();
    }
    return sum;
  }

  /** The strongest evidence for one customer first; of equal evidence, by attribute. */
  public static Comparator<Evidence> strongestFirst() {
    return Comparator.<Evidence>comparingDouble(Evidence::bits)
        .reversed()
        .thenComparing(Evidence::attribute);
  }
}
