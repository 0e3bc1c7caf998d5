package io.aurum.jobs.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/** When people buy: on Saturdays more than on other days. */
final class Season {
  /** Orders of a Saturday, as a multiple of those of a mean day of its week. */
  static final double SATURDAY = 1.6;

  private static final double FRIDAY = 1.1;
  private static final double SUNDAY = 0.7;
  private static final double OTHERWISE = 0.9;

  private Season() {}

  private static double factor(DayOfWeek day) {
    return switch (day) {
      case SATURDAY -> SATURDAY;
      case FRIDAY -> FRIDAY;
      case SUNDAY -> SUNDAY;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY -> OTHERWISE;
    };
  }

  /**
   * Draws a day, each as often as its season says.
   *
   * @param from first day
   * @param to day after the last
   */
  static LocalDate pick(LocalDate from, LocalDate to, Rng rng) {
    List<LocalDate> days = from.datesUntil(to).toList();
    double point = rng.unit() * days.stream().mapToDouble(day -> factor(day.getDayOfWeek())).sum();
    for (LocalDate day : days) {
      point -= factor(day.getDayOfWeek());
      if (point < 0) {
        return day;
      }
    }
    return days.get(days.size() - 1);
  }
}
