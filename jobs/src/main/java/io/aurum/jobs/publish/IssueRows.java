package io.aurum.jobs.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import io.aurum.common.view.RuleNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows of {@code record_issue}: each rule that an accepted record failed, with the value that was
 * delivered and what became of it.
 */
final class IssueRows implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Identify the delivered row behind a valid record. */
  private static final List<String> VERSION =
      List.of("source", "source_record_id", "known_at", "row_hash");

  private static final int FIRST_VALUE = 3;

  private final RuleNames rules;
  private final HashMap<String, ObservedValue> values;
  private final HashMap<String, Integer> positions = new HashMap<>();
  private final String runId;

  private IssueRows(RuleNames rules, Settings settings, String runId) {
    this.rules = rules;
    this.values = ObservedValue.byAttribute(settings);
    this.runId = runId;
    for (AttributeSettings attribute : settings.attributes()) {
      positions.put(attribute.name(), FIRST_VALUE + 2 * positions.size());
    }
  }

  static Dataset<Row> of(Lake lake, Settings settings, String runId) {
    return failing(lake, settings)
        .flatMap(
            new IssueRows(RuleNames.in(lake), settings, runId),
            Encoders.row(lake.contract(Tables.RECORD_ISSUE).schema()));
  }

  /** Records that failed a rule; of each attribute the delivered and the canonical value. */
  private static Dataset<Row> failing(Lake lake, Settings settings) {
    Dataset<Row> records =
        lake.read(Tables.VALID_RECORD)
            .where(exists(col("rule_mask"), word -> word.notEqual(0L)))
            .as("valid");
    Dataset<Row> delivered = lake.read(Tables.SOURCE_RECORD).as("delivered");
    Column sameVersion =
        VERSION.stream()
            .map(name -> col("valid." + name).equalTo(col("delivered." + name)))
            .reduce(Column::and)
            .orElseThrow();
    Stream<Column> record =
        Stream.of("source", "source_record_id", "rule_mask").map(name -> col("valid." + name));
    Stream<Column> attributes =
        settings.attributes().stream()
            .flatMap(
                attribute ->
                    Stream.of(
                        col("delivered.`" + attribute.name() + "`"),
                        col("valid.`" + attribute.name() + "`")));
    return records
        .join(delivered, sameVersion, "left_outer")
        .select(Stream.concat(record, attributes).toArray(Column[]::new));
  }

  @Override
  public Iterator<Row> call(Row record) {
    List<Row> issues = new ArrayList<>();
    for (RuleNames.Named rule : rules.failed(record.getString(0), record.getList(2))) {
      issues.add(issue(record, rule));
    }
    return issues.iterator();
  }

  private Row issue(Row record, RuleNames.Named rule) {
    Integer position = positions.get(rule.attribute());
    ObservedValue.Fate fate =
        position == null
            ? ObservedValue.NONE_DELIVERED
            : values
                .get(rule.attribute())
                .fate(record.getString(position), record.getString(position + 1));
    return RowFactory.create(
        record.getString(0),
        record.getString(1),
        rule.rule(),
        rule.attribute(),
        fate.observed(),
        fate.repairedTo(),
        fate.action(),
        runId);
  }
}
