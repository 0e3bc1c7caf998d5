package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.series.AnomalyFinder;
import io.aurum.common.series.AnomalyFinder.Finding;
import io.aurum.common.series.AnomalyFinder.Judged;
import io.aurum.common.series.AnomalyFinder.Test;
import io.aurum.common.series.ClosedPhases;
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
 * @param silence periods after the last of them that are judged too
 * @param late how many of these are over before what is forecast
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
    int silence,
    int late,
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
  static final String LARGEST = "largest";

  /**
   * Where the values of the dimensions stand in a point: after metric, series, bucket, value and
   * the largest amount in it.
   */
  static final int FIRST_DIMENSION = 5;

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
            .add("figures", DataTypes.createArrayType(DataTypes.DoubleType, false))
            .add("test", DataTypes.StringType);
    for (int d = 0; d < dimensions; d++) {
      type = type.add(MetricCells.dimension(d), DataTypes.StringType);
    }
    return type;
  }

  /** Where the values of the dimensions stand in an answer. */
  static final int ANSWER_DIMENSION = 9;

  /** Where the test stands by which something was found, or whose number is told. */
  static final int ANSWER_TEST = 8;

  @Override
  public Iterator<Row> call(String key, Iterator<Row> rows) {
    List<Row> points = new ArrayList<>();
    rows.forEachRemaining(points::add);
    Row first = points.get(0);
    long start = points.stream().mapToLong(p -> p.getLong(2)).min().orElseThrow();
    double[] values = values(points, start, additive.get(first.getInt(0)));
    double[] largest = new double[values.length];
    Arrays.fill(largest, Double.NaN);
    points.stream()
        .filter(point -> !point.isNullAt(4))
        .forEach(point -> largest[index(point, start)] = point.getDouble(4));
    List<Row> answers = new ArrayList<>();
    if (Arrays.stream(values).filter(v -> !Double.isNaN(v)).count() >= LEAST_POINTS) {
      judge(first, start, values, largest, answers);
    }
    return answers.iterator();
  }

  private int index(Row point, long start) {
    return (int) ((point.getLong(2) - start) / grain);
  }

  /** What was never below zero, and adds up or is counted, is not going to be. */
  private double least(Row first, double[] values) {
    boolean counts = additive.get(first.getInt(0));
    return counts && Arrays.stream(values).noneMatch(v -> v < 0) ? 0 : Double.NEGATIVE_INFINITY;
  }

  private void judge(Row first, long start, double[] values, double[] largest, List<Row> answers) {
    List<Integer> periods = Seasons.of(values, seasons);
    if (method == Method.ONLINE) {
      online(first, start, values, cycle(periods), answers);
    } else {
      whole(first, start, values, largest, periods, answers);
    }
    if (horizon > 0) {
      forecast(first, start, values, periods, answers);
    }
  }

  private void whole(
      Row first,
      long start,
      double[] values,
      double[] largest,
      List<Integer> periods,
      List<Row> answers) {
    int cycle = cycle(periods);
    double least = least(first, values);
    Judged judged =
        AnomalyFinder.judge(values, largest, periods, holidays(start, values.length), rate);
    for (Finding finding : judged.findings()) {
      answers.add(
          answer(
              Kind.FINDING,
              finding.test(),
              first,
              start + finding.at() * grain,
              finding.type().name(),
              values.length,
              cycle,
              List.of(
                  finding.pValue(),
                  values[finding.at()],
                  Math.max(least, finding.expected()),
                  Math.max(least, finding.low()),
                  finding.high(),
                  finding.severity(),
                  finding.test() == Test.LARGEST ? largest[finding.at()] : Double.NaN)));
    }
    for (Test test : Test.values()) {
      long tests = judged.tests().getOrDefault(test, 0L);
      answers.add(answer(Kind.TESTS, test, first, start, "", tests, cycle, List.of()));
    }
  }

  private static int cycle(List<Integer> periods) {
    return periods.isEmpty() ? 1 : periods.get(periods.size() - 1);
  }

  private void online(Row first, long start, double[] values, int cycle, List<Row> answers) {
    OnlineDetector detector =
        new OnlineDetector(warmUp, seasons, Math.max(OnlineDetector.ALARM_RARITY, rarity));
    double reported = OnlineDetector.scoreOf(rarity);
    double least = least(first, values);
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
                Test.VALUE,
                first,
                start + i * grain,
                verdict.view().type().name(),
                values.length,
                cycle,
                List.of(
                    verdict.pValue(),
                    values[i],
                    expectation.expected(),
                    Math.max(least, expectation.expected() - expectation.reach()),
                    expectation.expected() + expectation.reach(),
                    expectation.severity(),
                    Double.NaN)));
      }
    }
    answers.add(answer(Kind.TESTS, Test.VALUE, first, start, "", known, cycle, List.of()));
  }

  /**
   * From the last value on, without the periods that are over by now, and without those of phases
   * in which nothing is recorded.
   */
  private void forecast(
      Row first, long start, double[] values, List<Integer> periods, List<Row> answers) {
    double[] known = Arrays.copyOf(values, values.length - silence);
    double least = least(first, values);
    Forecaster.Forecast forecast = Forecaster.of(known, periods, horizon + late);
    ClosedPhases closed = ClosedPhases.of(known, seasons);
    for (int h = late; h < forecast.points().size(); h++) {
      if (closed.contains(known.length + h)) {
        continue;
      }
      Forecaster.Point point = forecast.points().get(h);
      answers.add(
          answer(
              Kind.FORECAST,
              Test.VALUE,
              first,
              start + (known.length + (long) h) * grain,
              forecast.model(),
              forecast.tested(),
              0,
              List.of(
                  Math.max(least, point.value()),
                  Math.max(least, point.low80()),
                  Math.max(least, point.high80()),
                  Math.max(least, point.low95()),
                  Math.max(least, point.high95()),
                  point.trend(),
                  point.season(),
                  forecast.error(),
                  forecast.naiveError())));
    }
  }

  private static Row answer(
      Kind kind,
      Test test,
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
    cells[ANSWER_TEST] = test.name();
    for (int d = FIRST_DIMENSION; d < first.length(); d++) {
      cells[ANSWER_DIMENSION + d - FIRST_DIMENSION] = first.get(d);
    }
    return RowFactory.create(cells);
  }

  /** The series from its first point to the end of the silence; NaN where it has no value. */
  private double[] values(List<Row> points, long start, boolean zeroWhereRecorded) {
    long end = recorded[recorded.length - 1];
    double[] values = new double[(int) ((end - start) / grain) + 1 + silence];
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
        values[index(point, start)] = point.getDouble(3);
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
