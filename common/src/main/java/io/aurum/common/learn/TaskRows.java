package io.aurum.common.learn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Facts;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a task as a learner takes them: {@code source, entity_id, customer_id, target, worth,
 * hash, learnt} and the features, each a number (double) or a category (text), see {@link
 * FeatureValues}.
 */
final class TaskRows {
  static final String SOURCE = "source";
  static final String ENTITY = "entity_id";
  static final String CUSTOMER = "customer_id";
  static final String TARGET = "target";
  static final String WORTH = "worth";
  static final String HASH = "hash";

  /** Whether the row is among those learnt from. */
  static final String LEARNT = "learnt";

  /** Rows that are learnt from at most; of more a part is, drawn by content. */
  static final long MAX_LEARNT = 200_000;

  private static final int PARTS = 1 << 20;
  private static final List<String> LEADING =
      List.of(SOURCE, ENTITY, CUSTOMER, TARGET, WORTH, HASH, LEARNT);

  private final TaskSettings task;
  private final List<FeatureColumn> columns;
  private final Dataset<Row> rows;

  private TaskRows(TaskSettings task, List<FeatureColumn> columns, Dataset<Row> rows) {
    this.task = task;
    this.columns = columns;
    this.rows = rows;
  }

  /** Reads the rows of a task, those of its test table included. */
  static TaskRows read(Facts facts, Settings settings, TaskSettings task, long seed) {
    Dataset<Row> own = table(facts, settings.source(task.table()));
    List<FeatureColumn> columns = FeatureValues.columns(own, task.features());
    Dataset<Row> learnable = shaped(own, task, columns);
    long labelled = learnable.where(col(TARGET).isNotNull()).count();
    Dataset<Row> rows = learnable.withColumn(LEARNT, isLearnt(labelled, seed));
    if (task.test().isPresent()) {
      Dataset<Row> test = table(facts, settings.source(task.test().get()));
      rows = rows.unionByName(shaped(test, task, columns).withColumn(LEARNT, lit(false)));
    }
    return new TaskRows(task, columns, rows.select(select(columns)));
  }

  /** Features. */
  List<FeatureColumn> columns() {
    return columns;
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** The rows learnt from, in an order of their content. */
  Examples learnt() {
    List<Row> learnt = new ArrayList<>(rows.where(col(LEARNT)).collectAsList());
    learnt.sort(
        Comparator.<Row>comparingLong(row -> row.getAs(HASH))
            .thenComparingDouble(row -> row.getAs(TARGET)));
    return new Examples(
        columns,
        learnt.stream().map(this::values).toArray(Object[][]::new),
        learnt.stream().mapToDouble(row -> row.getAs(TARGET)).toArray(),
        learnt.stream().mapToLong(row -> row.getAs(HASH)).toArray());
  }

  private Object[] values(Row row) {
    return IntStream.range(0, columns.size()).mapToObj(f -> row.get(LEADING.size() + f)).toArray();
  }

  /** Positions of features in a row. */
  static int[] positions(List<FeatureColumn> all, List<FeatureColumn> wanted) {
    return wanted.stream().mapToInt(column -> LEADING.size() + all.indexOf(column)).toArray();
  }

  String test() {
    return task.test().orElse("");
  }

  private static Dataset<Row> table(Facts facts, SourceSettings source) {
    return facts.table(source).withColumn(SOURCE, lit(source.name()));
  }

  private static Dataset<Row> shaped(
      Dataset<Row> table, TaskSettings task, List<FeatureColumn> columns) {
    List<Column> selected = new ArrayList<>();
    selected.add(col(SOURCE));
    selected.add(col("source_record_id").as(ENTITY));
    selected.add(col(CUSTOMER));
    selected.add(target(table, task).as(TARGET));
    selected.add(
        task.value()
            .map(v -> FeatureValues.number(table, v))
            .orElse(lit(null).cast("double"))
            .as(WORTH));
    List<Column> features = new ArrayList<>();
    for (FeatureColumn column : columns) {
      features.add(FeatureValues.of(table, column));
    }
    selected.addAll(features);
    return table
        .select(selected.toArray(Column[]::new))
        .withColumn(
            HASH, xxhash64(columns.stream().map(c -> col(c.name())).toArray(Column[]::new)));
  }

  private static Column target(Dataset<Row> table, TaskSettings task) {
    Column label = col(task.label());
    if (task.positive().isEmpty()) {
      return FeatureValues.number(table, task.label());
    }
    String positive = task.positive().get();
    boolean numeric = table.schema().apply(task.label()).dataType().equals(DataTypes.DoubleType);
    Column holds =
        numeric
            ? label.equalTo(lit(positive).try_cast("double"))
            : label.cast("string").equalTo(lit(positive));
    return when(label.isNotNull(), when(holds, 1.0).otherwise(0.0));
  }

  private static Column isLearnt(long labelled, long seed) {
    Column known = col(TARGET).isNotNull();
    return labelled <= MAX_LEARNT
        ? known
        : known.and(
            abs(xxhash64(col(HASH), lit(seed)).mod(lit(PARTS)))
                .lt(lit(PARTS * MAX_LEARNT / labelled)));
  }

  private static Column[] select(List<FeatureColumn> columns) {
    List<String> names = new ArrayList<>(LEADING);
    columns.forEach(column -> names.add(column.name()));
    return Arrays.stream(names.toArray(String[]::new))
        .map(n -> col("`" + n + "`"))
        .toArray(Column[]::new);
  }

  /** Whether values of a column may be shown to people who read published tables. */
  static boolean isShown(SourceSettings source, String column) {
    return source.fields().stream()
        .filter(field -> field.name().equals(column))
        .allMatch(FieldSettings::publishable);
  }
}
