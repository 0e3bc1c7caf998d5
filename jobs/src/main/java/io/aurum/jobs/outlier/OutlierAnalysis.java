package io.aurum.jobs.outlier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.OutlierSettings;
import io.aurum.common.config.OutlierSettings.SuspectedType;
import io.aurum.common.lake.KeyDraw;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.learn.FeatureValues;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.outlier.OutlierModel;
import io.aurum.common.outlier.Threshold;
import io.aurum.common.snapshot.Conditions;
import io.aurum.jobs.JobContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One analysis: learns from the rows of its table and scores them. */
final class OutlierAnalysis {
  /** Rows that are learnt from at most; of more a part is, drawn by key. */
  private static final long MAX_LEARNT = 100_000;

  /** Rows below which nothing tells what is ordinary. */
  private static final long LEAST_ROWS = 20;

  private static final String VALUES = "outlier_values";
  private static final String HASH = "outlier_hash";

  private final JobContext context;
  private final OutlierSettings settings;
  private final List<FeatureColumn> columns;
  private final ShownValues shown;
  private final Dataset<Row> delivered;
  private final Dataset<Row> table;
  private final long rows;
  private final long left;
  private Optional<Learnt> learnt = Optional.empty();

  /** What is known after learning. */
  private record Learnt(OutlierModel model, Threshold threshold, long n, Dataset<Row> scored) {}

  /**
   * @param rows as {@link MiningRows} gives them; kept until the analysis is closed
   */
  OutlierAnalysis(JobContext context, OutlierSettings settings, Dataset<Row> rows) {
    this.context = context;
    this.settings = settings;
    this.delivered = rows.persist();
    Column counts = MiningRows.holds(delivered, settings.where());
    Dataset<Row> counted = delivered.where(counts);
    this.columns = FeatureValues.measures(rows, settings.features());
    this.shown = ShownValues.of(context, settings, rows.schema(), columns);
    Column[] values =
        columns.stream().map(column -> FeatureValues.of(rows, column)).toArray(Column[]::new);
    this.table = counted.withColumn(VALUES, struct(values)).withColumn(HASH, xxhash64(col(VALUES)));
    this.rows = table.count();
    this.left = settings.where().isNone() ? 0 : delivered.where(not(counts)).count();
  }

  String name() {
    return settings.name();
  }

  /** Rows of the table that count. */
  long rows() {
    return rows;
  }

  /** Rows of the table that do not. */
  long left() {
    return left;
  }

  boolean isLearnt() {
    return learnt.isPresent();
  }

  /** What is wrong with the conditions of the suspected types. */
  List<String> problems() {
    StructType known = OutlierScoring.schema(table.schema());
    List<String> problems = new ArrayList<>();
    for (SuspectedType type : settings.types()) {
      String fault = Conditions.fault(context.spark(), known, type.when().sql());
      if (!fault.isEmpty()) {
        problems.add(type.when().place() + ": bad condition on " + settings.table() + ": " + fault);
      }
    }
    return problems;
  }

  /** Learns what is ordinary, and scores the rows when they are asked for. */
  void learn() {
    if (rows < LEAST_ROWS) {
      return;
    }
    context.progress().phase("learning what is ordinary for " + name());
    Object[][] examples = examples();
    if (examples.length < LEAST_ROWS) {
      return;
    }
    OutlierModel model = OutlierModel.fit(columns, examples, context.run().seed());
    Threshold threshold =
        settings.threshold() == OutlierSettings.Threshold.GAP
            ? Threshold.byGap(model.evidences(), settings.rate())
            : Threshold.byRate(model.evidences(), settings.rate());
    Dataset<Row> scored = scored(model, threshold).persist();
    learnt = Optional.of(new Learnt(model, threshold, examples.length, scored));
  }

  /** Values of the rows learnt from, in an order of their content. */
  private Object[][] examples() {
    Column drawn =
        KeyDraw.isDrawn(
            (double) MAX_LEARNT / rows,
            context.run().seed(),
            col(MiningRows.SOURCE),
            col(MiningRows.ENTITY_ID));
    List<Row> collected = new ArrayList<>(table.where(drawn).select(HASH, VALUES).collectAsList());
    collected.sort(
        Comparator.<Row>comparingLong(row -> row.getLong(0))
            .thenComparing(row -> row.getStruct(1).mkString("\u0000")));
    return collected.stream().map(row -> values(row.getStruct(1))).toArray(Object[][]::new);
  }

  static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    Arrays.setAll(values, row::get);
    return values;
  }

  private Dataset<Row> scored(OutlierModel model, Threshold threshold) {
    Broadcast<OutlierModel> shared =
        JavaSparkContext.fromSparkContext(context.spark().sparkContext()).broadcast(model);
    ShownValues words = shown;
    StructType schema = OutlierScoring.schema(table.schema());
    int position = table.schema().fieldIndex(VALUES);
    return table
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                part -> new OutlierScoring(shared.value(), threshold, words, position).score(part),
            Encoders.row(schema))
        .withColumn("suspected_type", suspected());
  }

  private Column suspected() {
    Column type = lit(null).cast("string");
    for (int i = settings.types().size() - 1; i >= 0; i--) {
      SuspectedType suspected = settings.types().get(i);
      type = when(expr(suspected.when().sql()), suspected.name()).otherwise(type);
    }
    return when(col("is_outlier"), type);
  }

  /** Columns of {@code record_outlier} but for the run. */
  Dataset<Row> records() {
    Learnt known = learnt.orElseThrow();
    return known
        .scored
        .withColumn("task", lit(name()))
        .withColumn("threshold", lit(known.threshold.evidence()))
        .withColumn("threshold_basis", lit(basis(known)))
        .withColumn("n", lit(known.n));
  }

  /** Columns of {@code record_outlier_feature} but for the run. */
  Dataset<Row> features() {
    return learnt
        .orElseThrow()
        .scored
        .select(
            lit(name()).as("task"),
            col(MiningRows.SOURCE),
            col(MiningRows.ENTITY_ID),
            explode(col(OutlierScoring.REASONS)).as("reason"))
        .select(col("task"), col(MiningRows.SOURCE), col(MiningRows.ENTITY_ID), col("reason.*"));
  }

  /** Lets go of the rows. */
  void close() {
    learnt.ifPresent(known -> known.scored.unpersist());
    delivered.unpersist();
  }

  /** What follows the counts in a note. */
  String inWords() {
    Learnt known = learnt.orElseThrow();
    List<String> unused = known.model.unused();
    return String.format(
        Locale.ROOT,
        " are outliers, evidence %.2f or more (%s)%s",
        known.threshold.evidence(),
        basis(known),
        unused.isEmpty() ? "" : "; nothing can be odd in " + String.join(", ", unused));
  }

  private static String basis(Learnt known) {
    return known.threshold.basis().name().toLowerCase(Locale.ROOT);
  }
}
