package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.basket.Labels;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Row;

/** Rules of an analysis, by the first item that they ask for. */
final class RuleShelf implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The rules that are surest not to be chance; more are of no use to anybody. */
  private static final int MOST_RULES = 20_000;

  private static final double SIGNIFICANT = 0.05;

  private final Map<Integer, List<Rule>> rules = new HashMap<>();

  /**
   * A rule.
   *
   * @param antecedent numbers of the items that it asks for, ascending
   * @param consequent number of the item that it expects
   * @param asked baskets with the antecedent
   * @param both baskets with the consequent too
   */
  record Rule(int[] antecedent, int consequent, long asked, long both) implements Serializable {
    double confidence() {
      return both / (double) asked;
    }
  }

  /** No rules. */
  static RuleShelf empty() {
    return new RuleShelf();
  }

  /**
   * Reads the rules of an analysis.
   *
   * @param numbers of the items
   */
  static RuleShelf read(Lake lake, String analysis, Map<String, Integer> numbers) {
    RuleShelf shelf = new RuleShelf();
    lake.read(Tables.ASSOCIATION_RULE)
        .where(
            col("task")
                .equalTo(analysis)
                .and(col("improvement_p_value").leq(SIGNIFICANT))
                .and(col("lift").gt(1))
                .and(col("p_adjusted").leq(SIGNIFICANT)))
        .orderBy(col("p_value"), col("antecedent"), col("consequent"))
        .limit(MOST_RULES)
        .select("antecedent", "consequent", "antecedent_baskets", "baskets")
        .collectAsList()
        .forEach(row -> shelf.put(row, numbers));
    return shelf;
  }

  /** A rule with an item that nobody took is of no use. */
  private void put(Row row, Map<String, Integer> numbers) {
    List<String> asked = Labels.parse(row.getString(0));
    List<String> expected = Labels.parse(row.getString(1));
    if (numbers.keySet().containsAll(asked) && numbers.keySet().containsAll(expected)) {
      int[] antecedent = asked.stream().mapToInt(numbers::get).sorted().toArray();
      rules
          .computeIfAbsent(antecedent[0], absent -> new ArrayList<>())
          .add(new Rule(antecedent, numbers.get(expected.get(0)), row.getLong(2), row.getLong(3)));
    }
  }

  /**
   * The rules that somebody has everything for, the surest first, one for each item that they
   * expect.
   *
   * @param history numbers of the items taken, ascending
   * @param allowed items that may be recommended
   */
  List<Rule> fitting(int[] history, IntPredicate allowed) {
    Map<Integer, Rule> surest = new HashMap<>();
    for (int item : history) {
      for (Rule rule : rules.getOrDefault(item, List.of())) {
        if (allowed.test(rule.consequent) && holdsAll(history, rule.antecedent)) {
          surest.merge(rule.consequent, rule, (a, b) -> b.confidence() > a.confidence() ? b : a);
        }
      }
    }
    return surest.values().stream()
        .sorted(
            Comparator.comparingDouble(Rule::confidence)
                .thenComparingInt(Rule::consequent)
                .reversed())
        .toList();
  }

  private static boolean holdsAll(int[] history, int[] antecedent) {
    return Arrays.stream(antecedent).allMatch(i -> Arrays.binarySearch(history, i) >= 0);
  }
}
