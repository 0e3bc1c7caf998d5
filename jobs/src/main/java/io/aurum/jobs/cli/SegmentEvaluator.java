package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.aurum.common.cluster.Agreement;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.ClusterSettings.Truth;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.table.Tables;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares the segments found with true ones, where the configuration says where these stand. */
final class SegmentEvaluator {
  private static final String TRUTH = "truth";
  private static final String LINE = "line";
  private static final String ID = MiningRows.ENTITY_ID;
  private static final String SOURCE = MiningRows.SOURCE;

  private final Lake lake;
  private final MiningRows rows;

  private SegmentEvaluator(ReadSession session, Settings settings) {
    this.lake = session.session().lake();
    this.rows = new MiningRows(lake, session.run(), settings);
  }

  /**
   * How well the segments of an analysis agree with the true ones.
   *
   * @param agreement adjusted Rand index: 1 for the same segments, 0 for what chance gives
   * @param n rows with a truth
   */
  record Judged(String analysis, double agreement, long found, long planted, long n) {}

  /** Whether the configuration knows the true segments of any analysis. */
  static boolean hasTruth(Settings settings) {
    return settings.mining().clusters().stream().anyMatch(analysis -> analysis.truth().isPresent());
  }

  /** Judges every analysis whose true segments are known, in the order of the file. */
  static List<Judged> judge(ReadSession session, Settings settings) {
    SegmentEvaluator evaluator = new SegmentEvaluator(session, settings);
    return settings.mining().clusters().stream()
        .filter(analysis -> analysis.truth().isPresent())
        .map(evaluator::judge)
        .toList();
  }

  private Judged judge(ClusterSettings analysis) {
    Truth known = analysis.truth().orElseThrow();
    Dataset<Row> truth =
        known
            .table()
            .map(table -> byLine(analysis.table(), table, known.column()))
            .orElseGet(
                () ->
                    rows.of(analysis.table())
                        .select(col(SOURCE), col(ID), column(known.column()).as(TRUTH)))
            .where(col(TRUTH).isNotNull());
    List<Row> cells =
        lake.read(Tables.SEGMENT_MEMBERSHIP)
            .where(col("task").equalTo(analysis.name()).and(col("family").equalTo("cluster")))
            .join(
                known.noise().map(noise -> truth.where(col(TRUTH).notEqual(noise))).orElse(truth),
                new String[] {SOURCE, ID})
            .groupBy(TRUTH, "segment")
            .agg(count(lit(1)))
            .collectAsList();
    return judged(analysis.name(), cells);
  }

  private static Column column(String name) {
    return col("`" + name + "`").cast("string");
  }

  /** Line by line: the truth stands in a file of its own, in the order of the rows. */
  private Dataset<Row> byLine(String table, String truthTable, String column) {
    Dataset<Row> truth =
        rows.of(truthTable)
            .select(col(ID).as("truth_id"), column(column).as(TRUTH))
            .join(lines(truthTable, "truth_id"), "truth_id")
            .select(LINE, TRUTH);
    return lines(table, ID).withColumn(SOURCE, lit(table)).join(truth, LINE).drop(LINE);
  }

  private Dataset<Row> lines(String source, String id) {
    return lake.read(Tables.SOURCE_RECORD)
        .where(col(SOURCE).equalTo(source))
        .groupBy(col("source_record_id").as(id))
        .agg(min(LINE).as(LINE));
  }

  private static Judged judged(String analysis, List<Row> cells) {
    List<String> truths = different(cells, 0);
    List<String> segments = different(cells, 1);
    double[][] table = new double[Math.max(1, truths.size())][Math.max(1, segments.size())];
    long n = 0;
    for (Row cell : cells) {
      table[truths.indexOf(cell.getString(0))][segments.indexOf(cell.getString(1))] =
          cell.getLong(2);
      n += cell.getLong(2);
    }
    return new Judged(
        analysis, n == 0 ? 0 : Agreement.adjustedRand(table), segments.size(), truths.size(), n);
  }

  private static List<String> different(List<Row> cells, int column) {
    return List.copyOf(
        cells.stream()
            .map(cell -> cell.getString(column))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** As one JSON object, with the mean over all analyses. */
  static Map<String, Object> document(List<Judged> judged) {
    Map<String, Object> document = new LinkedHashMap<>();
    for (Judged one : judged) {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("adjusted_rand", one.agreement());
      figures.put("segments", one.found());
      figures.put("true_segments", one.planted());
      figures.put("n", one.n());
      document.put(one.analysis(), figures);
    }
    document.put("mean_adjusted_rand", mean(judged));
    return document;
  }

  private static double mean(List<Judged> judged) {
    return judged.stream().mapToDouble(Judged::agreement).average().orElse(Double.NaN);
  }

  /** As a table; nothing where nothing was judged. */
  static void print(List<Judged> judged, PrintWriter out) {
    if (judged.isEmpty()) {
      return;
    }
    TextTable table = TextTable.of("segments", "adjusted Rand", "found", "true", "rows");
    for (Judged one : judged) {
      table.row(
          one.analysis(),
          TextTable.decimal(one.agreement(), 4),
          TextTable.number(one.found()),
          TextTable.number(one.planted()),
          TextTable.number(one.n()));
    }
    table.row("mean", TextTable.decimal(mean(judged), 4), "", "", "");
    table.print(out);
  }
}
