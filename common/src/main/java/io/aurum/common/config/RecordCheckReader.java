package io.aurum.common.config;

import static io.aurum.common.config.Parsers.exact;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.period;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.ValueType;
import io.aurum.common.rule.Limit;
import io.aurum.common.rule.Relation;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.Scope;
import io.aurum.common.rule.ValueCheck;
import java.math.BigDecimal;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a check that names its columns itself: of a record, of keys, or of a whole source. */
final class RecordCheckReader {
  private static final String COMPLETENESS = "completeness";
  private static final String AGREEMENT = "agreement";
  private static final String SQL = "sql";
  private static final String UNIQUENESS = "uniqueness";
  private static final String REFERENCE = "reference";
  private static final String FRESHNESS = "freshness";
  private static final String ROW_COUNT = "row-count";
  private static final String SUM = "sum";

  private static final String COLUMN = "column";
  private static final String COLUMNS = "columns";
  private static final String TOLERANCE = "tolerance";
  private static final String CONTROL = "control";

  /** The keys of the checks. */
  static final List<String> KEYS =
      List.of(COMPLETENESS, AGREEMENT, SQL, UNIQUENESS, REFERENCE, FRESHNESS, ROW_COUNT, SUM);

  private final RuleScopes scopes;
  private final Map<String, Kind> columns;

  /**
   * @param scope of the rule
   */
  RecordCheckReader(RuleScopes scopes, Scope scope) {
    this.scopes = scopes;
    this.columns = scopes.columns(scope);
  }

  /** The check under a key; empty where something is wrong with it. */
  Optional<RuleCheck> read(Section rule, String key) {
    if (key.equals(SQL)) {
      return SqlConditions.find(rule, key).map(RuleCheck.Sql::new);
    }
    Section check = rule.section(key, "the check '" + key + "'");
    return switch (key) {
      case COMPLETENESS -> completeness(check);
      case AGREEMENT -> agreement(check);
      case UNIQUENESS -> Optional.of(new RuleCheck.Unique(check.requireList(COLUMNS, column())));
      case REFERENCE -> reference(check);
      case FRESHNESS -> freshness(check);
      case ROW_COUNT -> rowCount(check);
      default -> sum(check);
    };
  }

  private Optional<RuleCheck> completeness(Section check) {
    List<String> names = check.requireList(COLUMNS, column());
    long atLeast =
        check.find("at-least", integer(1, Math.max(1, names.size()))).orElse((long) names.size());
    return Optional.of(new RuleCheck.Filled(names, (int) atLeast));
  }

  private Optional<RuleCheck> agreement(Section check) {
    String left = check.require("left", column());
    String right = check.require("right", column());
    String symbol =
        check
            .find(
                "relation",
                oneOf("relation", Arrays.stream(Relation.values()).map(Relation::symbol).toList()))
            .orElse(Relation.EQUAL.symbol());
    Relation relation =
        Arrays.stream(Relation.values())
            .filter(r -> r.symbol().equals(symbol))
            .findFirst()
            .orElse(Relation.EQUAL);
    BigDecimal tolerance = check.find(TOLERANCE, exact("0")).orElse(BigDecimal.ZERO);
    if (columns.containsKey(left) && columns.containsKey(right)) {
      rejectUnlike(check, left, right);
      rejectOrderOfTexts(check, left, relation, tolerance);
    }
    return Optional.of(new RuleCheck.Agreement(left, relation, right, tolerance));
  }

  private Optional<RuleCheck> reference(Section check) {
    List<String> names = check.requireList(COLUMNS, column());
    Section to = check.requireSection("to", "the target of a reference", "source");
    Scope target = scopes.read(to);
    List<String> targets =
        to.has(COLUMNS) ? to.requireList(COLUMNS, column(scopes.columns(target).keySet())) : names;
    if (targets.size() != names.size()) {
      to.reject(
          COLUMNS,
          "columns of '" + to.path() + "' do not pair off",
          names.size() + " columns refer to " + targets.size(),
          "name one column of the target for each column that refers to it");
    }
    if (!to.has(COLUMNS)) {
      names.stream()
          .filter(name -> !name.isEmpty() && !scopes.columns(target).containsKey(name))
          .forEach(name -> rejectNoSuchTarget(to, name));
    }
    return Optional.of(new RuleCheck.Reference(names, target, targets));
  }

  private Optional<RuleCheck> freshness(Section check) {
    Period maxAge = check.require("max-age", period());
    String of = check.find("of", oneOf("way to count", List.of("newest", "each"))).orElse("newest");
    Optional<String> name = check.find(COLUMN, column(datedColumns()));
    if (of.equals("each") && name.isEmpty() && !check.has(COLUMN)) {
      check.reject(
          "missing key '" + check.pathTo(COLUMN) + "'",
          "each record is asked for its own date",
          "add 'column': a column of dates");
    }
    return Optional.of(
        of.equals("newest")
            ? new RuleCheck.Fresh(name.orElse(""), maxAge)
            : new RuleCheck.OfValue(
                name.orElse(""),
                new ValueCheck.Range(
                    new Limit.RunDate(maxAge.negated()), true, new Limit.Open(), true),
                "timeliness"));
  }

