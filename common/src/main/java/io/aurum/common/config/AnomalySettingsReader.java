package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.AnomalySettings.Asked;
import io.aurum.common.config.AnomalySettings.Grain;
import io.aurum.common.config.AnomalySettings.Levels;
import io.aurum.common.config.AnomalySettings.Measure;
import io.aurum.common.config.AnomalySettings.Method;
import io.aurum.common.config.AnomalySettings.Metric;
import io.aurum.common.config.AnomalySettings.Stock;
import io.aurum.common.rule.Condition;
import io.aurum.common.series.Cube;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads which metrics are watched over time. */
final class AnomalySettingsReader {
  private static final String COLUMN = "column";
  private static final String DIMENSIONS = "dimensions";
  private static final String PER = "per";
  private static final String QUANTITY = "quantity";
  private static final String CATALOGUES = "catalogues";
  private static final String EXPLAIN = "explain";
  private static final String PRODUCT = "product_id";
  private static final int MOST_ASKED = 10_000;
  private static final int MOST_HORIZON = 10_000;
  private static final int MOST_SERIES = 100_000;
  private static final int MOST_WARM_UP = 100_000;

  private static final Parser<Asked> ASKED =
      new Parser<>(
          "a day such as 2026-01-03, a time such as 2026-01-03T10:00:00Z, or two of them with / between",
          new Asked(Instant.EPOCH, Instant.EPOCH),
          AnomalySettingsReader::asked);

  private final MiningTables tables;
  private final PublishedColumns published;
  private final Map<String, AnomalyTruth> truths;

  /**
   * @param truths by the name of the analysis
   */
  AnomalySettingsReader(
      MiningTables tables, List<SourceSettings> sources, Map<String, AnomalyTruth> truths) {
    this.tables = tables;
    this.published = new PublishedColumns(tables, sources);
    this.truths = truths;
  }

  AnomalySettings read(Section analysis) {
    Names.check(analysis, "analysis");
    String table = analysis.require("table", tables.table());
    Parser<String> column = tables.column(table);
    List<String> dimensions = dimensions(analysis, column);
    Grain grain = analysis.require("grain", choice(Grain.class));
    return new AnomalySettings(
        analysis.key(),
        table,
        analysis.require("time", column),
        grain,
        metrics(analysis, column, orCustomer(table, column)),
        dimensions,
        cuts(analysis, dimensions),
        catalogues(analysis, dimensions),
        tables.condition(analysis, "where", table).orElse(Condition.NONE),
        stock(analysis, dimensions, grain),
        asked(analysis, grain, dimensions),
        analysis.list("holidays", isoDate()).stream().map(LocalDate::parse).toList(),
        analysis.require("method", choice(Method.class)),
        analysis.require("warm-up", integer(1, MOST_WARM_UP)).intValue(),
        analysis.require("rarity", decimal("2", "12")),
        analysis.require("false-discovery-rate", decimal("0.000001", "0.5")),
        analysis.require("horizon", integer(0, MOST_HORIZON)).intValue(),
        analysis.require("most-series", integer(1, MOST_SERIES)).intValue(),
        Optional.ofNullable(truths.get(analysis.key())));
  }

  /** A column of the table, or the customer, who stands beside every row. */
  private Parser<String> orCustomer(String table, Parser<String> column) {
    List<String> columns = new ArrayList<>(tables.columns(table));
    columns.add("customer_id");
    return columns.size() == 1 ? column : oneOf("column of the table", columns);
  }

  private static List<String> dimensions(Section analysis, Parser<String> column) {
    List<String> dimensions = analysis.list(DIMENSIONS, column);
    if (dimensions.size() > Cube.MAX_DIMENSIONS) {
      analysis.reject(
          DIMENSIONS,
          "%d dimensions in '%s'".formatted(dimensions.size(), analysis.path()),
          "causes are looked for in all combinations of them",
          "name %d at most".formatted(Cube.MAX_DIMENSIONS));
    }
    return dimensions;
  }

  private Map<String, ItemCatalogue> catalogues(Section analysis, List<String> dimensions) {
    Parser<String> dimension = oneOf("dimension", dimensions);
    Map<String, ItemCatalogue> read = new TreeMap<>();
    for (Section catalogue :
        analysis.section(CATALOGUES, "the catalogues").entries("a catalogue")) {
      if (dimension.parse(catalogue.key()) instanceof Outcome.Bad<String> bad) {
        catalogue.reject("unknown key '" + catalogue.path() + "'", bad.cause(), bad.remedy());
      }
      read.put(catalogue.key(), published.catalogue(catalogue));
    }
    return read;
  }

  /** As said; else products, where they are a dimension. */
  private Stock stock(Section analysis, List<String> dimensions, Grain grain) {
    Optional<Section> said = analysis.findSection("stock", "the stock");
    if (said.isEmpty()) {
      return dimensions.contains(PRODUCT)
          ? new Stock(List.of(PRODUCT), Optional.empty())
          : Stock.NONE;
    }
    Section stock = said.get();
    List<String> by = stock.requireList("by", oneOf("dimension", dimensions));
    if (stock.has("table")) {
      return new Stock(by, Optional.of(levels(stock, by, grain)));
    }
    for (String key : List.of("time", "step", "out")) {
      if (stock.find(key, name()).isPresent()) {
        stock.reject(
            key, "idle key '" + stock.pathTo(key) + "'", "no table tells the stock", "add 'table'");
      }
    }
    return new Stock(by, Optional.empty());
  }

