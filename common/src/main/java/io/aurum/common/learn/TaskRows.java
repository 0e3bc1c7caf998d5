package io.aurum.common.learn;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.KeyDraw;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.model.Readiness.Finding;
import io.aurum.common.model.Readiness.Status;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Snapshots;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a task as a learner takes them: {@code source, entity_id, customer_id}, what the task
 * makes of them: day, target, worth, time, hash, group and role, in brackets lest a column bears
 * the name, and the features, each a number (double) or a category (text), see {@link
 * FeatureValues}. The day is the cut to whose end a customer is looked at, or that of the task's
 * time; 0 where there is none.
 */
final class TaskRows {
  static final String SOURCE = "source";
  static final String ENTITY = "entity_id";
  static final String CUSTOMER = "customer_id";
  static final String TARGET = "(target)";
  static final String WORTH = "(worth)";
  static final String HASH = "(hash)";

  /** When a row of a table was, in days or as the column has it; null where no time is known. */
  static final String TIME = "(time)";

  /** Hash of what rows share that must not be parted: all that is alike, or the customer. */
  static final String GROUP = "(group)";

  static final String DAY = "(day)";

  /** Whether the row is one of those learnt from, of those judged on, or new. */
  static final String ROLE = "(role)";

  /** Whether the row was known, with its label, when the model is learned. */
  static final String KNOWN = "(known)";

  /** Whether the row is one of those that are scored: of the run's date. */
  static final String SCORED = "(scored)";

  /** Whether the model has learnt from rows of the same group. */
  static final String SEEN = "(seen)";

  /** Whether a customer is one of those that the task is about. */
  static final String COUNTS = "(counts)";

  static final String LEARNT = "learnt";
  static final String TEST = "test";
  static final String NEW = "new";

  /** Rows that are learnt from at most; of more a part is, drawn by key. */
  static final long MAX_LEARNT = 200_000;

  private static final List<String> LEADING =
      List.of(
          SOURCE, ENTITY, CUSTOMER, DAY, TARGET, WORTH, TIME, HASH, GROUP, ROLE, KNOWN, SCORED,
          SEEN);

  private final TaskSettings task;
  private final List<FeatureColumn> columns;
  private final List<String> extras;
  private final Dataset<Row> rows;
  private final Runnable release;
  private final List<Finding> findings;
  private final List<String> classes;
  private final LocalDate learnedOn;
  private final boolean isGrouped;
  private final long left;

  private TaskRows(
      TaskSettings task,
      LocalDate learnedOn,
      boolean isGrouped,
      List<FeatureColumn> columns,
      Dataset<Row> rows,
      Runnable release,
      List<Finding> findings,
      List<String> classes,
      long left) {
    this.task = task;
    this.learnedOn = learnedOn;
    this.isGrouped = isGrouped;
    this.columns = columns;
    this.extras = extras(task);
    this.rows = rows;
    this.release = release;
    this.findings = findings;
    this.classes = classes;
    this.left = left;
  }

  /** Reads the rows of a task, those of its test table included. */
  static TaskRows read(Lake lake, Run run, Settings settings, TaskSettings task) {
    return task.future().isPresent()
        ? ofCustomers(
            new CustomerRows(lake, run, settings, task, task.learnedOn(run.asOf())), task, run)
        : ofTables(new MiningRows(lake, run, settings), task, run);
  }