  private Optional<RuleCheck> rowCount(Section check) {
    boolean absolute = check.has("min") || check.has("max");
    boolean relative = check.has("min-ratio") || check.has("max-ratio");
    boolean controlled = check.has(CONTROL);
    long min = check.find("min", integer(0, Long.MAX_VALUE)).orElse(0L);
    long max = check.find("max", integer(0, Long.MAX_VALUE)).orElse(Long.MAX_VALUE);
    BigDecimal minRatio = check.find("min-ratio", exact("0")).orElse(BigDecimal.ZERO);
    Optional<BigDecimal> maxRatio = check.find("max-ratio", exact("0"));
    long ways = Stream.of(absolute, relative, controlled).filter(given -> given).count();
    if (ways != 1) {
      check.reject(
          "count of '" + check.path() + "' is not clear",
          ways > 1
              ? "rows are held against fixed numbers, former deliveries or a control total"
              : "it gives no limit",
          "give min and max, or min-ratio and max-ratio, or control");
    }
    if (min > max || maxRatio.filter(most -> minRatio.compareTo(most) > 0).isPresent()) {
      check.reject(
          "empty range '" + check.path() + "'",
          "its lower end lies above its upper end, and no count can be right",
          "exchange them");
    }
    if (controlled) {
      BigDecimal tolerance = check.find(TOLERANCE, exact("0")).orElse(BigDecimal.ZERO);
      return control(check).map(control -> new RuleCheck.Count(control, tolerance));
    }
    return Optional.of(
        relative
            ? new RuleCheck.DeliverySize(
                minRatio, maxRatio.orElse(BigDecimal.valueOf(Long.MAX_VALUE)))
            : new RuleCheck.RowCount(min, max));
  }

  private Optional<RuleCheck> sum(Section check) {
    String name = check.require(COLUMN, column(numberColumns(columns)));
    BigDecimal tolerance = check.find(TOLERANCE, exact("0")).orElse(BigDecimal.ZERO);
    return control(check).map(control -> new RuleCheck.Sum(name, control, tolerance));
  }

  private Optional<RuleCheck.Control> control(Section check) {
    Section control = check.requireSection(CONTROL, "a control total", "total");
    boolean stated = control.has("total");
    if (stated == Stream.of("source", "entity").anyMatch(control::has)) {
      control.reject(
          "control total of '" + check.path() + "' is not clear",
          "it comes from the configuration or from a column of another source",
          "write control = <number>, or control { source = <source>, column = <column> }");
    }
    if (stated) {
      return control.find("total", exact()).map(RuleCheck.Stated::new);
    }
    Scope scope = scopes.read(control);
    String other = control.require(COLUMN, column(numberColumns(scopes.columns(scope))));
    return Optional.of(new RuleCheck.SumOf(scope, other));
  }

  private Parser<String> column() {
    return column(columns.keySet());
  }

  private static Parser<String> column(Collection<String> names) {
    return oneOf(COLUMN, names);
  }

  private List<String> datedColumns() {
    return columns.entrySet().stream()
        .filter(c -> family(c.getValue()) == Family.TIME)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> numberColumns(Map<String, Kind> columns) {
    return columns.entrySet().stream()
        .filter(c -> c.getValue().type() == ValueType.NUMBER)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Types whose values can be compared with each other. */
  private enum Family {
    NUMBER,
    TIME,
    TEXT
  }

  private static Family family(Kind kind) {
    return switch (kind.type()) {
      case NUMBER -> Family.NUMBER;
      case DATE, TIMESTAMP -> Family.TIME;
      case TEXT, BOOLEAN -> Family.TEXT;
    };
  }

  private void rejectUnlike(Section check, String left, String right) {
    Kind first = columns.get(left);
    Kind second = columns.get(right);
    if (family(first) != family(second)) {
      check.reject(
          "right",
          "columns '" + left + "' and '" + right + "' cannot be compared",
          "they are of the kinds " + first.name() + " and " + second.name(),
          "compare numbers with numbers, dates with dates and texts with texts");
    }
  }

  private void rejectOrderOfTexts(
      Section check, String left, Relation relation, BigDecimal tolerance) {
    boolean ordered = relation != Relation.EQUAL && relation != Relation.DIFFERENT;
    if (family(columns.get(left)) == Family.TEXT && (ordered || tolerance.signum() != 0)) {
      check.reject(
          ordered ? "relation" : TOLERANCE,
          "texts of '" + check.path() + "' have no order",
          "of texts it can only be said that they are equal or different",
          "write relation = \"=\" or \"<>\" without a tolerance");
    }
  }

  private static void rejectNoSuchTarget(Section to, String name) {
    to.reject(
        "unknown column '" + name + "' of the target of '" + to.path() + "'",
        "no source of the target fills a column of that name",
        "name the target's own: columns = [...]");
  }
}