  private Levels levels(Section stock, List<String> by, Grain grain) {
    String table = stock.require("table", tables.table());
    List<String> columns = tables.columns(table);
    for (String name : by) {
      if (!columns.isEmpty() && !columns.contains(name)) {
        stock.reject(
            "by",
            "no column '%s' in the table of '%s'".formatted(name, stock.path()),
            "stock is found there by the dimensions that name it",
            "give the column that name, or leave it out of 'by'");
      }
    }
    String time = stock.require("time", tables.column(table));
    Optional<Condition> out = tables.condition(stock, "out", table);
    if (out.isEmpty() && !stock.has("out")) {
      stock.reject(
          "no 'out' in '" + stock.path() + "'",
          "nothing tells which rows say that something was not to be had",
          "add out = \"on_hand <= 0\", or what is true of such a row");
    }
    return new Levels(table, time, step(stock, grain), out.orElse(Condition.NONE));
  }

  /** A day where nothing is said; no shorter than an hour, or than what is told of the series. */
  private static Grain step(Section stock, Grain grain) {
    Grain step = stock.find("step", choice(Grain.class)).orElse(Grain.DAY);
    if (step.seconds() < Math.min(Grain.HOUR.seconds(), grain.seconds())) {
      stock.reject(
          "step",
          "'%s' is too short".formatted(stock.pathTo("step")),
          "events of the series are told by longer periods",
          "write hour, or the grain of the analysis");
    }
    return step;
  }

  private static List<Asked> asked(Section analysis, Grain grain, List<String> dimensions) {
    List<Asked> asked = analysis.list(EXPLAIN, ASKED);
    Set<Long> begins = new HashSet<>();
    for (Asked one : asked) {
      long begin = grain.begin(one.from());
      if (!begins.add(begin)) {
        analysis.reject(
            EXPLAIN,
            "two times of '%s' begin in the period of %s"
                .formatted(analysis.pathTo(EXPLAIN), Instant.ofEpochSecond(begin)),
            "what is asked about is told apart by its first period",
            "leave out one of them");
      }
      if ((one.to().getEpochSecond() - begin) / grain.seconds() >= MOST_ASKED) {
        analysis.reject(
            EXPLAIN,
            "too long a time in '" + analysis.pathTo(EXPLAIN) + "'",
            "it has more than %d periods".formatted(MOST_ASKED),
            "ask about a shorter one, or choose a longer grain");
      }
    }
    if (!asked.isEmpty() && dimensions.isEmpty()) {
      analysis.reject(
          EXPLAIN,
          "nothing to explain '" + analysis.path() + "' by",
          "causes are values of dimensions",
          "add 'dimensions'");
    }
    return asked;
  }

  private static Outcome<Asked> asked(String text) {
    String[] ends = text.split("/", -1);
    Optional<Asked> from = day(ends[0]).or(() -> instant(ends[0]));
    Optional<Asked> to =
        ends.length > 2
            ? Optional.empty()
            : day(ends[ends.length - 1]).or(() -> instant(ends[ends.length - 1]));
    if (from.isEmpty() || to.isEmpty()) {
      return Outcome.bad("it is neither a day nor a time", "write " + ASKED.expected());
    }
    return to.get().to().isBefore(from.get().from())
        ? Outcome.bad("it ends before it begins", "write the earlier time first")
        : Outcome.good(new Asked(from.get().from(), to.get().to()));
  }

  private static Optional<Asked> day(String text) {
    try {
      Instant begin = LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
      return Optional.of(new Asked(begin, begin.plus(1, ChronoUnit.DAYS).minusSeconds(1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Asked> instant(String text) {
    try {
      Instant time = Instant.parse(text.strip());
      return Optional.of(new Asked(time, time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As said; else all rows together, and each dimension of its own. */
  private static List<List<String>> cuts(Section analysis, List<String> dimensions) {
    if (analysis.has("series")) {
      return analysis.lists("series", oneOf("dimension", dimensions));
    }
    List<List<String>> cuts = new ArrayList<>();
    cuts.add(List.of());
    dimensions.forEach(dimension -> cuts.add(List.of(dimension)));
    return List.copyOf(cuts);
  }

  private static List<Metric> metrics(
      Section analysis, Parser<String> column, Parser<String> orCustomer) {
    Section metrics = analysis.section("metrics", "the metrics");
    List<Metric> read = new ArrayList<>();
    for (Section metric : metrics.entries("a metric")) {
      Names.check(metric, "metric");
      read.add(metric(metric, column, orCustomer));
    }
    if (read.isEmpty()) {
      analysis.reject(
          analysis.has("metrics")
              ? "no metrics in '" + analysis.path() + "'"
              : "missing key '" + analysis.pathTo("metrics") + "'",
          "there is nothing to watch",
          "add metrics { <name> { measure = count } }");
    }
    return List.copyOf(read);
  }

  private static Metric metric(Section metric, Parser<String> own, Parser<String> orCustomer) {
    Measure measure = metric.require("measure", choice(Measure.class));
    Parser<String> column = measure == Measure.DISTINCT ? orCustomer : own;
    return new Metric(
        metric.key(),
        measure,
        measure == Measure.COUNT
            ? idle(metric, COLUMN, column, "a count counts rows")
            : Optional.of(metric.require(COLUMN, column)),
        measure == Measure.RATIO
            ? Optional.of(metric.require(PER, column))
            : idle(metric, PER, column, "only a ratio is per something"),
        measure == Measure.SUM
            ? metric.find(QUANTITY, column)
            : idle(metric, QUANTITY, column, "only a sum has pieces and prices"));
  }

  private static Optional<String> idle(
      Section metric, String key, Parser<String> column, String cause) {
    if (metric.find(key, column).isPresent()) {
      metric.reject(key, "idle key '" + metric.pathTo(key) + "'", cause, "remove it");
    }
    return Optional.empty();
  }
}
