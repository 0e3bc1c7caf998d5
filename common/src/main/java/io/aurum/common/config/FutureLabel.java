package io.aurum.common.config;

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
 * @param event whose coming true is predicted
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
    Event event,
    int days,
    Optional<Integer> activeWithin,
    List<LocalDate> snapshots,
    List<LocalDate> tests,
    int lateDays) {

  /** Months back that are learnt from where the configuration names no dates. */
  private static final int MONTHS = 7;

  /** What is predicted. */
  public enum Event {
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
  }

  public FutureLabel {
    snapshots = List.copyOf(snapshots);
    tests = List.copyOf(tests);
  }

  /** Name of the label as it stands in tables. */
  public String label() {
    return String.format(Locale.ROOT, event.label, days);
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