  private static TaskRows ofTables(MiningRows tables, TaskSettings task, Run run) {
    TaskTable all = TaskTable.read(tables, task, run.asOf());
    TaskTable table = all.where(task.where().condition());
    long left = left(all.rows().where(col(SCORED)), task);
    Dataset<Row> known = table.known();
    LabelClasses classes = LabelClasses.of(tables, known, task);
    Dataset<Row> own = table(table.rows(), task, classes);
    List<FeatureColumn> columns = FeatureValues.columns(known, task.features());
    Dataset<Row> learnable =
        shaped(own, task, columns, hash -> table.isByCustomer() ? xxhash64(col(CUSTOMER)) : hash);
    Column labelled = col(TARGET).isNotNull().and(isOfArm(task));
    Column learnt = col(KNOWN).and(labelled);
    long count = learnable.where(learnt).count();
    Column judged = judged(learnable, labelled, task, run);
    Dataset<Row> rows =
        seen(
            learnable.withColumn(
                ROLE,
                when(learnt.and(isDrawn(count, run.seed(), col(SOURCE), col(ENTITY))), LEARNT)
                    .when(judged, TEST)
                    .otherwise(NEW)),
            table.isByCustomer());
    List<Finding> findings = new ArrayList<>(table.findings());
    findings.addAll(classes.findings());
    findings.addAll(drawn(count, task));
    findings.addAll(classes.others(own, task.table()));
    task.time().ifPresent(time -> findings.addAll(LaterFeatures.of(known, task, time)));
    if (task.test().isPresent()) {
      Dataset<Row> delivered = tables.of(task.test().get());
      left += left(delivered, task);
      Dataset<Row> test =
          table(delivered.where(counts(delivered, task)), task, classes)
              .withColumn(KNOWN, lit(false))
              .withColumn(SCORED, lit(true));
      rows =
          rows.unionByName(
              shaped(test, task, columns, hash -> hash)
                  .withColumn(ROLE, lit(TEST))
                  .withColumn(SEEN, lit(false)));
      findings.addAll(classes.others(test, task.test().get()));
      findings.add(repeated(rows, task));
    }
    return new TaskRows(
        task,
        table.learnedOn(),
        table.isByCustomer(),
        columns,
        rows.select(select(task, columns)),
        () -> {},
        findings,
        classes.values(),
        left);
  }

  /** Whether a row is one of those that the task is about. */
  static Column counts(Dataset<Row> rows, TaskSettings task) {
    return MiningRows.holds(rows, task.where().condition());
  }

  private static long left(Dataset<Row> rows, TaskSettings task) {
    return task.where().isAll() ? 0 : rows.where(not(counts(rows, task))).count();
  }

  /** Rows of the test that are alike one learnt from: a model knows them by heart. */
  private static Finding repeated(Dataset<Row> rows, TaskSettings task) {
    Dataset<Row> test = rows.where(col(ROLE).equalTo(TEST));
    Dataset<Row> learnt = rows.where(col(ROLE).equalTo(LEARNT)).select(HASH).distinct();
    long all = test.count();
    long repeated = test.join(learnt, new String[] {HASH}, "left_semi").count();
    return new Finding(
        "duplicates_in_test",
        task.label(),
        repeated == 0 ? Status.PASS : Status.WARN,
        (double) repeated,
        true,
        String.format(
            Locale.ROOT,
            "%,d of %,d rows of '%s' are alike rows that are learnt from",
            repeated,
            all,
            task.test().orElseThrow()));
  }

  /** Rows whose label came to be known after the model is learned: it is judged on them. */
  private static Column judged(
      Dataset<Row> learnable, Column labelled, TaskSettings task, Run run) {
    if (task.test().isPresent() || task.learning().isEmpty()) {
      return lit(false);
    }
    Column later = not(col(KNOWN)).and(labelled);
    return later.and(isDrawn(learnable.where(later).count(), run.seed(), col(SOURCE), col(ENTITY)));
  }

  /** Tells which rows are of a group that is learnt from. */
  private static Dataset<Row> seen(Dataset<Row> rows, boolean isByCustomer) {
    if (!isByCustomer) {
      return rows.withColumn(SEEN, col(ROLE).equalTo(LEARNT));
    }
    Dataset<Row> groups =
        rows.where(col(ROLE).equalTo(LEARNT))
            .select(GROUP)
            .distinct()
            .withColumn("learnt group", lit(true));
    return rows.join(groups, new String[] {GROUP}, "left")
        .withColumn(SEEN, coalesce(col("learnt group"), lit(false)));
  }

  private static TaskRows ofCustomers(CustomerRows customers, TaskSettings task, Run run) {
    LocalDate learnedOn = task.learnedOn(run.asOf());
    int today = Math.toIntExact(run.asOf().toEpochDay());
    int then = Math.toIntExact(learnedOn.toEpochDay());
    Dataset<Row> asked =
        customers
            .rows()
            .withColumn(DAY, unix_date(col(Snapshots.CUT)))
            .withColumn(KNOWN, col(DAY).lt(then))
            .withColumn(SCORED, col(DAY).equalTo(today))
            .withColumn(TIME, lit(null).cast("double"))
            .persist(StorageLevel.MEMORY_AND_DISK());
    long left = task.where().isAll() ? 0 : asked.where(col(SCORED).and(not(col(COUNTS)))).count();
    Dataset<Row> own = asked.where(col(COUNTS));
    List<FeatureColumn> columns =
        FeatureValues.columns(own.where(col(DAY).leq(then)), task.features());
    Dataset<Row> shaped = shaped(own, task, columns, hash -> xxhash64(col(CUSTOMER)));
    long labelled = shaped.where(col(TARGET).isNotNull()).count();
    Dataset<Row> rows =
        shaped
            .withColumn(
                ROLE,
                role(col(TARGET).isNotNull().and(isDrawn(labelled, run.seed(), col(CUSTOMER)))))
            .withColumn(SEEN, lit(false))
            .where(col(SCORED).or(col(DAY).equalTo(then)).or(col(ROLE).equalTo(LEARNT)));
    return new TaskRows(
        task,
        learnedOn,
        true,
        columns,
        rows.select(select(task, columns)),
        asked::unpersist,
        Stream.concat(customers.findings().stream(), drawn(labelled, task).stream()).toList(),
        List.of(),
        left);
  }

