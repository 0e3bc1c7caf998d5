package io.aurum.jobs.anomaly;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.AnomalySettings.Measure;
import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.series.AnomalyFinder.AnomalyType;
import io.aurum.common.series.AnomalyFinder.Test;
import io.aurum.common.stat.dependence.FalseDiscovery;
import io.aurum.jobs.JobContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** Watches the metrics of one analysis. */
final class Watch {
  private static final Comparator<Row> BY_KEY =
      Comparator.<Row>comparingInt(row -> row.getInt(1))
          .thenComparing(row -> row.getString(2))
          .thenComparingLong(row -> row.getLong(3))
          .thenComparing(row -> row.getString(4))
          .thenComparing(row -> row.getString(SeriesJudge.ANSWER_TEST));

  /** Periods without anything, after the last with something, that are told one by one. */
  private static final int MOST_SILENCE = 28;

  private final JobContext context;
  private final AnomalySettings analysis;
  private final List<String> notes = new ArrayList<>();

  Watch(JobContext context, AnomalySettings analysis) {
    this.context = context;
    this.analysis = analysis;
  }

  /**
   * What an analysis found.
   *
   * @param rows of its table
   * @param used rows that series count
   * @param left rows that they do not
   */
  record Outcome(
      long rows,
      long used,
      long left,
      List<Row> anomalies,
      List<Row> causes,
      List<Row> forecasts,
      List<String> notes) {}

