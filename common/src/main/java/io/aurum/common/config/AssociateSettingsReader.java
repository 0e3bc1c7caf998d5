package io.aurum.common.config;

import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.config.AssociateSettings.Count;
import io.aurum.common.config.AssociateSettings.Hierarchy;
import io.aurum.common.config.AssociateSettings.Sequences;
import io.aurum.common.config.AssociateSettings.Share;
import io.aurum.common.config.AssociateSettings.Support;
import io.aurum.common.config.AssociateSettings.Wanted;
import io.aurum.common.rule.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the analyses of what goes with what. */
final class AssociateSettingsReader {
  private static final String MIN_SUPPORT = "min-support";
  private static final String MIN_COUNT = "min-count";
  private static final String WANTED_RULES = "wanted-rules";
  private static final String TAXONOMY = "taxonomy";
  private static final String SEQUENCES = "sequences";
  private static final String CUSTOMER = "customer_id";
  private static final int MOST_DAYS = 36_500;
  static final int MOST_MEGABYTES = 16_000;

  private final MiningTables tables;
  private final PublishedColumns published;
  private final Section taxonomies;
  private final Section sequences;

  /**
   * @param defaults of all sections
   */
  AssociateSettingsReader(MiningTables tables, List<SourceSettings> sources, Section defaults) {
    this.tables = tables;
    this.published = new PublishedColumns(tables, sources);
    this.taxonomies = defaults.section(TAXONOMY, "the taxonomy");
    this.sequences = defaults.section(SEQUENCES, "the sequences");
  }

  AssociateSettings read(Section analysis) {
    Names.check(analysis, "analysis");
    String table = analysis.require("table", tables.table());
    Parser<String> column = tables.column(table);
    return new AssociateSettings(
        analysis.key(),
        table,
        analysis.requireList("basket", orCustomer(column)),
        published.require(analysis, "item", table),
        analysis.find("time", column),
        tables.condition(analysis, "where", table).orElse(Condition.NONE),
        support(analysis),
        share(analysis, "min-confidence"),
        analysis.require("max-items", integer(1, Integer.MAX_VALUE)).intValue(),
        analysis.require("held-out", decimal("0", "0.9")),
        analysis.findSection(TAXONOMY, "the taxonomy", taxonomies).map(this::hierarchy),
        analysis.findSection("catalogue", "the catalogue").map(published::catalogue),
        analysis
            .findSection(SEQUENCES, "the sequences", sequences)
            .map(asked -> sequences(asked, analysis, column)),
        analysis.require("memory", integer(1, MOST_MEGABYTES)).intValue(),
        analysis.require("most-rows", integer(1, Long.MAX_VALUE)));
  }

  /** What the analysis says goes over what is said for all. */
  private static Support support(Section analysis) {
    Optional<Long> count = analysis.find(MIN_COUNT, integer(1, Integer.MAX_VALUE));
    Optional<Long> wanted = analysis.find(WANTED_RULES, integer(1, 1_000_000));
    if (count.isPresent() && wanted.isPresent()) {
      analysis.reject(
          WANTED_RULES,
          "two measures of support in '" + analysis.path() + "'",
          "min-count says how often items have to occur, wanted-rules that it be found out",
          "remove one of them");
    }
    BigDecimal rate = share(analysis, MIN_SUPPORT);
    return count
        .<Support>map(n -> new Count(n.intValue()))
        .or(() -> wanted.map(n -> new Wanted(n.intValue())))
        .orElseGet(() -> new Share(rate));
  }

  private static BigDecimal share(Section section, String key) {
    return BigDecimal.valueOf(section.require(key, decimal("0", "1")));
  }

  private Hierarchy hierarchy(Section taxonomy) {
    String table = taxonomy.require("table", tables.table());
    Parser<String> column = tables.column(table);
    return new Hierarchy(
        table,
        taxonomy.require("item", column),
        taxonomy.require("path", column),
        taxonomy.require("separator", text()));
  }

  private static Sequences sequences(Section sequences, Section analysis, Parser<String> column) {
    if (!analysis.has("time")) {
      analysis.reject(
          SEQUENCES,
          "sequences without a time in '" + analysis.path() + "'",
          "what comes after what is told by when it happened",
          "add 'time', the column that says it");
    }
    return new Sequences(
        sequences.require("by", orCustomer(column)),
        share(sequences, MIN_SUPPORT),
        sequences.require("max-gap-days", integer(1, MOST_DAYS)).intValue(),
        sequences.require("max-items", integer(2, 100)).intValue());
  }

  /** A column of the table, or the customer of its rows. */
  static Parser<String> orCustomer(Parser<String> column) {
    return new Parser<>(
        column.expected() + ", or " + CUSTOMER,
        column.standIn(),
        name -> name.equals(CUSTOMER) ? Outcome.good(name) : column.parse(name));
  }
}
