package io.aurum.jobs.outlier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.OutlierSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Does all analyses and publishes what they found, each table once. */
final class OutlierSearch {
  private final JobContext context;
  private final MiningRows tables;

  OutlierSearch(JobContext context) {
    this.context = context;
    this.tables = new MiningRows(context.lake(), context.run(), context.settings());
  }

  JobResult publish() {
    List<OutlierAnalysis> analyses =
        context.settings().mining().outliers().stream().map(this::open).toList();
    reject(analyses.stream().flatMap(analysis -> analysis.problems().stream()).toList());
    analyses.forEach(OutlierAnalysis::learn);
    context.progress().phase("publishing outliers");
    List<Commit> commits =
        List.of(
            publish(Tables.RECORD_OUTLIER, analyses, OutlierAnalysis::records),
            publish(Tables.RECORD_OUTLIER_FEATURE, analyses, OutlierAnalysis::features));
    analyses.forEach(OutlierAnalysis::close);
    long left = analyses.stream().mapToLong(OutlierAnalysis::left).sum();
    long rows = analyses.stream().mapToLong(OutlierAnalysis::rows).sum();
    long few = analyses.stream().filter(a -> !a.isLearnt()).mapToLong(OutlierAnalysis::rows).sum();
    return new JobResult(
        rows + left,
        context.lake().count(Tables.RECORD_OUTLIER),
        0,
        few + left,
        dropReason(few, left),
        commits,
        Optional.empty(),
        notes(analyses));
  }

  private static Optional<String> dropReason(long few, long left) {
    List<String> reasons = new ArrayList<>();
    if (few > 0) {
      reasons.add("in tables with too few rows to tell what is ordinary: " + few);
    }
    if (left > 0) {
      reasons.add("left out by 'where': " + left);
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  private OutlierAnalysis open(OutlierSettings settings) {
    context.progress().phase("reading " + settings.table() + " for " + settings.name());
    return new OutlierAnalysis(context, settings, tables.of(settings.table()));
  }

  private static void reject(List<String> problems) {
    if (!problems.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          String.join("\n", problems),
          "a condition is Spark SQL over the columns of the table, outlier_score and odd_features, and is true or false",
          "see the columns with 'aurum tables'");
    }
  }

  private Commit publish(
      TableSpec table,
      List<OutlierAnalysis> analyses,
      Function<OutlierAnalysis, Dataset<Row>> rows) {
    Dataset<Row> none =
        context.spark().createDataFrame(List.of(), context.lake().contract(table).schema());
    return context
        .lake()
        .publish(
            table,
            analyses.stream()
                .filter(OutlierAnalysis::isLearnt)
                .map(rows)
                .map(found -> found.withColumn("run_id", lit(context.run().runId())))
                .map(found -> found.select(columns(table)))
                .reduce(Dataset::union)
                .orElse(none));
  }

  private static Column[] columns(TableSpec table) {
    return table.columns().stream().map(column -> col(column.name())).toArray(Column[]::new);
  }

  private List<String> notes(List<OutlierAnalysis> analyses) {
    Map<String, long[]> counts = new HashMap<>();
    context
        .lake()
        .read(Tables.RECORD_OUTLIER)
        .groupBy("task")
        .agg(count(lit(1)), sum(when(col("is_outlier"), 1).otherwise(0)))
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), new long[] {row.getLong(2), row.getLong(1)}));
    List<String> notes = new ArrayList<>();
    for (OutlierAnalysis analysis : analyses) {
      long[] found = counts.getOrDefault(analysis.name(), new long[2]);
      notes.add(
          String.format(
              Locale.ROOT,
              "outlier %s: %s",
              analysis.name(),
              analysis.isLearnt()
                  ? String.format(Locale.ROOT, "%,d of %,d records", found[0], found[1])
                      + analysis.inWords()
                  : "too few rows to tell what is ordinary"));
    }
    return notes;
  }
}
