package io.aurum.common.view;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.RuleMask;
import io.aurum.common.table.Tables;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The rules of each source by the numbers that {@code valid_record.rule_mask} knows them by. */
public final class RuleNames implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, HashMap<Integer, Named>> bySource = new HashMap<>();

  /**
   * A rule.
   *
   * @param rule its name
   * @param attribute attribute that it checks; null where it checks no single one
   */
  public record Named(String rule, String attribute) implements Serializable {}

  private RuleNames() {}

  /** The rules of {@code rule_result} as the run sees it. */
  public static RuleNames in(Lake lake) {
    RuleNames names = new RuleNames();
    List<Row> rules =
        lake.read(Tables.RULE_RESULT)
            .where(col("rule_number").isNotNull())
            .select("source", "rule_number", "rule", "attribute")
            .collectAsList();
    for (Row rule : rules) {
      names
          .bySource
          .computeIfAbsent(rule.getString(0), source -> new HashMap<>())
          .put(rule.getInt(1), new Named(rule.getString(2), rule.getString(3)));
    }
    return names;
  }

  /**
   * The rules that a record failed, by number. A rule that has no result any more keeps its number
   * as a name: {@code rule 17}.
   *
   * @param mask words of the record's rule mask
   */
  public List<Named> failed(String source, List<Long> mask) {
    Map<Integer, Named> rules = bySource.getOrDefault(source, new HashMap<>());
    return RuleMask.failedRules(mask).stream()
        .map(number -> rules.getOrDefault(number, new Named("rule " + number, null)))
        .toList();
  }
}