  Outcome run() {
    Dataset<Row> rows =
        new MiningRows(context.lake(), context.run(), context.settings()).of(analysis.table());
    Instant before = context.run().knownBefore();
    context.progress().phase("summing " + analysis.name());
    MetricCells metrics = new MetricCells(analysis, rows, before);
    Dataset<Row> cells = metrics.cells().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return watch(metrics, cells, rows.count(), MetricCells.left(analysis, rows, before));
    } finally {
      cells.unpersist();
    }
  }

  private Outcome watch(MetricCells metrics, Dataset<Row> cells, long rows, long left) {
    long[] recorded = MetricCells.periods(cells);
    if (recorded.length == 0) {
      return new Outcome(rows, 0, left, List.of(), List.of(), List.of(), List.of());
    }
    long used = cells.agg(sum(MetricCells.ROWS)).head().getLong(0);
    Dataset<Row> points = points(metrics, cells);
    context.progress().phase("judging " + analysis.name());
    List<Row> answers = new ArrayList<>(judge(points, recorded).collectAsList());
    answers.sort(BY_KEY);
    List<Row> reported = reported(answers, recorded);
    context.progress().phase("explaining " + analysis.name());
    List<Event> events = Event.of(analysis, reported);
    List<Event> asked = asked(answers, recorded);
    Explanations explanations =
        new Explanations(
            context,
            analysis,
            cells,
            recorded,
            Stream.concat(events.stream(), asked.stream()).toList());
    return new Outcome(
        rows,
        used,
        left,
        anomalies(events, explanations),
        explanations.causes(),
        forecasts(answers),
        notes(note(answers, reported, events), asked, explanations));
  }

  /**
   * Whole periods between the last in which anything was recorded and the end of the run's date.
   */
  private int silence(long[] recorded) {
    long length = analysis.grain().seconds();
    long end = context.run().knownBefore().getEpochSecond();
    return (int) Math.max(0, (end - recorded[recorded.length - 1]) / length - 1);
  }

  /** What the configuration asks about, metric by metric, as far as anything is recorded of it. */
  private List<Event> asked(List<Row> answers, long[] recorded) {
    List<Event> events = new ArrayList<>();
    for (AnomalySettings.Asked one : analysis.asked()) {
      long from = analysis.grain().begin(one.from());
      List<Long> periods =
          Arrays.stream(recorded)
              .filter(period -> period >= from && period <= one.to().getEpochSecond())
              .boxed()
              .toList();
      for (int m = 0; m < analysis.metrics().size() && !periods.isEmpty(); m++) {
        events.add(Event.asked(analysis, m, cycle(answers, m), periods));
      }
    }
    return events;
  }

  /** Length of the longest season of a metric over all rows; of one that was not judged, 1. */
  private static int cycle(List<Row> answers, int metric) {
    return answers.stream()
        .filter(row -> is(row, SeriesJudge.Kind.TESTS))
        .filter(row -> row.getInt(1) == metric && row.getString(2).equals(MetricCells.ALL))
        .mapToInt(row -> row.getInt(6))
        .findFirst()
        .orElse(1);
  }

  private List<String> notes(String found, List<Event> asked, Explanations explanations) {
    notes.add(0, found);
    long explained = asked.stream().filter(explanations::has).count();
    long wanted =
        analysis.asked().size()
            * analysis.metrics().stream().filter(m -> m.adds() || m.isQuotient()).count();
    if (explained < wanted) {
      notes.add(
          "analysis %s: %d of %d questions without an answer: nothing is recorded then, or nothing before"
              .formatted(analysis.name(), wanted - explained, wanted));
    }
    return List.copyOf(notes);
  }

  private String note(List<Row> answers, List<Row> reported, List<Event> events) {
    long series =
        answers.stream()
            .filter(row -> is(row, SeriesJudge.Kind.TESTS))
            .filter(row -> row.getString(SeriesJudge.ANSWER_TEST).equals(Test.VALUE.name()))
            .count();
    return "analysis %s: %d series, %d anomalies in %d events"
        .formatted(analysis.name(), series, reported.size(), events.size());
  }

  /** Points of all series: metric, series, bucket, value, and the dimensions of the series. */
  private Dataset<Row> points(MetricCells metrics, Dataset<Row> cells) {
    Dataset<Row> all = null;
    for (List<String> cut : analysis.cuts()) {
      List<Integer> dimensions = cut.stream().map(analysis.dimensions()::indexOf).toList();
      Dataset<Row> summed = summed(cells, dimensions);
      leftOut(cut, summed, dimensions);
      for (int m = 0; m < analysis.metrics().size(); m++) {
        boolean distinct = analysis.metrics().get(m).measure() == Measure.DISTINCT;
        Dataset<Row> source = distinct ? metrics.distinct(dimensions, m) : summed;
        Dataset<Row> points = kept(source, dimensions, m).select(point(m, dimensions));
        all = all == null ? points : all.unionByName(points);
      }
    }
    return all;
  }

  /** Says how many series of a set are too many to be watched. */
  private void leftOut(List<String> cut, Dataset<Row> summed, List<Integer> dimensions) {
    if (cut.isEmpty()) {
      return;
    }
    long series = summed.select(columns(dimensions)).distinct().count();
    if (series > analysis.mostSeries()) {
      String note =
          "analysis %s: of %d series by %s the %d with the largest amounts of each metric are watched, %d are not (most-series)"
              .formatted(
                  analysis.name(),
                  series,
                  String.join(" and ", cut),
                  analysis.mostSeries(),
                  series - analysis.mostSeries());
      notes.add(note);
      context.progress().phase(note);
    }
  }

  private static Column[] columns(List<Integer> dimensions) {
    return dimensions.stream().map(d -> col(MetricCells.dimension(d))).toArray(Column[]::new);
  }

  private Dataset<Row> summed(Dataset<Row> cells, List<Integer> cut) {
    List<Column> keys = new ArrayList<>(List.of(col(MetricCells.BUCKET)));
    cut.forEach(d -> keys.add(col(MetricCells.dimension(d))));
    List<Column> sums = new ArrayList<>();
    for (int m = 0; m < analysis.metrics().size(); m++) {
      if (analysis.metrics().get(m).measure() != Measure.DISTINCT) {
        sums.add(sum(MetricCells.amount(m)).as(MetricCells.amount(m)));
        sums.add(sum(MetricCells.base(m)).as(MetricCells.base(m)));
        sums.add(max(MetricCells.largest(m)).as(MetricCells.largest(m)));
      }
    }
    return cells
        .groupBy(keys.toArray(Column[]::new))
        .agg(sum(MetricCells.ROWS).as(MetricCells.ROWS), sums.toArray(Column[]::new));
  }

  /**
   * The series of a cut with the most of a metric, of a quotient with the most of what it is
   * divided by; of equals the first of the alphabet.
   */
  private Dataset<Row> kept(Dataset<Row> summed, List<Integer> cut, int metric) {
    if (cut.isEmpty()) {
      return summed;
    }
    String[] names = cut.stream().map(MetricCells::dimension).toArray(String[]::new);
    Column[] order = new Column[names.length + 1];
    boolean quotient = analysis.metrics().get(metric).isQuotient();
    String amount = quotient ? MetricCells.base(metric) : MetricCells.amount(metric);
    order[0] = col("all_amounts").desc_nulls_last();
    for (int i = 0; i < names.length; i++) {
      order[i + 1] = col(names[i]);
    }
    Dataset<Row> largest =
        summed
            .groupBy(columns(cut))
            .agg(sum(amount).as("all_amounts"))
            .orderBy(order)
            .limit(analysis.mostSeries())
            .select(names[0], Arrays.copyOfRange(names, 1, names.length));
    return summed.join(broadcast(largest), names, "left_semi");
  }

  private Column[] point(int m, List<Integer> cut) {
    Metric metric = analysis.metrics().get(m);
    Column amount = col(MetricCells.amount(m)).cast(DataTypes.DoubleType);
    Column base = col(MetricCells.base(m)).cast(DataTypes.DoubleType);
    List<Column> columns = new ArrayList<>();
    columns.add(lit(m).as(SeriesJudge.METRIC));
    columns.add(MetricCells.series(analysis, cut).as(SeriesJudge.SERIES));
    columns.add(col(MetricCells.BUCKET));
    columns.add(
        (metric.isQuotient() ? when(base.notEqual(0), amount.divide(base)) : amount)
            .as(SeriesJudge.VALUE));
    columns.add(col(MetricCells.largest(m)).cast(DataTypes.DoubleType).as(SeriesJudge.LARGEST));
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      Column value = cut.contains(d) ? col(MetricCells.dimension(d)) : lit(null);
      columns.add(value.cast(DataTypes.StringType).as(MetricCells.dimension(d)));
    }
    return columns.toArray(Column[]::new);
  }

  private Dataset<Row> judge(Dataset<Row> points, long[] recorded) {
    int silence = silence(recorded);
    boolean alive = silence <= MOST_SILENCE;
    if (!alive) {
      notes.add(
          "analysis %s: nothing is recorded in the last %d periods before the end of the run's date; forecasts begin where the data ends"
              .formatted(analysis.name(), silence));
    }
    SeriesJudge judge =
        new SeriesJudge(
            analysis.grain().seconds(),
            recorded,
            Math.min(MOST_SILENCE, silence),
            alive ? silence : 0,
            analysis.grain().seasons(),
            analysis.holidays().stream()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .toList(),
            analysis.falseDiscoveryRate(),
            analysis.horizon(),
            analysis.method(),
            analysis.warmUp(),
            analysis.rarity(),
            analysis.metrics().stream()
                .map(metric -> metric.adds() || metric.measure() == Measure.DISTINCT)
                .toList());
    MapFunction<Row, String> key = row -> row.getInt(0) + " " + row.getString(1);
    return points
        .groupByKey(key, Encoders.STRING())
        .flatMapGroups(judge, Encoders.row(SeriesJudge.answer(analysis.dimensions().size())));
  }

  private List<Row> reported(List<Row> answers, long[] recorded) {
    List<Row> findings = answers.stream().filter(row -> is(row, SeriesJudge.Kind.FINDING)).toList();
    if (analysis.method() == Method.ONLINE) {
      return findings;
    }
    Map<String, Long> tests = new HashMap<>();
    answers.stream()
        .filter(row -> is(row, SeriesJudge.Kind.TESTS))
        .forEach(row -> tests.merge(family(row), row.getLong(5), Long::sum));
    return once(sure(withoutSharedGaps(findings, recorded), tests));
  }

  /** Those that keep the false discovery rate over all tests, each family with an equal part. */
  private List<Row> sure(List<Row> findings, Map<String, Long> tests) {
    Map<String, Double> weights = FalseDiscovery.weights(tests);
    ToDoubleFunction<Row> weighted = row -> figures(row).get(0) / weights.get(family(row));
    double threshold =
        FalseDiscovery.threshold(
            findings.stream().mapToDouble(weighted).toArray(),
            tests.values().stream().mapToLong(Long::longValue).sum(),
            analysis.falseDiscoveryRate());
    return findings.stream().filter(row -> weighted.applyAsDouble(row) <= threshold).toList();
  }

  /**
   * What has one part of the errors: one metric, one set of series, one kind of test. So the many
   * tests of parts do not hide what the few of the whole find.
   */
  private String family(Row row) {
    StringBuilder family =
        new StringBuilder(row.getInt(1) + " " + row.getString(SeriesJudge.ANSWER_TEST));
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      family.append(row.isNullAt(SeriesJudge.ANSWER_DIMENSION + d) ? " ." : " x");
    }
    return family.toString();
  }

  /**
   * Findings without the gaps that a wider series has too: they are told of the widest. Where
   * nothing at all is recorded the series of all rows has the gap, also where it is used to it.
   */
  private List<Row> withoutSharedGaps(List<Row> findings, long[] recorded) {
    boolean whole = analysis.cuts().contains(List.of());
    Map<String, List<Row>> gaps = new HashMap<>();
    findings.stream()
        .filter(Watch::isGap)
        .forEach(row -> gaps.computeIfAbsent(place(row), k -> new ArrayList<>()).add(row));
    return findings.stream()
        .filter(
            row ->
                !isGap(row)
                    || (gaps.get(place(row)).stream().noneMatch(gap -> isWider(gap, row))
                        && (!whole
                            || row.getString(2).equals(MetricCells.ALL)
                            || Arrays.binarySearch(recorded, row.getLong(3)) >= 0)))
        .toList();
  }

  private static boolean isGap(Row finding) {
    return finding.getString(4).equals(AnomalyType.MISSING.name());
  }

  private static String place(Row finding) {
    return finding.getInt(1) + " " + finding.getLong(3);
  }

  /** Whether one series holds all rows of another, and more. */
  private boolean isWider(Row one, Row other) {
    int free = 0;
    for (int d = 0; d < analysis.dimensions().size(); d++) {
      int at = SeriesJudge.ANSWER_DIMENSION + d;
      if (!one.isNullAt(at) && !one.get(at).equals(other.get(at))) {
        return false;
      }
      free += one.isNullAt(at) && !other.isNullAt(at) ? 1 : 0;
    }
    return free > 0;
  }

  /**
   * A spike that two tests found is told once, with its largest amount; one within a stretch that
   * is odd in the same direction is told with the stretch.
   */
  private static List<Row> once(List<Row> reported) {
    Map<String, Row> once = new LinkedHashMap<>();
    for (Row row : reported) {
      once.putIfAbsent(seriesPlace(row) + row.getString(4), row);
    }
    return once.values().stream()
        .filter(
            row ->
                switch (AnomalyType.valueOf(row.getString(4))) {
                  case SPIKE -> !once.containsKey(seriesPlace(row) + AnomalyType.HIGH_STRETCH);
                  case DROP -> !once.containsKey(seriesPlace(row) + AnomalyType.LOW_STRETCH);
                  default -> true;
                })
        .toList();
  }

  private static String seriesPlace(Row finding) {
    return place(finding) + " " + finding.getString(2) + " ";
  }

  private List<Row> anomalies(List<Event> events, Explanations explanations) {
    List<Row> rows = new ArrayList<>();
    for (Event event : events) {
      for (Event.Anomaly anomaly : event.anomalies()) {
        rows.add(
            RowFactory.create(
                analysis.name(),
                event.metric().name(),
                event.series(),
                time(anomaly.bucket()),
                event.type().name().toLowerCase(Locale.ROOT),
                time(event.start()),
                Double.isNaN(anomaly.observed()) ? null : anomaly.observed(),
                anomaly.expected(),
                anomaly.low(),
                anomaly.high(),
                anomaly.severity(),
                anomaly.pValue(),
                event.points(),
                explanations.sentence(event),
                context.run().runId()));
      }
    }
    return rows;
  }

  private List<Row> forecasts(List<Row> answers) {
    return answers.stream()
        .filter(row -> is(row, SeriesJudge.Kind.FORECAST))
        .map(this::forecast)
        .toList();
  }

  private Row forecast(Row row) {
    List<Double> figures = figures(row);
    return RowFactory.create(
        analysis.name(),
        analysis.metrics().get(row.getInt(1)).name(),
        row.getString(2),
        time(row.getLong(3)),
        figures.get(0),
        figures.get(1),
        figures.get(2),
        figures.get(3),
        figures.get(4),
        figures.get(5),
        figures.get(6),
        row.getString(4),
        figures.get(7),
        figures.get(8),
        row.getLong(5),
        context.run().runId());
  }

  private static boolean is(Row row, SeriesJudge.Kind kind) {
    return row.getString(0).equals(kind.name());
  }

  static List<Double> figures(Row row) {
    return row.getList(7);
  }

  static Timestamp time(long seconds) {
    return Timestamp.from(Instant.ofEpochSecond(seconds));
  }
}
