package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A label that is no column but what customers do within some days after a date: the cut, to whose
 * end they are looked at.
 *
 * @param target what is predicted
 * @param days after the cut in which it may come, at least 1
 * @param activeWithin days before the cut within which a customer must have bought; empty: ever
 * @param snapshots cuts that are learnt from, ascending; empty: one a month, back from the latest
 *     whose days have passed
 * @param tests cuts that the model as of then is judged on, ascending; empty: the latest whose days
 *     have passed
 * @param lateDays days after the cut up to which features see, no more than {@code days}: 0, but to
 *     show what a leak does
 */
public record FutureLabel(
    Target target,
    int days,
    Optional<Integer> activeWithin,
    List<LocalDate> snapshots,
    List<LocalDate> tests,
    int lateDays) {

  /** Months back that are learnt from where the configuration names no dates. */
  private static final int MONTHS = 7;

  /** What is predicted. */
  public sealed interface Target permits Event, Facts {
    /** Whether it is a number, not something that happens or does not. */
    boolean isNumber();

    /** Its name as it stands in tables. */
    String label(int days);
  }

  /** Bad news that has a key of its own. */
  public enum Event implements Target {
    /** No purchase that counts within the days, of a customer who bought before. */
    NO_PURCHASE("no-purchase-days", "no_purchase_in_%d_days"),
    /** The last open subscription ends within the days. */
    SUBSCRIPTION_ENDED("subscription-ended-days", "subscription_ends_in_%d_days");

    private final String key;
    private final String label;

    Event(String key, String label) {
      this.key = key;
      this.label = label;
    }

    /** Its key in the configuration. */
    public String key() {
      return key;
    }

    @Override
    public boolean isNumber() {
      return false;
    }

    @Override
    public String label(int days) {
      return String.format(Locale.ROOT, label, days);
    }
  }

  /** What is taken of the facts that happen within the days. */
  public enum Take {
    /** Whether there is one. */
    ANY("%1$s_in_%3$d_days"),
    /** Whether there is none. */
    NONE("no_%1$s_in_%3$d_days"),
    /** How many there are. */
    COUNT("%1$s_count_in_%3$d_days"),
    /** How many different values a column has. */
    DISTINCT("distinct_%2$s_in_%3$d_days"),
    /** The sum of a column. */
    SUM("%2$s_in_%3$d_days");

    private final String label;

    Take(String label) {
      this.label = label;
    }

    /** Whether it is a number, not a class. */
    public boolean isNumber() {
      return this != ANY && this != NONE;
    }

    /** Whether it is taken of a column. */
    public boolean isOfColumn() {
      return this == DISTINCT || this == SUM;
    }
  }

  /** Which customers are asked about. */
  public enum Population {
    /** All that were known by the cut. */
    ALL,
    /** Those who had bought by the cut. */
    BUYERS,
    /** Those who were known by the cut and had not bought. */
    LEADS
  }

  /**
   * Facts that happen within the days.
   *
   * @param entity name of the entity
   * @param take what is taken of them
   * @param column of the entity; the empty text where none is needed
   * @param where facts that count
   * @param of customers that are asked about
   */
  public record Facts(String entity, Take take, String column, Condition where, Population of)
      implements Target {
    @Override
    public boolean isNumber() {
      return take.isNumber();
    }

    @Override
    public String label(int days) {
      return String.format(Locale.ROOT, take.label, entity, column, days);
    }
  }

  public FutureLabel {
    snapshots = List.copyOf(snapshots);
    tests = List.copyOf(tests);
  }

  /** Name of the label as it stands in tables. */
  public String label() {
    return target.label(days);
  }

  /** Whether all that the label asks of a cut has passed at a date. */
  public boolean isKnown(LocalDate cut, LocalDate at) {
    return !cut.plusDays(days).isAfter(at);
  }

  /** The cuts that the model is judged on at a date, ascending. */
  public List<LocalDate> testsAt(LocalDate asOf) {
    List<LocalDate> asked = tests.isEmpty() ? List.of(asOf.minusDays(days)) : tests;
    return asked.stream().filter(cut -> isKnown(cut, asOf)).toList();
  }

  /** The cuts with a known label at a date, those that are judged on among them, ascending. */
  public List<LocalDate> cutsAt(LocalDate asOf) {
    return Stream.concat(
            testsAt(asOf).stream(),
            snapshots.isEmpty()
                ? IntStream.range(0, MONTHS)
                    .mapToObj(month -> asOf.minusDays(days).minusMonths(month))
                : snapshots.stream())
        .filter(cut -> isKnown(cut, asOf))
        .distinct()
        .sorted()
        .toList();
  }
}
