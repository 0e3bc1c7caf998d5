package io.aurum.common.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One piece of evidence for or against two records being one customer: a row of {@code
 * match_evidence}.
 *
 * <p>A scored pair keeps its evidence in compact form, an agreement pattern such as {@code 0.2.-}
 * (one level number per attribute, {@code -} where a side is empty) and bits such as {@code
 * 8.1|-0.5|0.0}; the model says which attribute and level they mean.
 *
 * @param attribute attribute compared, or {@link #PRIOR}
 * @param level comparison level of the pair; empty for the prior and where a side has no value
 * @param bits evidence in bits, positive for one customer; log2 of a ratio of probabilities
 */
public record Evidence(String attribute, Optional<String> level, double bits) {
  /** Name of the evidence before looking at the attributes. */
  public static final String PRIOR = "(prior)";

  private static final String MISSING = "-";

  /**
   * A level of the model, as a row of {@code match_model} names it.
   *
   * @param attribute attribute compared
   * @param number 0 = most similar
   * @param level name of the level
   */
  public record ModelLevel(String attribute, int number, String level) {}

  /**
   * Expands a pair's compact evidence.
   *
   * @param model all levels, attributes in the order of the pattern
   * @param priorBits log2 odds before looking at the attributes
   * @param pattern level number per attribute, separated by points
   * @param attributeBits bits per attribute, separated by bars
   * @return the prior and then one piece per attribute, in the order of the pattern
   * @throws IllegalArgumentException if the pattern does not fit the model
   */
  public static List<Evidence> expand(
      List<ModelLevel> model, double priorBits, String pattern, String attributeBits) {
    Map<String, Map<Integer, String>> levels = levelsByAttribute(model);
    String[] numbers = pattern.split("\\.", -1);
    String[] bits = attributeBits.split("\\|", -1);
    if (numbers.length != levels.size() || bits.length != levels.size()) {
      throw new IllegalArgumentException(
          "The model has "
              + levels.size()
              + " attributes, but the pattern "
              + pattern
              + " has "
              + numbers.length
              + " and its bits are "
              + bits.length);
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(PRIOR, Optional.empty(), priorBits));
    int i = 0;
    for (Map.Entry<String, Map<Integer, String>> attribute : levels.entrySet()) {
      evidence.add(
          new Evidence(
              attribute.getKey(),
              level(attribute.getKey(), attribute.getValue(), numbers[i]),
              bits(bits[i])));
      i++;
    }
    return List.copyOf(evidence);
  }

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

  private static Map<String, Map<Integer, String>> levelsByAttribute(List<ModelLevel> model) {
    Map<String, Map<Integer, String>> levels = new LinkedHashMap<>();
    for (ModelLevel level : model) {
      levels
          .computeIfAbsent(level.attribute(), attribute -> new LinkedHashMap<>())
          .put(level.number(), level.level());
    }
    return levels;
  }

  private static Optional<String> level(
      String attribute, Map<Integer, String> levels, String number) {
    if (number.equals(MISSING)) {
      return Optional.empty();
    }
    String level = levels.get(Integer.valueOf(number));
    if (level == null) {
      throw new IllegalArgumentException(attribute + " has no level number " + number);
    }
    return Optional.of(level);
  }

  private static double bits(String text) {
    return text.isEmpty() || text.equals(MISSING) ? 0 : Double.parseDouble(text);
  }
}
