package io.aurum.jobs.quality;

import io.aurum.common.config.RuleSettings;
import io.aurum.common.rule.RuleCheck;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * What came of the rules that hold the number or a sum of a source's records against a control
 * total.
 *
 * @param all such rules that were checked
 * @param missed those that failed
 * @param words what each found, in the order of their names
 */
record ControlTotals(int all, int missed, List<String> words) {
  /** A source without such rules. */
  static final ControlTotals NONE = new ControlTotals(0, 0, List.of());

  ControlTotals {
    words = List.copyOf(words);
  }

  /**
   * Reads them from results of rules, by source; sources without such rules are left out.
   *
   * @param results with source, rule, rows_failed and observed
   */
  static Map<String, ControlTotals> bySource(
      Collection<RuleSettings> rules, Collection<Row> results) {
    Set<String> controlling =
        rules.stream()
            .filter(rule -> rule.check() instanceof RuleCheck.Controlled)
            .map(RuleSettings::name)
            .collect(Collectors.toSet());
    Map<String, ControlTotals> bySource = new TreeMap<>();
    results.stream()
        .filter(row -> controlling.contains(row.<String>getAs("rule")))
        .collect(Collectors.groupingBy(row -> row.<String>getAs("source")))
        .forEach((source, own) -> bySource.put(source, of(own)));
    return bySource;
  }

  private static ControlTotals of(List<Row> results) {
    return new ControlTotals(
        results.size(),
        (int) results.stream().filter(row -> row.<Long>getAs("rows_failed") > 0).count(),
        results.stream()
            .map(row -> row.<String>getAs("rule") + ": " + row.<String>getAs("observed"))
            .sorted()
            .toList());
  }

  /** In one text; empty where there are none. */
  Optional<String> inWords() {
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }
}
