package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.RuleSettings;
import io.aurum.common.rule.Bits;
import io.aurum.common.rule.RuleCheck;
import io.aurum.jobs.validate.JudgedRows.Outcome;
import io.aurum.jobs.validate.RuleBook.UserRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;

/**
 * The rules that hold accepted records against each other: unique keys and references. One shuffle
 * brings together, for all of them, the records with equal keys; what fails is joined back.
 *
 * <p>A key is held against accepted records only: one that another rule has rejected is neither a
 * double nor a target. All records that share a key fail its uniqueness.
 */
final class KeyRules {
  private static final String ASKED = "asked";
  private static final String TARGET = "target";
  private static final String FAILED = "failed_rules";
  private static final String[] RECORD = {"source", "source_record_id"};

  private final Map<String, Checklist> checklists;
  private final Dataset<Row> judged;

  /**
   * @param checklists by source
   * @param judged rows of all records
   */
  KeyRules(Map<String, Checklist> checklists, Dataset<Row> judged) {
    this.checklists = checklists;
    this.judged = judged;
  }

  /** Failing records of a rule. */
  record Failures(String source, String rule, long records) {}

  /** Whether there is nothing to hold against each other. */
  boolean isIdle() {
    return checklists.values().stream().allMatch(checklist -> rules(checklist).isEmpty());
  }

  /** The failing records, each with the names of the rules that it fails, in their order. */
  Dataset<Row> failing() {
    var key = Window.partitionBy("rule", "within", "key");
    Column alone = col("within").notEqual("");
    return entries()
        .withColumn("sharers", sum(when(col(ASKED), 1L).otherwise(0L)).over(key))
        .withColumn("has_target", max(col(TARGET)).over(key))
        .where(
            col(ASKED)
                .and(
                    when(alone, col("sharers").gt(1L))
                        .otherwise(col("has_target").equalTo(lit(false)))))
        .groupBy("source", "source_record_id")
        .agg(array_sort(collect_set(col("rule"))).as(FAILED));
  }

  /** How many records fail each rule. */
  static List<Failures> counted(Dataset<Row> failing) {
    return failing
        .select(col("source"), explode(col(FAILED)).as("rule"))
        .groupBy("source", "rule")
        .count()
        .collectAsList()
        .stream()
        .map(row -> new Failures(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  /** The judged rows, with the bits of failing records set and the outcome that follows. */
  Dataset<Row> settled(Dataset<Row> failing) {
    Map<String, List<Rule>> rulesBySource = new TreeMap<>();
    checklists.forEach(
        (source, checklist) ->
            rulesBySource.put(source, rules(checklist).stream().map(UserRule::rule).toList()));
    var settling = new Settling(new TreeMap<>(rulesBySource));
    List<Column> columns = new ArrayList<>();
    for (String name : JudgedRows.SCHEMA.fieldNames()) {
      columns.add(col(name));
    }
    columns.add(
        when(col(JudgedRows.OUTCOME).equalTo(Outcome.ACCEPTED.name()), col(FAILED)).as(FAILED));
    return judged
        .join(failing, RECORD, "left_outer")
        .select(columns.toArray(Column[]::new))
        .map((MapFunction<Row, Row>) settling::settle, Encoders.row(JudgedRows.SCHEMA));
  }

  /** One row for each key that a record has, as the one asked or as a target. */
  private Dataset<Row> entries() {
    Column entries = null;
    for (Checklist checklist : checklists.values()) {
      Column[] own = entries(checklist).toArray(Column[]::new);
      if (own.length > 0) {
        Column ofSource = col("source").equalTo(checklist.source().name());
        entries =
            entries == null
                ? when(ofSource, array_compact(array(own)))
                : entries.when(ofSource, array_compact(array(own)));
      }
    }
    return JudgedRows.of(judged, Outcome.ACCEPTED)
        .select(col("source"), col("source_record_id"), explode(entries).as("entry"))
        .select("source", "source_record_id", "entry.*");
  }

  private List<Column> entries(Checklist checklist) {
    List<Column> entries = new ArrayList<>();
    for (UserRule rule : rules(checklist)) {
      RuleCheck check = rule.settings().check();
      String within = check instanceof RuleCheck.Unique ? checklist.source().name() : "";
      entries.add(
          when(
              isAsked(rule.rule().number()),
              entry(rule.rule().name(), within, key(checklist, check.columns()), true)));
    }
    checklists.values().stream()
        .flatMap(asking -> rules(asking).stream())
        .map(UserRule::settings)
        .distinct()
        .forEach(rule -> target(checklist, rule).ifPresent(entries::add));
    return entries;
  }

  private static Optional<Column> target(Checklist checklist, RuleSettings rule) {
    if (!(rule.check() instanceof RuleCheck.Reference reference)
        || !reference.target().holds(checklist.source().entity(), checklist.source().name())
        || !checklist.names().containsAll(reference.targetColumns())) {
      return Optional.empty();
    }
    List<Column> key = key(checklist, reference.targetColumns());
    Column whole = key.stream().map(Column::isNotNull).reduce(Column::and).orElseThrow();
    return Optional.of(when(whole, entry(rule.name(), "", key, false)));
  }

  private static Column entry(String rule, String within, List<Column> key, boolean asked) {
    return struct(
        lit(rule).as("rule"),
        lit(within).as("within"),
        array(key.toArray(Column[]::new)).as("key"),
        lit(asked).as(ASKED),
        lit(!asked).as(TARGET));
  }

  private static Column isAsked(int number) {
    return get(col(JudgedRows.KEY_MASK), lit(number / Long.SIZE))
        .bitwiseAND(lit(1L << (number % Long.SIZE)))
        .notEqual(lit(0L));
  }

  private static List<Column> key(Checklist checklist, List<String> columns) {
    return columns.stream().map(checklist::canonical).toList();
  }

  private static List<UserRule> rules(Checklist checklist) {
    return checklist.userRules().stream()
        .filter(rule -> rule.settings().check() instanceof RuleCheck.OfKeys)
        .toList();
  }

  /** Sets the bits of failed rules and rejects the record where one of them does. */
  private record Settling(TreeMap<String, List<Rule>> rulesBySource) implements Serializable {
    private static final int SOURCE = JudgedRows.SCHEMA.fieldIndex("source");
    private static final int OUTCOME = JudgedRows.SCHEMA.fieldIndex(JudgedRows.OUTCOME);
    private static final int RULE = JudgedRows.SCHEMA.fieldIndex("rule");
    private static final int MASK = JudgedRows.SCHEMA.fieldIndex(JudgedRows.RULE_MASK);

    Row settle(Row row) {
      Object[] cells = new Object[JudgedRows.SCHEMA.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i);
      }
      if (!row.isNullAt(cells.length)) {
        judge(row, cells);
      }
      return RowFactory.create(cells);
    }

    private void judge(Row row, Object[] cells) {
      List<String> failed = row.getList(cells.length);
      long[] mask = row.<Long>getList(MASK).stream().mapToLong(Long::longValue).toArray();
      Rule gravest = null;
      for (Rule rule : rulesBySource.get(row.getString(SOURCE))) {
        if (failed.contains(rule.name())) {
          Bits.set(mask, rule.number());
          gravest = rule.rejects() ? Rule.graver(gravest, rule) : gravest;
        }
      }
      cells[MASK] = mask;
      if (gravest != null) {
        cells[OUTCOME] = Outcome.QUARANTINED.name();
        cells[RULE] = gravest.name();
      }
    }
  }
}
