package io.aurum.common.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names segments by what sets them apart most. Where no feature has a strength that is small at
 * least, those serve whose means or shares differ by a small effect all the same, as those of a few
 * very large numbers do.
 */
public final class SegmentName {
  /** Name of a segment that nothing sets apart. */
  public static final String ORDINARY = "like all others";

  /** Strength from which on a difference is small (Romano et al. 2006). */
  private static final double SMALL = 0.147;

  /** Difference of means that is small (Cohen 1988), in pooled standard deviations. */
  private static final double SMALL_DIFFERENCE = 0.2;

  /** Association with a category that is small (Cohen 1988). */
  private static final double SMALL_ASSOCIATION = 0.1;

  private static final int WORDS = 2;

  private SegmentName() {}

  /**
   * The name of a segment.
   *
   * @param effects of the features that it may be named by, strongest first
   */
  public static String of(List<Effect> effects) {
    List<Effect> strong = effects.stream().filter(effect -> effect.strength() >= SMALL).toList();
    Stream<Effect> telling =
        strong.isEmpty() ? effects.stream().filter(SegmentName::isSmall) : strong.stream();
    String words = telling.limit(WORDS).map(SegmentName::word).collect(Collectors.joining(", "));
    return words.isEmpty() ? ORDINARY : words;
  }

  private static boolean isSmall(Effect effect) {
    return isOfNumbers(effect)
        ? Math.abs(effect.cohensD()) >= SMALL_DIFFERENCE
        : effect.cramersV() >= SMALL_ASSOCIATION;
  }

  private static String word(Effect effect) {
    if (!isOfNumbers(effect)) {
      return (effect.inside() > effect.outside() ? "" : "not ")
          + effect.feature()
          + " "
          + effect.value();
    }
    double difference = effect.strength() >= SMALL ? effect.cliffsDelta() : effect.cohensD();
    return (difference > 0 ? "high " : "low ") + effect.feature();
  }

  private static boolean isOfNumbers(Effect effect) {
    return !Double.isNaN(effect.cliffsDelta());
  }
}
