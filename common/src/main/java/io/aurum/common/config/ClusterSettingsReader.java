package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.cluster.Method;
import io.aurum.common.cluster.Preparation.Measure;
import io.aurum.common.config.ClusterSettings.Expectation;
import io.aurum.common.config.ClusterSettings.Family;
import io.aurum.common.config.ClusterSettings.Noise;
import io.aurum.common.config.ClusterSettings.Persona;
import io.aurum.common.config.ClusterSettings.Truth;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads which segments are looked for, and in what. */
final class ClusterSettingsReader {
  private static final String FEATURES = "features";
  private static final String HISTORY = "history";
  private static final String ALL = "all";
  private static final String FARTHEST = "1e300";
  private static final int MAX_CLUSTERS = 100;
  private static final int MAX_DRAWS = 1000;
  private static final int MAX_LEAST_MEMBERS = 1_000_000;

  /** Results that can be told for an earlier date from what was known then. */
  private static final Set<String> WITH_HISTORY =
      Set.of(Tables.CUSTOMER_PROFILE.name(), Tables.CUSTOMER_RFM.name());

  /** Columns of every table of rows that say nothing of their own. */
  private static final Set<String> NOT_FEATURES = Set.of("currency");

  private final MiningTables tables;

  ClusterSettingsReader(MiningTables tables) {
    this.tables = tables;
  }

  /**
   * Reads one analysis.
   *
   * @param truths of the evaluation, by the names of analyses
   */
  ClusterSettings read(Section analysis, Section truths) {
    Names.check(analysis, "analysis");
    String table = analysis.require("table", tables.table());
    int least = clusters(analysis, "least");
    int most = clusters(analysis, "most");
    if (most < least) {
      analysis.reject(
          "contradictory section '" + analysis.pathTo("clusters") + "'",
          "there cannot be at least " + least + " and at most " + most + " clusters",
          "make 'most' as large as 'least'");
    }
    return new ClusterSettings(
        analysis.key(),
        table,
        tables.condition(analysis, "where", table).orElse(Condition.NONE),
        features(analysis, table),
        analysis.list("describe", tables.column(table)),
        least,
        Math.max(least, most),
        analysis.requireList("methods", choice(Method.class)),
        analysis.require("draws", integer(1, MAX_DRAWS)).intValue(),
        analysis.require("measure", choice(Measure.class)),
        analysis.require("noise", choice(Noise.class)),
        history(analysis, table),
        families(analysis.section("families", "the families of segments"), table),
        rules(analysis.section("rules", "the segments by rules")),
        personas(analysis.section("personas", "the personas"), table),
        analysis.require("least-members", integer(1, MAX_LEAST_MEMBERS)).intValue(),
        truths.findSection(analysis.key(), "the true segments").map(truth -> truth(truth, table)));
  }

  private static int clusters(Section analysis, String key) {
    return analysis
        .section("clusters", "the number of clusters")
        .require(key, integer(2, MAX_CLUSTERS))
        .intValue();
  }

  private List<String> features(Section analysis, String table) {
    Parser<String> column = tables.column(table);
    List<String> said = analysis.list(FEATURES, name());
    boolean all = said.isEmpty() || said.equals(List.of(ALL));
    List<String> features =
        new ArrayList<>(all ? tables.columns(table) : analysis.list(FEATURES, column));
    if (all) {
      features.removeAll(NOT_FEATURES);
    }
    features.removeAll(analysis.list("exclude", column));
    if (features.isEmpty() && !tables.columns(table).isEmpty()) {
      analysis.reject(
          "no features in '" + analysis.path() + "'",
          "nothing is left by which rows could be alike",
          "name other features, or exclude fewer columns");
    }
    return features.stream().distinct().toList();
  }

  private Optional<Rhythm> history(Section analysis, String table) {
    Optional<Rhythm> history = RhythmReader.find(analysis, HISTORY, "the history");
    if (history.isPresent() && isResult(table) && !WITH_HISTORY.contains(table)) {
      analysis.reject(
          HISTORY,
          "no history of '" + table + "'",
          "what it said at an earlier date cannot be told from the data",
          "take " + String.join(" or ", new TreeSet<>(WITH_HISTORY)));
    }
    return history;
  }

  private static boolean isResult(String table) {
    return Mineable.result(table).isPresent();
  }

  private Map<Family, List<String>> families(Section families, String table) {
    Map<Family, List<String>> columns = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      List<String> named = families.list(family.label(), tables.column(table));
      if (!named.isEmpty()) {
        columns.put(family, named);
      }
    }
    return columns;
  }

  private static Map<String, Condition> rules(Section rules) {
    Map<String, Condition> conditions = new LinkedHashMap<>();
    for (String rule : rules.keys()) {
      conditions.put(
          rule, new Condition(rules.require(rule, name()), rules.placeOf(rule).toString()));
    }
    return Collections.unmodifiableMap(conditions);
  }

  private List<Persona> personas(Section personas, String table) {
    return personas.entries("a persona").stream().map(persona -> persona(persona, table)).toList();
  }

  private Persona persona(Section persona, String table) {
    Map<String, Expectation> expects = new TreeMap<>();
    Parser<String> known = tables.column(table);
    for (String column : persona.keys()) {
      if (known.parse(column) instanceof Outcome.Bad<String> bad) {
        persona.reject(
            column,
            "unknown column of the table '" + persona.pathTo(column) + "'",
            bad.cause(),
            bad.remedy());
      }
      expects.put(column, expectation(persona, column));
    }
    if (expects.isEmpty()) {
      persona.reject(
          "empty persona '" + persona.path() + "'",
          "nothing is expected of it",
          "write <column> = [values], or <column> = \"low..high\"");
    }
    return new Persona(persona.key(), Collections.unmodifiableMap(expects));
  }

  /** {@code "20..40"} is a range of numbers, everything else values. */
  private static Expectation expectation(Section persona, String column) {
    List<String> values = persona.list(column, text());
    if (values.size() != 1 || !values.get(0).contains("..")) {
      return new Expectation.OneOf(values);
    }
    String[] ends = values.get(0).split("\\.\\.", 2);
    Outcome<Double> low = decimal("-" + FARTHEST, FARTHEST).parse(ends[0].strip());
    Outcome<Double> high = decimal("-" + FARTHEST, FARTHEST).parse(ends[1].strip());
    if (low instanceof Outcome.Good<Double> from
        && high instanceof Outcome.Good<Double> to
        && from.value() <= to.value()) {
      return new Expectation.Range(from.value(), to.value());
    }
    persona.reject(
        column,
        String.format(
            Locale.ROOT, "bad value '%s' for '%s'", values.get(0), persona.pathTo(column)),
        "it is no range of numbers",
        "write the smaller number, two dots and the larger one: \"20..40\"");
    return new Expectation.Range(0, 0);
  }

  private Truth truth(Section truth, String table) {
    Optional<String> other = truth.find("table", tables.table());
    return new Truth(
        other,
        truth.require("column", tables.column(other.orElse(table))),
        truth.find("noise", text()));
  }
}
