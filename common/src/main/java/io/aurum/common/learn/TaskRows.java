package io.aurum.common.learn;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_diff;
import static org.apache.spark.sql.functions.isnan;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a task as a learner takes them: {@code source, entity_id, customer_id, target, worth,
 * hash, learnt} and the features, each a number (double) or a category (text). Dates are days since
 * 1970-01-01. A text column whose values are all numbers, more than a few of them, is a number.
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

  private static final String EPOCH = "1970-01-01";
  private static final double SECONDS_PER_DAY = 86_400;

  /** Different numbers in texts up to which they are names of categories. */
  private static final int CODES = 10;

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
    Set<String> numbers = numbersInTexts(own, task.features());
    List<FeatureColumn> columns =
        task.features().stream()
            .map(
                name ->
                    new FeatureColumn(
                        name,
                        isText(own, name) && !numbers.contains(name)
                            ? FeatureColumn.Type.CATEGORY
                            : FeatureColumn.Type.NUMBER))
            .toList();
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

  private static boolean isText(Dataset<Row> rows, String name) {
    DataType type = rows.schema().apply(name).dataType();
    return type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType);
  }

  /** Text columns of which every value is a number, and that have more of them than codes do. */
  private static Set<String> numbersInTexts(Dataset<Row> rows, List<String> features) {
    List<String> texts =
        features.stream()
            .filter(f -> rows.schema().apply(f).dataType().equals(DataTypes.StringType))
            .toList();
    Set<String> numbers = new TreeSet<>();
    if (texts.isEmpty()) {
      return numbers;
    }
    List<Column> asked = new ArrayList<>();
    for (String name : texts) {
      asked.add(count(col(name)));
      asked.add(count(col(name).try_cast("double")));
      asked.add(approx_count_distinct(col(name)));
    }
    Row counts =
        rows.agg(asked.get(0), asked.subList(1, asked.size()).toArray(Column[]::new)).head();
    for (int i = 0; i < texts.size(); i++) {
      boolean all = counts.getLong(3 * i) == counts.getLong(3 * i + 1);
      if (all && counts.getLong(3 * i + 2) > CODES) {
        numbers.add(texts.get(i));
      }
    }
    return numbers;
  }

  private static Dataset<Row> shaped(
      Dataset<Row> table, TaskSettings task, List<FeatureColumn> columns) {
    List<Column> selected = new ArrayList<>();
    selected.add(col(SOURCE));
    selected.add(col("source_record_id").as(ENTITY));
    selected.add(col(CUSTOMER));
    selected.add(target(table, task).as(TARGET));
    selected.add(
        task.value().map(v -> number(table, v)).orElse(lit(null).cast("double")).as(WORTH));
    List<Column> features = new ArrayList<>();
    for (FeatureColumn column : columns) {
      features.add(
          (column.isNumber() ? number(table, column.name()) : col(column.name()).cast("string"))
              .as(column.name()));
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
      return number(table, task.label());
    }
    String positive = task.positive().get();
    boolean numeric = table.schema().apply(task.label()).dataType().equals(DataTypes.DoubleType);
    Column holds =
        numeric
            ? label.equalTo(lit(positive).try_cast("double"))
            : label.cast("string").equalTo(lit(positive));
    return when(label.isNotNull(), when(holds, 1.0).otherwise(0.0));
  }

  private static Column number(Dataset<Row> table, String name) {
    DataType type = table.schema().apply(name).dataType();
    if (type.equals(DataTypes.DateType)) {
      return date_diff(col(name), lit(EPOCH).cast("date")).cast("double");
    }
    if (type.equals(DataTypes.TimestampType)) {
      return col(name).cast("double").divide(SECONDS_PER_DAY);
    }
    Column number = col(name).try_cast("double");
    return when(isnan(number), lit(null)).otherwise(number);
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
