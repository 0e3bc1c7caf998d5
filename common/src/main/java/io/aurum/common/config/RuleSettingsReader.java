package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.kind.Kind;
import io.aurum.common.rule.Condition;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.RuleCheck.OfKeys;
import io.aurum.common.rule.RuleCheck.OfSource;
import io.aurum.common.rule.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the rules of the user. A rule has one check; a check of one value is asked of each column
 * that the rule names, and makes a rule of its own for each.
 */
final class RuleSettingsReader {
  private static final String COLUMN = "column";
  private static final String COLUMNS = "columns";
  private static final String WHERE = "where";
  private static final String SEVERITY = "severity";
  private static final int LONGEST_DESCRIPTION = 200;

  /** First parts of the names of rules that the suite has itself. */
  private static final Set<String> TAKEN = Set.of("record", "file");

  private static final List<String> DIMENSIONS =
      List.of(
          "completeness",
          "validity",
          "accuracy",
          "uniqueness",
          "consistency",
          "timeliness",
          "integrity",
          "minimisation");

  private final RuleScopes scopes;

  RuleSettingsReader(RuleScopes scopes) {
    this.scopes = scopes;
  }

  List<RuleSettings> read(Section rule) {
    Names.check(rule, "rule");
    Scope scope = scopes.read(rule);
    rejectTaken(rule, scope);
    Optional<String> check = theCheck(rule);
    if (check.isEmpty()) {
      readRest(rule);
      return List.of();
    }
    List<RuleSettings> rules = new ArrayList<>();
    Rest rest = readRest(rule);
    if (ValueCheckReader.KEYS.contains(check.get())) {
      ofEachColumn(rule, scope, check.get())
          .forEach((name, value) -> rules.add(settings(rule, name, scope, value, rest)));
    } else {
      rejectIdleColumns(rule, check.get());
      new RecordCheckReader(scopes, scope)
          .read(rule, check.get())
          .ifPresent(read -> rules.add(settings(rule, rule.key(), scope, read, rest)));
    }
    return rules;
  }

  /** What all rules have, whatever their check. */
  private record Rest(
      Condition where,
      Severity severity,
      Optional<String> dimension,
      double maxFailedRate,
      Optional<String> description) {}

  private static Rest readRest(Section rule) {
    return new Rest(
        SqlConditions.find(rule, WHERE).orElse(Condition.NONE),
        rule.require(SEVERITY, choice(Severity.class)),
        rule.find("dimension", oneOf("dimension", DIMENSIONS)),
        rule.require("max-failed-rate", decimal("0", "1")),
        rule.find("description", text()));
  }

  private static RuleSettings settings(
      Section rule, String name, Scope scope, RuleCheck check, Rest rest) {
    if (check instanceof OfSource) {
      rejectOfRows(rule, rest);
    }
    if (check instanceof OfKeys && rest.severity() == Severity.DROP) {
      rule.reject(
          SEVERITY,
          "bad value 'drop' for '" + rule.pathTo(SEVERITY) + "'",
          "whether a record is in scope is asked before it is held against others",
          "write info, warn, error or block");
    }
    return new RuleSettings(
        name,
        scope,
        check,
        rest.where(),
        rest.severity(),
        rest.dimension().orElse(check.dimension()),
        rest.maxFailedRate(),
        rest.description().orElseGet(() -> shortened(check.words())),
        rule.place().toString());
  }

  private static Optional<String> theCheck(Section rule) {
    List<String> keys = new ArrayList<>(ValueCheckReader.KEYS);
    keys.addAll(RecordCheckReader.KEYS);
    List<String> given = keys.stream().filter(rule::has).toList();
    if (given.isEmpty()) {
      rule.reject(
          "no check in '" + rule.path() + "'",
          "a rule without a check asks nothing",
          "add one of: " + String.join(", ", keys));
    } else if (given.size() > 1) {
      rule.reject(
          given.get(1),
          "several checks in '" + rule.path() + "'",
          "it has " + String.join(" and ", given) + ", and a failure has to tell which it is",
          "make a rule of each");
    }
    return given.size() == 1 ? Optional.of(given.get(0)) : Optional.empty();
  }

  private Map<String, RuleCheck> ofEachColumn(Section rule, Scope scope, String key) {
    Map<String, Kind> known = scopes.columns(scope);
    Parser<String> column = oneOf(COLUMN, known.keySet());
    Map<String, RuleCheck> checks = new LinkedHashMap<>();
    if (rule.has(COLUMN) == rule.has(COLUMNS)) {
      rule.reject(
          rule.has(COLUMN) ? COLUMN : key,
          "columns of '" + rule.path() + "' are not clear",
          "the check '" + key + "' is asked of one column, or of each of several",
          "write column = <name>, or columns = [<name>, ...]");
    }
    ValueCheckReader reader = new ValueCheckReader(rule, key);
    rule.find(COLUMN, column)
        .ifPresent(
            name -> reader.read(name, known.get(name)).ifPresent(c -> checks.put(rule.key(), c)));
    for (String name : rule.list(COLUMNS, column)) {
      reader
          .read(name, known.get(name))
          .ifPresent(check -> checks.put(rule.key() + "." + name, check));
    }
    return checks;
  }

  private static void rejectIdleColumns(Section rule, String key) {
    for (String idle : List.of(COLUMN, COLUMNS)) {
      if (rule.has(idle)) {
        rule.reject(
            idle,
            "idle key '" + rule.pathTo(idle) + "'",
            "the check '" + key + "' names its columns itself",
            "remove it, or write it into '" + key + "'");
      }
    }
  }

  private static void rejectOfRows(Section rule, Rest rest) {
    if (rest.severity() == Severity.ERROR || rest.severity() == Severity.DROP) {
      rule.reject(
          SEVERITY,
          "bad value for '" + rule.pathTo(SEVERITY) + "'",
          "the check concerns the source as a whole and has no rows to take out",
          "write info, warn or block");
    }
    if (!rest.where().isNone()) {
      rule.reject(
          WHERE,
          "idle key '" + rule.pathTo(WHERE) + "'",
          "the check concerns the source as a whole",
          "remove it");
    }
  }

  private void rejectTaken(Section rule, Scope scope) {
    if (TAKEN.contains(rule.key()) || scopes.columns(scope).containsKey(rule.key())) {
      rule.reject(
          "reserved name '" + rule.path() + "'",
          "the rules that come with the column or record of that name start with it",
          "choose another name, such as '" + rule.key() + "_rule'");
    }
  }

  private static String shortened(String words) {
    return words.length() <= LONGEST_DESCRIPTION
        ? words
        : words.substring(0, LONGEST_DESCRIPTION) + "...";
  }
}
