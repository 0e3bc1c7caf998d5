package io.aurum.common.cluster;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A segment in words: conditions that its members meet and others do not.
 *
 * @param conditions one to four
 * @param precision share of those who meet them that belong to the segment
 * @param recall share of the segment that meets them
 */
public record Story(List<Condition> conditions, double precision, double recall) {
  /** Below it conditions tell rather who does not belong to the segment. */
  private static final double LEAST = 0.5;

  public Story {
    conditions = List.copyOf(conditions);
  }

  /**
   * One condition.
   *
   * @param feature name of the column
   * @param relation {@code <=}, {@code >} or {@code =}
   * @param number that is compared with; of a category NaN
   * @param value of a category; of a number empty
   */
  public record Condition(String feature, String relation, double number, String value) {
    /** In words. */
    public String words() {
      return feature + " " + relation + " " + (Double.isNaN(number) ? value : inWords(number));
    }

    private static String inWords(double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%d", (long) number)
          : String.format(Locale.ROOT, "%.4g", number);
    }
  }

  /**
   * Whether the story tells the segment at all: it has conditions, at least half of those who meet
   * them belong to the segment, and at least half of the segment meets them.
   */
  public boolean isTelling() {
    return !conditions.isEmpty() && precision >= LEAST && recall >= LEAST;
  }

  /** Harmonic mean of precision and recall, 0..1: how well the story tells the segment. */
  public double fidelity() {
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }

  /** All conditions, joined by "and". */
  public String words() {
    return conditions.stream().map(Condition::words).collect(Collectors.joining(" and "));
  }
}
