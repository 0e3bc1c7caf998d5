package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_seconds;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalyTruth;
import io.aurum.common.config.AnomalyTruth.TrueCause;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.series.OnlineDetector;
import io.aurum.common.series.WindowScore.Alarm;
import io.aurum.common.series.WindowScore.Watched;
import io.aurum.common.series.WindowScore.Window;
import io.aurum.common.table.Tables;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares what the latest run found in metrics with what was odd in truth, and the causes it named
 * with those that people named.
 *
 * <p>Judged is the series of all rows. A reported period within a window is right, whatever its
 * metric and kind. The cause of a period is the strongest driver of the shortest event that the
 * period belongs to; it is right where it is exactly one of the true ones.
 */
final class AnomalyEvaluator {
  private static final String ALL = "(all)";

  private final Lake lake;
  private final List<AnomalySettings> analyses;

  AnomalyEvaluator(Lake lake, List<AnomalySettings> analyses) {
    this.lake = lake;
    this.analyses = analyses;
  }

  /** Whether the configuration says of any metrics when they were odd or why. */
  static boolean hasTruth(Settings settings) {
    return settings.mining().anomalies().stream()
        .anyMatch(analysis -> analysis.truth().isPresent());
  }

  /**
   * What was told of one analysis.
   *
   * @param watched windows and alarms, in seconds since 1970; empty where no windows are known
   * @param causes periods whose cause is known
   * @param reported of them, those that were reported as odd without being asked about
   * @param exact of them, those whose cause was named exactly
   */
  record Judged(String analysis, Optional<Watched> watched, int causes, int reported, int exact) {}

  /** The analyses that have a truth, in the order of the configuration. */
  List<Judged> judge() {
    return analyses.stream()
        .filter(analysis -> analysis.truth().isPresent())
        .map(analysis -> judged(analysis, analysis.truth().orElseThrow()))
        .toList();
  }

  private Judged judged(AnomalySettings analysis, AnomalyTruth truth) {
    SortedSet<Instant> explained = new TreeSet<>();
    truth.causes().forEach(cause -> explained.add(cause.at()));
    List<Named> named = explained.isEmpty() ? List.of() : named(analysis);
    return new Judged(
        analysis.name(),
        truth.windows().map(windows -> watched(analysis, windows)),
        explained.size(),
        explained.isEmpty() ? 0 : reported(analysis, explained),
        (int) explained.stream().filter(at -> isExact(at, truth.causes(), named)).count());
  }

  /** Times that lie in a period which was reported without being asked about. */
  private int reported(AnomalySettings analysis, SortedSet<Instant> times) {
    List<Long> periods = times.stream().map(at -> analysis.grain().begin(at)).toList();
    return (int)
        ofAllRows(lake.read(Tables.METRIC_ANOMALY), analysis)
            .select(seconds("period_start").as("at"))
            .where(col("at").isInCollection(periods))
            .distinct()
            .count();
  }

  private Watched watched(AnomalySettings analysis, List<AnomalyTruth.Window> truth) {
    Grain grain = analysis.grain();
    List<Window> windows =
        truth.stream()
            .map(window -> new Window(grain.begin(window.from()), grain.begin(window.to())))
            .toList();
    List<Alarm> alarms =
        ofAllRows(lake.read(Tables.METRIC_ANOMALY), analysis)
            .groupBy(seconds("period_start").as("at"))
            .agg(min("p_value"))
            .orderBy("at")
            .collectAsList()
            .stream()
            .map(row -> new Alarm(row.getLong(0), OnlineDetector.score(row.getDouble(1))))
            .toList();
    return new Watched(windows, alarms, grain.seconds(), Long.MIN_VALUE);
  }

  /** The strongest driver of an event. */
  private record Named(long start, long end, String driver) {
    boolean holds(Instant at) {
      return start <= at.getEpochSecond() && at.getEpochSecond() <= end;
    }

    long length() {
      return end - start;
    }
  }

  private List<Named> named(AnomalySettings analysis) {
    return ofAllRows(lake.read(Tables.ANOMALY_CAUSE), analysis)
        .where(col("rank").equalTo(1))
        .select(
            seconds("event_start"),
            seconds("event_end"),
            col("driver"),
            col("metric"),
            col("anomaly_type"))
        .orderBy("metric", "anomaly_type")
        .collectAsList()
        .stream()
        .map(row -> new Named(row.getLong(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  private static boolean isExact(Instant at, List<TrueCause> truth, List<Named> named) {
    return named.stream()
        .filter(event -> event.holds(at))
        .min(Comparator.comparingLong(Named::length))
        .filter(
            event ->
                truth.stream()
                    .anyMatch(
                        cause ->
                            cause.at().equals(at) && cause.scope().words().equals(event.driver())))
        .isPresent();
  }

  private static Dataset<Row> ofAllRows(Dataset<Row> table, AnomalySettings analysis) {
    return table.where(col("task").equalTo(analysis.name()).and(col("series").equalTo(ALL)));
  }

  private static Column seconds(String column) {
    return unix_seconds(col(column));
  }
}
