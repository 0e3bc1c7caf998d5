package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.series.AnomalyFinder.AnomalyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;

/**
 * Neighbouring anomalies of one kind in one series, or periods that somebody asks about.
 *
 * @param number of the metric in the analysis
 * @param values of the dimensions that the series is cut by
 * @param cycle length of the longest season, in periods
 * @param points periods of the series
 * @param grain seconds of a period
 * @param anomalies at least one, by time; of periods that are asked about without figures
 */
record Event(
    int number,
    Metric metric,
    String series,
    Map<Integer, String> values,
    AnomalyType type,
    int cycle,
    long points,
    long grain,
    List<Anomaly> anomalies) {

  /** Periods by which a level shift is explained: its windows are at least as long. */
  private static final int SHIFTED = 28;

  /**
   * One anomaly.
   *
   * @param bucket beginning of its period, seconds since 1970
   * @param largest single amount in it, if that is why it is one; else NaN
   */
  record Anomaly(
      long bucket,
      double pValue,
      double observed,
      double expected,
      double low,
      double high,
      double severity,
      double largest) {}

  /** Joins neighbouring spikes, drops and gaps, and the points of a stretch; others stand alone. */
  static List<Event> of(AnomalySettings analysis, List<Row> findings) {
    Map<String, List<Row>> kinds = new TreeMap<>();
    for (Row finding : findings) {
      String kind =
          "%06d %s\u0000%s"
              .formatted(finding.getInt(1), finding.getString(2), finding.getString(4));
      kinds.computeIfAbsent(kind, k -> new ArrayList<>()).add(finding);
    }
    List<Event> events = new ArrayList<>();
    for (List<Row> kind : kinds.values()) {
      List<Row> open = new ArrayList<>();
      for (Row finding : kind) {
        if (!open.isEmpty() && !follows(analysis, open.get(open.size() - 1), finding)) {
          events.add(event(analysis, open));
          open.clear();
        }
        open.add(finding);
      }
      events.add(event(analysis, open));
    }
    return events;
  }

  /**
   * Periods of all rows together that somebody asks about.
   *
   * @param number of the metric in the analysis
   * @param cycle length of the season by which they are compared, in periods
   * @param periods at least one, ascending
   */
  static Event asked(AnomalySettings analysis, int number, int cycle, List<Long> periods) {
    return new Event(
        number,
        analysis.metrics().get(number),
        MetricCells.ALL,
        Map.of(),
        AnomalyType.ASKED,
        cycle,
        periods.size(),
        analysis.grain().seconds(),
        periods.stream().map(Event::unjudged).toList());
  }

  private static Anomaly unjudged(long bucket) {
    double none = Double.NaN;
    return new Anomaly(bucket, none, none, none, none, none, none, none);
  }

  boolean isAsked() {
    return type == AnomalyType.ASKED;
  }

  long start() {
    return anomalies.get(0).bucket();
  }

  long end() {
    return anomalies.get(anomalies.size() - 1).bucket();
  }

  /**
   * The periods by which it is explained: its own, or of a level shift the {@value #SHIFTED} that
   * follow.
   */
  List<Long> explained() {
    if (type != AnomalyType.LEVEL_SHIFT) {
      return anomalies.stream().map(Anomaly::bucket).toList();
    }
    return LongStream.range(0, SHIFTED).mapToObj(i -> start() + i * grain).toList();
  }

  /** Beginning of the last period by which it is explained. */
  long last() {
    return type == AnomalyType.LEVEL_SHIFT ? start() + (SHIFTED - 1) * grain : end();
  }

  /**
   * Whether it was judged to go one way and a change goes the other.
   *
   * @param change from the seasons before
   */
  boolean contradicts(double change) {
    double way =
        type == AnomalyType.LEVEL_SHIFT
            ? anomalies.get(0).severity()
            : anomalies.stream()
                .mapToDouble(anomaly -> anomaly.observed() - anomaly.expected())
                .filter(difference -> !Double.isNaN(difference))
                .sum();
    return way * change < 0;
  }

  /** Whether it is a value that parts of the series can explain. */
  boolean isExplained() {
    return (metric.adds() || metric.isQuotient())
        && switch (type) {
          case SPIKE,
              DROP,
              LEVEL_SHIFT,
              HIGH_STRETCH,
              LOW_STRETCH,
              UNUSUAL_LEVEL,
              UNUSUAL_JUMP,
              UNUSUAL_SEASON,
              ASKED ->
              true;
          case VARIANCE_CHANGE, MISSING, UNUSUAL_SPREAD, UNUSUAL_SHAPE -> false;
        };
  }

  /** The largest distance from what was expected. */
  double severity() {
    return anomalies.stream().mapToDouble(a -> Math.abs(a.severity())).max().orElseThrow();
  }

  private static boolean follows(AnomalySettings analysis, Row before, Row after) {
    boolean joins =
        switch (AnomalyType.valueOf(before.getString(4))) {
          case SPIKE, DROP, MISSING -> true;
          case HIGH_STRETCH, LOW_STRETCH ->
              Watch.figures(before).get(0).equals(Watch.figures(after).get(0));
          default -> false;
        };
    return joins && after.getLong(3) - before.getLong(3) == analysis.grain().seconds();
  }

  private static Event event(AnomalySettings analysis, List<Row> findings) {
    Row first = findings.get(0);
    Map<Integer, String> values = new TreeMap<>();
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      if (!first.isNullAt(SeriesJudge.ANSWER_DIMENSION + d)) {
        values.put(d, first.getString(SeriesJudge.ANSWER_DIMENSION + d));
      }
    }
    return new Event(
        first.getInt(1),
        analysis.metrics().get(first.getInt(1)),
        first.getString(2),
        values,
        AnomalyType.valueOf(first.getString(4)),
        first.getInt(6),
        first.getLong(5),
        analysis.grain().seconds(),
        findings.stream().map(Event::anomaly).toList());
  }

  private static Anomaly anomaly(Row row) {
    List<Double> figures = Watch.figures(row);
    return new Anomaly(
        row.getLong(3),
        figures.get(0),
        figures.get(1),
        figures.get(2),
        figures.get(3),
        figures.get(4),
        figures.get(5),
        figures.get(6));
  }
}
