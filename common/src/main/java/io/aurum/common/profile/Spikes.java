package io.aurum.common.profile;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Dates that stand out although life has no reason for them: a system's default ({@code
 * 1900-01-01}), or the day that people take who know the year only ({@code --01-01}).
 *
 * <p>Every day is compared with the mean of all days. It stands out with at least {@value #LEAST}
 * records, {@value #TIMES} times the mean, and {@value #SIGMAS} standard deviations of a Poisson
 * count above it. So many records on one day tell of no person.
 */
final class Spikes {
  private static final long LEAST = 10;
  private static final int TIMES = 5;
  private static final int SIGMAS = 6;
  private static final int LEAST_YEARS = 3;
  private static final double DAYS_OF_YEAR = 365.25;

  private Spikes() {}

  /**
   * Days that stand out, most frequent first: days of the calendar, and days of the year once those
   * have been set aside and where the rest covers several years.
   *
   * @param days counts by day since 1970-01-01
   */
  static List<ValueCounts.Count> of(Histogram days) {
    List<ValueCounts.Count> spikes = new ArrayList<>();
    Map<MonthDay, Long> others = new TreeMap<>();
    Set<Integer> years = new HashSet<>();
    double mean = (double) days.total() / Math.max(1, days.buckets());
    days.forEach(
        (day, times) -> {
          LocalDate date = LocalDate.ofEpochDay(day);
          if (standsOut(times, mean)) {
            spikes.add(new ValueCounts.Count(date.toString(), times));
          } else {
            others.merge(MonthDay.from(date), times, Long::sum);
            years.add(date.getYear());
          }
        });
    if (years.size() >= LEAST_YEARS) {
      spikes.addAll(ofYear(others));
    }
    spikes.sort(ValueCounts.Count.ORDER);
    return List.copyOf(spikes);
  }

  private static List<ValueCounts.Count> ofYear(Map<MonthDay, Long> days) {
    double mean = days.values().stream().mapToLong(Long::longValue).sum() / DAYS_OF_YEAR;
    return days.entrySet().stream()
        .filter(day -> standsOut(day.getValue(), mean))
        .map(day -> new ValueCounts.Count(day.getKey().toString(), day.getValue()))
        .toList();
  }

  private static boolean standsOut(long times, double mean) {
    return times >= LEAST && times >= TIMES * mean && times - mean >= SIGMAS * Math.sqrt(mean);
  }
}
