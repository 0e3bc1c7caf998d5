package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.series.AnomalyFinder;
import io.aurum.common.series.AnomalyFinder.Finding;
import io.aurum.common.series.AnomalyFinder.Judged;
import io.aurum.common.series.Forecaster;
import io.aurum.common.series.OnlineDetector;
import io.aurum.common.series.OnlineDetector.Expectation;
import io.aurum.common.series.OnlineDetector.Verdict;
import io.aurum.common.series.Seasons;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Judges and forecasts one series, given its points in any order.
 *
 * @param grain seconds of a period
 * @param recorded beginnings of all periods in which anything was recorded, ascending
 * @param seasons lengths that seasons can have, in periods
 * @param holidays beginnings of days (UTC), seconds since 1970
 * @param rate p-value up to which findings are handed on
 * @param horizon periods to forecast
 * @param method how points are judged
 * @param warmUp points that the online method only learns from
 * @param rarity digits of the probability from which on the online method reports
 * @param additive by number of the metric: whether a series without rows in a recorded period is 0
 */
record SeriesJudge(
    long grain,
    long[] recorded,
    List<Integer> seasons,
    List<Long> holidays,
    double rate,
    int horizon,
    Method method,
    int warmUp,
    double rarity,
    List<Boolean> additive)
    implements Serializable, FlatMapGroupsFunction<String, Row, Row> {

  static final String METRIC = "metric";
  static final String SERIES = "series";
  static final String VALUE = "value";

  /**
   * Where the values of the dimensions stand in a point: after metric, series, bucket and value.
   */
  static final int FIRST_DIMENSION = 4;

  private static final int LEAST_POINTS = 14;
  private static final long DAY = 86_400;

  /** What a row of the answer is about. */
  enum Kind {
    FINDING,
    FORECAST,
    TESTS
  }

  /** Shape of the answer; figures mean what {@link #judge} and {@link #forecast} put there. */
  static StructType answer(int dimensions) {
    StructType type =
        new StructType()
            .add("kind", DataTypes.StringType)
            .add(METRIC, DataTypes.IntegerType)
            .add(SERIES, DataTypes.StringType)
            .add("bucket", DataTypes.LongType)
            .add("label", DataTypes.StringType)
            .add("points", DataTypes.LongType)
            .add("cycle", DataTypes.IntegerType)
            .add("figures", DataTypes.createArrayType(DataTypes.DoubleType, false));
    for (int d = 0; d < dimensions; d++) {
      type = type.add(MetricCells.dimension(d), DataTypes.StringType);
    }
    return type;
  }

  /** Where the values of the dimensions stand in an answer. */
  static final int ANSWER_DIMENSION = 8;

  @Override
  public Iterator<Row> call(String key, Iterator<Row> rows) {
    List<Row> points = new ArrayList<>();
    rows.forEachRemaining(points::add);
    Row first = points.get(0);
    long start = points.stream().mapToLong(p -> p.getLong(2)).min().orElseThrow();
    double[] values = values(points, start, additive.get(first.getInt(0)));
    List<Row> answers = new ArrayList<>();
    if (Arrays.stream(values).filter(v -> !Double.isNaN(v)).count() >= LEAST_POINTS) {
      judge(first, start, values, answers);
    }
    return answers.iterator();
  }

  private void judge(Row first, long start, double[] values, List<Row> answers) {
    List<Integer> periods = Seasons.of(values, seasons);
    if (method == Method.ONLINE) {
      online(first, start, values, cycle(periods), answers);
    } else {
      whole(first, start, values, periods, answers);
    }
    if (horizon > 0) {
      forecast(first, start, values, periods, answers);
    }
  }

  private void whole(
      Row first, long start, double[] values, List<Integer> periods, List<Row> answers) {
    int cycle = cycle(periods);
    Judged judged = AnomalyFinder.judge(values, periods, holidays(start, values.length), rate);
    for (Finding finding : judged.findings()) {
      answers.add(
          answer(
              Kind.FINDING,
              first,
              start + finding.at() * grain,
              finding.type().name(),
              values.length,
              cycle,
              List.of(
                  finding.pValue(),
                  values[finding.at()],
                  finding.expected(),
                  finding.expected() - judged.reachBelow(0.95),
                  finding.expected() + judged.reachAbove(0.95),
                  finding.severity())));
    }
    answers.add(answer(Kind.TESTS, first, start, "", judged.tests(), cycle, List.of()));
  }

  private static int cycle(List<Integer> periods) {
    return periods.isEmpty() ? 1 : periods.get(periods.size() - 1);
  }

  private void online(Row first, long start, double[] values, int cycle, List<Row> answers) {
    OnlineDetector detector =
        new OnlineDetector(warmUp, seasons, Math.max(OnlineDetector.ALARM_RARITY, rarity));
    double reported = OnlineDetector.scoreOf(rarity);
    long known = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      known++;
      Verdict verdict = detector.next(i, values[i]);
      if (verdict.score() >= reported) {
        Expectation expectation = detector.expectation(values[i]);
        answers.add(
            answer(
                Kind.FINDING,
                first,
                start + i * grain,
                verdict.view().type().name(),
                values.length,
                cycle,
                List.of(
                    verdict.pValue(),
                    values[i],
                    expectation.expected(),
                    expectation.expected() - expectation.reach(),
                    expectation.expected() + expectation.reach(),
                    expectation.severity())));
      }
    }
    answers.add(answer(Kind.TESTS, first, start, "", known, cycle, List.of()));
  }

  private void forecast(
      Row first, long start, double[] values, List<Integer> periods, List<Row> answers) {
    Forecaster.Forecast forecast = Forecaster.of(values, periods, horizon);
    for (int h = 0; h < forecast.points().size(); h++) {
      Forecaster.Point point = forecast.points().get(h);
      answers.add(
          answer(
              Kind.FORECAST,
              first,
              start + (values.length + (long) h) * grain,
              forecast.model(),
              forecast.tested(),
              0,
              List.of(
                  point.value(),
                  point.low80(),
                  point.high80(),
                  point.low95(),
                  point.high95(),
                  point.trend(),
                  point.season(),
                  forecast.error(),
                  forecast.naiveError())));
    }
  }

  private static Row answer(
      Kind kind,
      Row first,
      long bucket,
      String label,
      long points,
      int cycle,
      List<Double> figures) {
    Object[] cells = new Object[ANSWER_DIMENSION + first.length() - FIRST_DIMENSION];
    cells[0] = kind.name();
    cells[1] = first.getInt(0);
    cells[2] = first.getString(1);
    cells[3] = bucket;
    cells[4] = label;
    cells[5] = points;
    cells[6] = cycle;
    cells[7] = figures.toArray(Double[]::new);
    for (int d = FIRST_DIMENSION; d < first.length(); d++) {
      cells[ANSWER_DIMENSION + d - FIRST_DIMENSION] = first.get(d);
    }
    return RowFactory.create(cells);
  }

  /** The series from its first point to the last period recorded; NaN where it has no value. */
  private double[] values(List<Row> points, long start, boolean zeroWhereRecorded) {
    long end = recorded[recorded.length - 1];
    double[] values = new double[(int) ((end - start) / grain) + 1];
    Arrays.fill(values, Double.NaN);
    if (zeroWhereRecorded) {
      for (long bucket : recorded) {
        if (bucket >= start) {
          values[(int) ((bucket - start) / grain)] = 0;
        }
      }
    }
    for (Row point : points) {
      if (!point.isNullAt(3)) {
        values[(int) ((point.getLong(2) - start) / grain)] = point.getDouble(3);
      }
    }
    return values;
  }

  private BitSet holidays(long start, int length) {
    BitSet set = new BitSet();
    for (int i = 0; i < length; i++) {
      long second = start + i * grain;
      if (holidays.contains(second - Math.floorMod(second, DAY))) {
        set.set(i);
      }
    }
    return set;
  }
}
