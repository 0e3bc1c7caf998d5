package io.aurum.common.config;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Dates that follow each other evenly, whatever the dates of runs are. Steps are counted from the
 * first date, so that those of months from a 31st fall on the last days of the months.
 *
 * @param since first of the dates
 * @param every from one to the next, more than nothing
 */
public record Rhythm(LocalDate since, Period every) {
  public Rhythm {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("Nothing follows at steps of " + every);
    }
  }

  /** The dates before a day, ascending. */
  public List<LocalDate> before(LocalDate day) {
    List<LocalDate> dates = new ArrayList<>();
    for (int step = 0; date(step).isBefore(day); step++) {
      dates.add(date(step));
    }
    return dates;
  }

  /** The latest of the dates that is not after a day; empty before the first. */
  public Optional<LocalDate> latest(LocalDate day) {
    List<LocalDate> dates = before(day.plusDays(1));
    return dates.isEmpty() ? Optional.empty() : Optional.of(dates.get(dates.size() - 1));
  }

  private LocalDate date(int step) {
    return since.plus(every.multipliedBy(step));
  }
}
