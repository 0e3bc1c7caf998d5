package io.aurum.common.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the compact evidence of a scored pair means: the attributes of its agreement pattern, in
 * order, and their levels.
 *
 * <p>A pattern such as {@code 0.2.-} has one level number per attribute, {@code -} where a side is
 * empty; bits such as {@code 8.1|-0.5|0.0} stand in the same order.
 */
public final class EvidenceModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String MISSING = "-";

  private final List<Attribute> attributes = new ArrayList<>();

  /**
   * A level of the model, as a row of {@code match_model} names it.
   *
   * @param attribute attribute compared
   * @param number 0 = most similar
   * @param level name of the level
   */
  public record Named(String attribute, int number, String level) {}

  private record Attribute(String name, HashMap<Integer, String> levels) implements Serializable {}

  /**
   * @param levels all levels, attributes in the order of the patterns
   */
  public EvidenceModel(List<Named> levels) {
    Map<String, HashMap<Integer, String>> byAttribute = new LinkedHashMap<>();
    for (Named level : levels) {
      byAttribute
          .computeIfAbsent(level.attribute(), attribute -> new HashMap<>())
          .put(level.number(), level.level());
    }
    byAttribute.forEach((name, named) -> attributes.add(new Attribute(name, named)));
  }

  /**
   * Expands a pair's compact evidence.
   *
   * @param priorBits log2 odds before looking at the attributes
   * @param pattern level number per attribute, separated by points
   * @param attributeBits bits per attribute, separated by bars
   * @return the prior and then one piece per attribute, in the order of the pattern
   * @throws IllegalArgumentException if the pattern does not fit the model
   */
  public List<Evidence> expand(double priorBits, String pattern, String attributeBits) {
    String[] numbers = pattern.split("\\.", -1);
    String[] bits = attributeBits.split("\\|", -1);
    if (numbers.length != attributes.size() || bits.length != attributes.size()) {
      throw new IllegalArgumentException(
          "The model has "
              + attributes.size()
              + " attributes, but the pattern "
              + pattern
              + " has "
              + numbers.length
              + " and its bits are "
              + bits.length);
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(Evidence.PRIOR, Optional.empty(), priorBits));
    for (int i = 0; i < numbers.length; i++) {
      Attribute attribute = attributes.get(i);
      evidence.add(new Evidence(attribute.name(), level(attribute, numbers[i]), bits(bits[i])));
    }
    return List.copyOf(evidence);
  }

  private static Optional<String> level(Attribute attribute, String number) {
    if (number.equals(MISSING)) {
      return Optional.empty();
    }
    String level = attribute.levels().get(Integer.valueOf(number));
    if (level == null) {
      throw new IllegalArgumentException(attribute.name() + " has no level number " + number);
    }
    return Optional.of(level);
  }

  private static double bits(String text) {
    return text.isEmpty() || text.equals(MISSING) ? 0 : Double.parseDouble(text);
  }
}
