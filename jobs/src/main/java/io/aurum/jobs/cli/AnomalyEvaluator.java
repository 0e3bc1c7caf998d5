package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_seconds;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Method;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares what the latest run found in metrics with what was odd in truth, and the causes it named
 * with those that people named.
 *
 * <p>Judged is the series of all rows. A reported period within a window is right, whatever its
 * metric and kind; how early it is and how far behind is counted in {@link Points}. The cause of a
 * period is the strongest driver of the shortest event that the period belongs to; it is right
 * where it is exactly one of the true ones.
 */
final class AnomalyEvaluator {
  private static final String ALL = "(all)";
  private static final double EVERYTHING = 0;

  private final Lake lake;
  private final List<AnomalySettings> analyses;
  private final Function<AnomalySettings, long[]> recorded;

  /**
   * @param recorded beginnings of the periods in which an analysis has anything, seconds since 1970
   */
  AnomalyEvaluator(
      Lake lake, List<AnomalySettings> analyses, Function<AnomalySettings, long[]> recorded) {
    this.lake = lake;
    this.analyses = analyses;
    this.recorded = recorded;
  }

  /** Whether the configuration says of any metrics when they were odd or why. */
  static boolean hasTruth(Settings settings) {
    return settings.mining().anomalies().stream()
        .anyMatch(analysis -> analysis.truth().isPresent());
  }

  /**
   * What was told of one analysis.
   *
   * @param watched windows and all that was reported, in points; empty where no windows are known
   * @param alarm score from which what was reported is an alarm
   * @param causes periods whose cause is known
   * @param reported of them, those that were reported as odd without being asked about
   * @param exact of them, those whose cause was named exactly
   */
  record Judged(
      String analysis,
      Optional<Watched> watched,
      double alarm,
      int causes,
      int reported,
      int exact) {
    /** Windows and alarms. */
    Optional<Watched> alarmed() {
      return watched.map(all -> all.from(alarm));
    }
  }

  /** The analyses that have a truth, in the order of the configuration. */
  List<Judged> judge() {
    Map<String, List<Reported>> reported =
        reported().stream().collect(Collectors.groupingBy(Reported::task));
    Map<String, List<Named>> named = named().stream().collect(Collectors.groupingBy(Named::task));
    return analyses.stream()
        .filter(analysis -> analysis.truth().isPresent())
        .map(
            analysis ->
                judged(
                    analysis,
                    reported.getOrDefault(analysis.name(), List.of()),
                    named.getOrDefault(analysis.name(), List.of())))
        .toList();
  }

  private Judged judged(AnomalySettings analysis, List<Reported> reported, List<Named> named) {
    AnomalyTruth truth = analysis.truth().orElseThrow();
    Grain grain = analysis.grain();
    SortedSet<Instant> explained = new TreeSet<>();
    truth.causes().forEach(cause -> explained.add(cause.at()));
    Set<Long> periods = reported.stream().map(Reported::at).collect(Collectors.toSet());
    return new Judged(
        analysis.name(),
        truth.windows().map(windows -> watched(analysis, windows, reported)),
        analysis.method() == Method.ONLINE ? OnlineDetector.ALARM : EVERYTHING,
        explained.size(),
        (int) explained.stream().filter(at -> periods.contains(grain.begin(at))).count(),
        (int) explained.stream().filter(at -> isExact(at, truth.causes(), named)).count());
  }

  /** A period of all rows that was reported, with the least probability of chance. */
  private record Reported(String task, long at, double pValue) {}

  private List<Reported> reported() {
    return ofAllRows(lake.read(Tables.METRIC_ANOMALY))
        .groupBy(col("task"), seconds("period_start").as("at"))
        .agg(min("p_value"))
        .orderBy("task", "at")
        .collectAsList()
        .stream()
        .map(row -> new Reported(row.getString(0), row.getLong(1), row.getDouble(2)))
        .toList();
  }

  private Watched watched(
      AnomalySettings analysis, List<AnomalyTruth.Window> truth, List<Reported> reported) {
    Grain grain = analysis.grain();
    Points points =
        Points.of(
            Stream.of(
                    Arrays.stream(recorded.apply(analysis)),
                    reported.stream().mapToLong(Reported::at),
                    truth.stream().mapToLong(window -> grain.begin(window.from())),
                    truth.stream().mapToLong(window -> grain.begin(window.to())))
                .flatMapToLong(periods -> periods));
    List<Window> windows =
        truth.stream()
            .map(
                window ->
                    new Window(
                        points.numberOf(grain.begin(window.from())),
                        points.numberOf(grain.begin(window.to()))))
            .toList();
    List<Alarm> alarms =
        reported.stream()
            .map(one -> new Alarm(points.numberOf(one.at), OnlineDetector.score(one.pValue)))
            .toList();
    return new Watched(windows, alarms, 1, 0);
  }

  /** The strongest driver of an event. */
  private record Named(String task, long start, long end, String driver) {
    boolean holds(Instant at) {
      return start <= at.getEpochSecond() && at.getEpochSecond() <= end;
    }

    long length() {
      return end - start;
    }
  }

  private List<Named> named() {
    return ofAllRows(lake.read(Tables.ANOMALY_CAUSE))
        .where(col("rank").equalTo(1))
        .select(
            col("task"),
            seconds("event_start").as("event_start"),
            seconds("event_end"),
            col("driver"),
            col("metric"),
            col("anomaly_type"))
        .orderBy("task", "metric", "anomaly_type", "event_start")
        .collectAsList()
        .stream()
        .map(row -> new Named(row.getString(0), row.getLong(1), row.getLong(2), row.getString(3)))
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

  private static Dataset<Row> ofAllRows(Dataset<Row> table) {
    return table.where(col("series").equalTo(ALL));
  }

  private static Column seconds(String column) {
    return unix_seconds(col(column));
  }
}