  /** Says so where not all labelled rows are learnt from. */
  private static List<Finding> drawn(long labelled, TaskSettings task) {
    return labelled <= MAX_LEARNT
        ? List.of()
        : List.of(
            new Finding(
                "sample",
                task.label(),
                Status.WARN,
                (double) MAX_LEARNT / labelled,
                true,
                String.format(
                    Locale.ROOT,
                    "about %,d of %,d rows with a label are learnt from, drawn by key",
                    MAX_LEARNT,
                    labelled)));
  }

  private static Column role(Column isLearnt) {
    return when(isLearnt, LEARNT).otherwise(NEW);
  }

  /** Features. */
  List<FeatureColumn> columns() {
    return columns;
  }

  /** Date as at which the model is learned. */
  LocalDate learnedOn() {
    return learnedOn;
  }

  /** The rows that are scored: of customers those at the run's date. */
  Dataset<Row> scored() {
    return rows.where(col(SCORED));
  }

  /** The customers of the learning date, who resemble those learnt from or not. */
  Dataset<Row> ofLearningDate() {
    return rows.where(col(DAY).equalTo(Math.toIntExact(learnedOn.toEpochDay())));
  }

  /**
   * All rows whose label was known when the model is learned, drawn to be learnt from or not, but
   * for those judged on. Of customers those of the latest cut alone: rows that do not depend on
   * each other.
   */
  Dataset<Row> labelled() {
    Dataset<Row> known = rows.where(col(TARGET).isNotNull().and(col(KNOWN)));
    if (task.future().isEmpty()) {
      return known;
    }
    Row latest = known.agg(max(col(DAY))).head();
    return latest.isNullAt(0) ? known : known.where(col(DAY).equalTo(latest.getInt(0)));
  }

  /**
   * The rows learnt from, in an order of their content.
   *
   * @param entities ids of the rows
   * @param days cuts or days of the rows; 0 where they have none
   * @param extras names of further columns that are no features
   * @param values of those, by row
   */
  record Learnt(
      Examples examples, String[] entities, int[] days, List<String> extras, Object[][] values) {

    /** Value of a further column. */
    Object extra(int row, String column) {
      return values[row][extras.indexOf(column)];
    }

    /** The same rows with these features alone. */
    Learnt with(List<FeatureColumn> kept) {
      return new Learnt(examples.with(kept), entities, days, extras, values);
    }
  }

