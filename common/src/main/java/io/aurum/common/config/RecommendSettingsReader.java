package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.RecommendSettings.Catalogue;
import io.aurum.common.config.RecommendSettings.Exclusion;
import io.aurum.common.pattern.Way;
import io.aurum.common.pattern.Ways;
import io.aurum.common.rule.Condition;
import java.util.List;
import java.util.Set;

/** Reads what is to be recommended. */
final class RecommendSettingsReader {
  private static final String TIME = "time";
  private static final String JUDGE = "judge";
  private static final int MOST_ITEMS = 1000;

  /** So many take ten minutes of a core for each strength, and five gigabytes. */
  private static final int MOST_WEIGHED = 20_000;

  private final MiningTables tables;
  private final PublishedColumns published;
  private final List<String> analyses;

  /**
   * @param analyses names of those whose rules can be named
   */
  RecommendSettingsReader(
      MiningTables tables, List<SourceSettings> sources, List<String> analyses) {
    this.tables = tables;
    this.published = new PublishedColumns(tables, sources);
    this.analyses = analyses;
  }

  RecommendSettings read(Section recommend) {
    Names.check(recommend, "recommendation");
    String table = recommend.require("table", tables.table());
    Parser<String> column = tables.column(table);
    double judge = recommend.require(JUDGE, decimal("0", "0.5"));
    if (judge > 0 && !recommend.has(TIME)) {
      recommend.reject(
          JUDGE,
          "recommendations of '" + recommend.path() + "' judged without a time",
          "they are judged by what customers took later",
          "add 'time', the column that says when, or set judge = 0");
    }
    return new RecommendSettings(
        recommend.key(),
        table,
        recommend.require("customer", AssociateSettingsReader.orCustomer(column)),
        published.require(recommend, "item", table),
        recommend.find(TIME, column),
        condition(recommend, "where", table),
        condition(recommend, "returned", table),
        recommend.require("items", integer(1, MOST_ITEMS)).intValue(),
        Set.copyOf(recommend.list("exclude", choice(Exclusion.class))),
        recommend.find("consent", name()),
        recommend.find("rules", oneOf("analysis", analyses)),
        recommend.findSection("catalogue", "the catalogue").map(this::catalogue),
        ways(recommend),
        judge,
        recommend.require("memory", integer(1, AssociateSettingsReader.MOST_MEGABYTES)).intValue());
  }

  private static Ways ways(Section recommend) {
    return new Ways(
        recommend.requireList("ways", choice(Way.class)),
        recommend.requireList("strengths", decimal("0.001", "1e6")),
        recommend.require("weighed", integer(1, MOST_WEIGHED)).intValue(),
        recommend.require("min-count", integer(1, Integer.MAX_VALUE)).intValue(),
        recommend.require("shrinkage", decimal("0", "1e9")),
        recommend.require("neighbours", integer(1, Integer.MAX_VALUE)).intValue());
  }

  private Catalogue catalogue(Section catalogue) {
    String table = catalogue.require("table", tables.table());
    Parser<String> column = tables.column(table);
    return new Catalogue(
        table,
        catalogue.require("item", column),
        published.find(catalogue, "label", table),
        condition(catalogue, "available", table));
  }

  private Condition condition(Section section, String key, String table) {
    return tables.condition(section, key, table).orElse(Condition.NONE);
  }
}
