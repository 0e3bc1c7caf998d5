package io.aurum.jobs.quality;

import io.aurum.common.stat.CountForecast;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges what a source delivered against its own history: the rows of the newest delivery by {@link
 * CountForecast}, and the time since by the gaps between deliveries.
 *
 * <p>A gap is longer than usual above one and a half times the gap that nine gaps in ten do not
 * exceed: weekends of a daily delivery are usual. It then lacks as many deliveries as would fit in
 * at the median gap.
 *
 * @param forecast from the deliveries before the newest; empty where there is none
 * @param usualGapDays median gap; empty below {@value #LEAST_GAPS} gaps
 * @param missing deliveries that gaps longer than usual lack
 * @param overdue whether one of these is the time since the newest delivery
 * @param reason what the status rests on
 */
record VolumeCheck(
    Optional<CountForecast> forecast,
    OptionalDouble usualGapDays,
    int missing,
    boolean overdue,
    Status status,
    String reason) {
  private static final int LEAST_GAPS = 3;
  private static final double LONG_GAP = 1.5;
  private static final double MOST_GAPS = 0.9;

  /** What comes of the check. */
  enum Status {
    OK,
    WARN,
    FAIL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Status or(Status other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /**
   * Checks a source.
   *
   * @param asOf date of the run, no earlier than the newest delivery
   */
  static VolumeCheck of(Deliveries deliveries, LocalDate asOf) {
    if (deliveries.rowsByDay().isEmpty()) {
      return new VolumeCheck(
          Optional.empty(),
          OptionalDouble.empty(),
          0,
          false,
          Status.FAIL,
          "nothing was delivered by the date");
    }
    Gaps gaps = Gaps.of(List.copyOf(deliveries.rowsByDay().keySet()), asOf);
    long newest = deliveries.rowsByDay().lastEntry().getValue();
    Optional<CountForecast> forecast = forecast(deliveries);
    Status byRows = forecast.map(f -> status(f.judge(newest))).orElse(Status.OK);
    Status byTime = gaps.overdue() ? Status.WARN : Status.OK;
    return new VolumeCheck(
        forecast,
        gaps.usual(),
        gaps.missing(),
        gaps.overdue(),
        byRows.or(byTime),
        rowsInWords(forecast, byRows) + (gaps.overdue() ? "; a delivery is overdue" : ""));
  }

  /** The same check, with what came of the control totals; one that is missed is a failure. */
  VolumeCheck with(ControlTotals controls) {
    return controls.missed() == 0
        ? this
        : new VolumeCheck(
            forecast,
            usualGapDays,
            missing,
            overdue,
            Status.FAIL,
            "%s; %d of %d control totals missed"
                .formatted(reason, controls.missed(), controls.all()));
  }

  private static Optional<CountForecast> forecast(Deliveries deliveries) {
    var earlier = deliveries.rowsByDay().headMap(deliveries.rowsByDay().lastKey());
    return earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CountForecast.of(earlier.values().stream().mapToLong(Long::longValue).toArray()));
  }

  private static Status status(CountForecast.Verdict verdict) {
    return switch (verdict) {
      case USUAL -> Status.OK;
      case UNUSUAL -> Status.WARN;
      case EXTREME -> Status.FAIL;
    };
  }

  private static String rowsInWords(Optional<CountForecast> forecast, Status status) {
    int history = forecast.map(CountForecast::history).orElse(0);
    if (history < CountForecast.LEAST_HISTORY) {
      return "%d earlier deliveries; %d are needed to judge the rows"
          .formatted(history, CountForecast.LEAST_HISTORY);
    }
    return switch (status) {
      case OK -> "the rows are as %d earlier deliveries let expect".formatted(history);
      case WARN -> "the rows are unusual after %d earlier deliveries".formatted(history);
      case FAIL ->
          "the rows are out of the question after %d earlier deliveries".formatted(history);
    };
  }

  /** The days between deliveries. */
  private record Gaps(OptionalDouble usual, int missing, boolean overdue) {

    static Gaps of(List<LocalDate> days, LocalDate asOf) {
      List<Long> closed = new ArrayList<>();
      for (int i = 1; i < days.size(); i++) {
        closed.add(ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
      }
      if (closed.size() < LEAST_GAPS) {
        return new Gaps(OptionalDouble.empty(), 0, false);
      }
      long[] sorted = closed.stream().mapToLong(Long::longValue).sorted().toArray();
      double usual = CountForecast.of(sorted).median();
      double limit = LONG_GAP * sorted[(int) Math.ceil(MOST_GAPS * sorted.length) - 1];
      long open = ChronoUnit.DAYS.between(days.get(days.size() - 1), asOf);
      int missing = lacking(open, usual, limit);
      for (long gap : sorted) {
        missing += lacking(gap, usual, limit);
      }
      return new Gaps(OptionalDouble.of(usual), missing, open > limit);
    }

    private static int lacking(long gap, double usual, double limit) {
      return gap > limit ? (int) Math.max(1, Math.round(gap / usual) - 1) : 0;
    }
  }
}