  /** Columns that are needed beside the features: each once. */
  private static List<String> extras(TaskSettings task) {
    return Stream.of(
            task.duration().stream(),
            task.treatment().map(TaskSettings.Treatment::column).stream(),
            task.fairness().stream())
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** The rows learnt from. */
  Learnt learnt() {
    List<Row> learnt = new ArrayList<>(rows.where(col(ROLE).equalTo(LEARNT)).collectAsList());
    learnt.sort(
        Comparator.<Row>comparingInt(row -> row.getAs(DAY))
            .thenComparingLong(row -> row.getAs(HASH))
            .thenComparingDouble(row -> row.getAs(TARGET))
            .thenComparingLong(row -> row.getAs(GROUP)));
    long[] hashes = learnt.stream().mapToLong(row -> row.getAs(HASH)).toArray();
    int[] days = learnt.stream().mapToInt(row -> row.getAs(DAY)).toArray();
    Examples examples =
        new Examples(
            columns,
            learnt.stream().map(this::values).toArray(Object[][]::new),
            learnt.stream().mapToDouble(row -> row.getAs(TARGET)).toArray(),
            hashes,
            isGrouped ? learnt.stream().mapToLong(row -> row.getAs(GROUP)).toArray() : hashes);
    return new Learnt(
        task.time().isPresent() && !isGrouped ? examples.inOrderOf(days) : examples,
        learnt.stream().map(row -> row.<String>getAs(ENTITY)).toArray(String[]::new),
        days,
        extras,
        learnt.stream().map(this::extraValues).toArray(Object[][]::new));
  }

  private Object[] extraValues(Row row) {
    return extras.stream().map(name -> row.getAs(extraName(name))).toArray();
  }

  static String extraName(String name) {
    return "extra " + name;
  }

  /** What was found out about the times of the rows, and about what the label's values are. */
  List<Finding> findings() {
    return findings;
  }

  /** How many rows would be scored, but are none of those that the task is about. */
  long left() {
    return left;
  }

  /** Values of the label in the order of their numbers; none where not each is a class. */
  List<String> classes() {
    return classes;
  }

  /** Forgets what was kept of the rows to read them but once. */
  void release() {
    release.run();
  }

  private Object[] values(Row row) {
    return IntStream.range(0, columns.size()).mapToObj(f -> row.get(LEADING.size() + f)).toArray();
  }

  /** Positions of features in a row. */
  static int[] positions(List<FeatureColumn> all, List<FeatureColumn> wanted) {
    return wanted.stream().mapToInt(column -> LEADING.size() + all.indexOf(column)).toArray();
  }

  private static Dataset<Row> table(Dataset<Row> rows, TaskSettings task, LabelClasses classes) {
    Column none = lit(null).cast("double");
    return rows.withColumn(DAY, task.time().map(time -> day(rows, time)).orElse(lit(0)))
        .withColumn(TARGET, task.isOfClasses() ? classes.number(rows) : target(rows, task))
        .withColumn(WORTH, task.value().map(v -> FeatureValues.number(rows, v)).orElse(none))
        .withColumn(TIME, task.time().map(t -> FeatureValues.number(rows, t)).orElse(none));
  }

  /** Rows without a time are taken for the earliest. */
  private static Column day(Dataset<Row> rows, String time) {
    return Arrays.asList(rows.columns()).contains(time) && LaterFeatures.isDate(rows, time)
        ? coalesce(unix_date(to_date(col(time))), lit(Integer.MIN_VALUE))
        : lit(0);
  }

  private static Dataset<Row> shaped(
      Dataset<Row> table,
      TaskSettings task,
      List<FeatureColumn> columns,
      UnaryOperator<Column> group) {
    List<Column> selected = new ArrayList<>();
    selected.add(col(SOURCE));
    selected.add(col(ENTITY));
    selected.add(col(CUSTOMER));
    selected.add(col(DAY));
    selected.add(col(TARGET));
    selected.add(col(WORTH));
    selected.add(col(KNOWN));
    selected.add(col(SCORED));
    selected.add(col(TIME));
    List<Column> features = new ArrayList<>();
    for (FeatureColumn column : columns) {
      features.add(FeatureValues.of(table, column));
    }
    selected.addAll(features);
    extras(task).forEach(name -> selected.add(extra(table, task, name).as(extraName(name))));
    return table
        .select(selected.toArray(Column[]::new))
        .withColumn(HASH, xxhash64(columns.stream().map(c -> col(c.name())).toArray(Column[]::new)))
        .withColumn(GROUP, group.apply(col(HASH)));
  }

  /** Durations are numbers; all else is text. */
  private static Column extra(Dataset<Row> table, TaskSettings task, String name) {
    return task.duration().filter(name::equals).isPresent()
        ? FeatureValues.number(table, name)
        : col(name).cast("string");
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

  /** Where rows were treated or not, those of further treatments are not learnt from. */
  private static Column isOfArm(TaskSettings task) {
    return task.treatment()
        .map(
            t ->
                coalesce(
                    col("`" + extraName(t.column()) + "`").isin(t.treated(), t.control()),
                    lit(false)))
        .orElse(lit(true));
  }

  /** Of too many rows a part, drawn by their key; all rows of a customer together. */
  private static Column isDrawn(long labelled, long seed, Column... key) {
    return KeyDraw.isDrawn((double) MAX_LEARNT / labelled, seed, key);
  }

  private static Column[] select(TaskSettings task, List<FeatureColumn> columns) {
    List<String> names = new ArrayList<>(LEADING);
    columns.forEach(column -> names.add(column.name()));
    extras(task).forEach(name -> names.add(extraName(name)));
    return Arrays.stream(names.toArray(String[]::new))
        .map(n -> col("`" + n + "`"))
        .toArray(Column[]::new);
  }
}
