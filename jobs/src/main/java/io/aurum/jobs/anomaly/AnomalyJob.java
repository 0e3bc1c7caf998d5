package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Run;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Watches the metrics that the configuration names under {@code anomaly}, for all rows of a table
 * and for each value of its dimensions.
 *
 * <p><b>Series.</b> Rows are summed by period, exactly, in decimals. A period in which a series has
 * no row while others have is zero for sums and counts; one in which nothing at all was recorded is
 * missing, and so is one between the last record and the end of the date of the run, up to 28 of
 * them: a feed that stops is seen. Periods after that date are left out. Of each set the series
 * with the most of a metric are watched; a note says how many are not.
 *
 * <p><b>What was to be expected</b> is trend, seasons and holidays ({@link
 * io.aurum.common.series.Decomposition}); seasons are those of the day, week and year that the data
 * shows. Spikes, drops, level shifts, stretches of periods that are odd together, changes of
 * variance and missing periods are judged by {@link io.aurum.common.series.AnomalyFinder}. Reported
 * is what keeps the false discovery rate (Benjamini and Hochberg) over all points of a metric in a
 * set of series, for each kind of test. A gap that a wider series has too is told of the widest, a
 * spike within a high stretch with the stretch. With {@code method = online} each point is judged
 * by what came before it alone ({@link io.aurum.common.series.OnlineDetector}); reported are its
 * alarms.
 *
 * <p><b>Why.</b> Neighbouring spikes or drops are one event, and so is a stretch; a level shift is
 * explained by the 28 periods that follow it. An event of a metric that can be split is compared,
 * cell by cell of all dimensions, with the same periods of up to four seasons before; {@link
 * io.aurum.common.series.CauseSearch} names the drivers, and {@link
 * io.aurum.common.series.ChangeBridge} splits the change of each into volume, price, mix, new and
 * lost. The rows of {@code anomaly_cause} of an event sum to its change to the last digit.
 * Campaigns that fit and ran, changes of price and what was out of stock ({@link Shelves}) are
 * named beside. Times that the configuration asks about are explained in the same way, reported or
 * not.
 *
 * <p><b>What is to come</b> is {@code forecast}, by the model that back-tested better: the periods
 * after the date of the run; where nothing came for more than 28 periods before it, those after the
 * last record, and a note says so. What counts or sums and was never below zero stays there.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the analyses' tables; accepted are those that a
 * series counts; dropped are those that the condition leaves out, that have no time, or that are
 * later than the run.
 */
public final class AnomalyJob implements Job {
  @Override
  public String name() {
    return "anomaly";
  }

  @Override
  public String summary() {
    return "Finds what metrics did that was not to be expected, and why; forecasts them.";
  }

  @Override
  public String purpose() {
    return "See early what changes in the business, and why; sums only, no decision about a person.";
  }

  @Override
  public List<TableSpec> reads() {
    Set<TableSpec> tables = new LinkedHashSet<>(List.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK));
    Mineable.ENTITIES.forEach(entity -> tables.add(entity.table()));
    tables.addAll(Mineable.RESULTS);
    return List.copyOf(tables);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.METRIC_ANOMALY, Tables.ANOMALY_CAUSE, Tables.FORECAST);
  }

  @Override
  public void check(SparkSession spark, Settings settings, Run run) {
    List<String> problems = new ArrayList<>();
    for (AnomalySettings analysis : settings.mining().anomalies()) {
      for (String dimension : analysis.dimensions()) {
        if (!MiningRows.isPublishable(settings, analysis.table(), dimension)) {
          problems.add("anomaly." + analysis.name() + ": dimension '" + dimension + "'");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          String.join("\n", problems),
          "its values name a person or a device, and results are published",
          "remove it from the dimensions");
    }
  }

  @Override
  public JobResult run(JobContext context) {
    List<AnomalySettings> analyses = context.settings().mining().anomalies();
    if (analyses.isEmpty()) {
      return JobResult.of(0, 0, List.of());
    }
    List<Watch.Outcome> outcomes =
        analyses.stream().map(analysis -> new Watch(context, analysis).run()).toList();
    List<Commit> commits =
        List.of(
            publish(context, Tables.METRIC_ANOMALY, rows(outcomes, Watch.Outcome::anomalies)),
            publish(context, Tables.ANOMALY_CAUSE, rows(outcomes, Watch.Outcome::causes)),
            publish(context, Tables.FORECAST, rows(outcomes, Watch.Outcome::forecasts)));
    long rowsIn = outcomes.stream().mapToLong(Watch.Outcome::rows).sum();
    long used = outcomes.stream().mapToLong(Watch.Outcome::used).sum();
    long left = outcomes.stream().mapToLong(Watch.Outcome::left).sum();
    return new JobResult(
        rowsIn,
        used,
        0,
        left,
        left == 0
            ? Optional.empty()
            : Optional.of("without time, later than the run or left out by 'where': " + left),
        commits,
        Optional.empty(),
        outcomes.stream().flatMap(outcome -> outcome.notes().stream()).toList());
  }

  /**
   * Periods in which an analysis has anything, whatever the metric: the points of its series.
   *
   * @param rows of the analysis' table
   * @param before first instant after the date of the run
   * @return their beginnings, ascending, seconds since 1970
   */
  public static long[] recorded(AnomalySettings analysis, Dataset<Row> rows, Instant before) {
    return new MetricCells(analysis, rows, before).recorded();
  }

  private static List<Row> rows(
      List<Watch.Outcome> outcomes, Function<Watch.Outcome, List<Row>> part) {
    return outcomes.stream().flatMap(outcome -> part.apply(outcome).stream()).toList();
  }

  private static Commit publish(JobContext context, TableSpec table, List<Row> rows) {
    Dataset<Row> frame =
        context.spark().createDataFrame(rows, context.lake().contract(table).schema());
    return context.lake().publish(table, frame);
  }
}
