package io.aurum.jobs;

import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.EnrichSettings;
import io.aurum.common.config.MiningSettings;
import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PublishSettings;
import io.aurum.common.config.ResolveSettings;
import io.aurum.common.config.Rhythm;
import io.aurum.common.config.Settings;
import io.aurum.common.config.Severity;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.ValidateSettings;
import io.aurum.common.feature.Feature;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.lake.Lake;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.TestSession;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A lake below a folder, a configuration of two sources, and rows written by name. */
public final class CustomerFixture {
  private final Path out;
  private final List<AttributeSettings> attributes = new ArrayList<>();
  private final List<String> cleared = new ArrayList<>();
  private final List<String> views = new ArrayList<>();
  private Map<String, List<String>> groups = Map.of();
  private PlanSettings plan = PlanSettings.NONE;
  private MiningSettings mining = MiningSettings.NONE;
  private AnalysisSettings analysis = AnalysisSettings.PLAIN;
  private Lake lake;
  private String runId = "run-1";
  private LocalDate asOf = LocalDate.parse("2026-01-31");

  public CustomerFixture(Path out) {
    this.out = out;
  }

  /** Adds an attribute with the survivorship of its kind. */
  public CustomerFixture attribute(String name, String kindName) {
    Kind kind = Kinds.byName(kindName).orElseThrow();
    return attribute(name, kind, kind.survivorship());
  }

  /** Adds an attribute with rules of its own. */
  public CustomerFixture attribute(String name, String kindName, SurvivorshipRule... rules) {
    return attribute(name, Kinds.byName(kindName).orElseThrow(), List.of(rules));
  }

  private CustomerFixture attribute(String name, Kind kind, List<SurvivorshipRule> rules) {
    attributes.add(
        new AttributeSettings(
            name, kind, kind.piiClass(), Severity.OFF, Severity.WARN, true, rules));
    return this;
  }

  public CustomerFixture group(String name, String... members) {
    groups = Map.of(name, List.of(members));
    return this;
  }

  public CustomerFixture plan(PlanSettings newPlan) {
    plan = newPlan;
    return this;
  }

  /** Declares features of the customer profile. */
  public CustomerFixture features(Feature... features) {
    analysis =
        new AnalysisSettings(
            analysis.purchases(), analysis.value(), List.of(features), analysis.learning());
    return this;
  }

  /** Has bins and scales learned as at dates of their own. */
  public CustomerFixture learning(Rhythm dates) {
    analysis =
        new AnalysisSettings(
            analysis.purchases(), analysis.value(), analysis.features(), Optional.of(dates));
    return this;
  }

  /** Has segments looked for. */
  public CustomerFixture clusters(ClusterSettings... clusters) {
    mining = new MiningSettings(List.of(clusters), List.of(), List.of(), List.of(), List.of());
    return this;
  }

  public CustomerFixture clear(String attribute) {
    cleared.add(attribute);
    return this;
  }

  /** Has a view written out. */
  public CustomerFixture view(TableSpec view) {
    views.add(view.name());
    return this;
  }

  /** What a job of this run is given; state is seen as it was when the run began. */
  public JobContext context() {
    return new JobContext(
        TestSession.spark(),
        run(),
        settings(),
        Map.of(),
        lake(),
        OutputFiles.under(out),
        Progress.SILENT);
  }

  public Lake lake() {
    if (lake == null) {
      lake = Lakes.open(TestSession.spark(), out.toString(), run(), settings());
    }
    return lake;
  }

  /** Begins another run on the same state. */
  public CustomerFixture nextRun(String id) {
    runId = id;
    lake = null;
    return this;
  }

  /** Begins a run of another date on the same state. */
  public CustomerFixture nextRun(String id, LocalDate date) {
    asOf = date;
    return nextRun(id);
  }

  private Run run() {
    return new Run(runId, asOf, "config", "input", "1.0", 42);
  }

  public Settings settings() {
    return new Settings(
        List.of(source("crm", 0.9), source("shop", 0.5)),
        attributes,
        groups,
        new ValidateSettings(0.5),
        new ResolveSettings(200, 0, 0.9, 0.05, 100),
        new PublishSettings(cleared, views),
        plan,
        Optional.empty(),
        List.of(),
        EnrichSettings.NONE,
        analysis,
        List.of(),
        mining,
        Optional.empty(),
        42,
        "config");
  }

  private static SourceSettings source(String name, double trust) {
    return new SourceSettings(
        name,
        "customer",
        List.of(name + ".csv"),
        SourceSettings.Format.CSV,
        new SourceSettings.CsvSettings(true, ',', '"', '"', "UTF-8"),
        List.of(""),
        new DeliverySettings(
            DeliverySettings.Mode.APPEND,
            List.of("id"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new DeliverySettings.KnownAt(
                Optional.empty(), Optional.empty(), Optional.of("2026-01-01"))),
        trust,
        false,
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** An accepted record; cells are attribute names and canonical values in turn. */
  public Map<String, Object> record(
      String source, String id, String knownAt, String profileKind, String... cells) {
    Map<String, Object> row = new java.util.TreeMap<>();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
      row.put(cells[i] + "_match", cells[i + 1].toUpperCase(Locale.ROOT));
      content.append(cells[i]).append('=').append(cells[i + 1]).append('\n');
    }
    row.put("source", source);
    row.put("source_record_id", id);
    row.put("known_at", Instant.parse(knownAt));
    row.put("row_hash", "row-" + id);
    row.put("profile_kind", profileKind);
    row.put("content_hash", Integer.toHexString(content.toString().hashCode()));
    row.put("first_known_at", row.get("known_at"));
    row.put("first_content_hash", row.get("content_hash"));
    row.put("rule_mask", new long[] {0});
    row.put("completeness_rate", 1.0);
    row.put("run_id", runId);
    return row;
  }

  /** A link that holds, or one that ended. */
  public Map<String, Object> link(String source, String id, String customer, LocalDate until) {
    Map<String, Object> row = new java.util.HashMap<>();
    row.put("source", source);
    row.put("source_record_id", id);
    row.put("customer_id", customer);
    row.put("effective_from", LocalDate.parse(until == null ? "2026-01-15" : "2026-01-01"));
    row.put("effective_to", until);
    row.put("link_method", "model");
    row.put("run_id", runId);
    return row;
  }

  /** Replaces the accepted records. */
  public void writeRecords(List<Map<String, Object>> records) {
    lake().replace(Tables.VALID_RECORD, rows(Tables.VALID_RECORD, records));
  }

  /** Replaces the accepted records and links each to the customer of the same position. */
  public void write(List<Map<String, Object>> records, String... customers) {
    writeRecords(records);
    List<Map<String, Object>> links = new ArrayList<>();
    for (int i = 0; i < customers.length; i++) {
      links.add(
          link(
              (String) records.get(i).get("source"),
              (String) records.get(i).get("source_record_id"),
              customers[i],
              null));
    }
    lake().replace(Tables.CUSTOMER_LINK, rows(Tables.CUSTOMER_LINK, links));
  }

  /** Rows of a table from values by column; what is not named is empty. */
  public Dataset<Row> rows(TableSpec table, List<Map<String, Object>> rows) {
    TableSpec contract = lake().contract(table);
    return TestSession.spark()
        .createDataFrame(
            rows.stream()
                .map(
                    row ->
                        RowFactory.create(
                            contract.columns().stream()
                                .map(column -> row.get(column.name()))
                                .toArray()))
                .toList(),
            contract.schema());
  }

  /** The table's rows as text by key column, columns in order. */
  public Map<String, Map<String, String>> read(TableSpec table, String... key) {
    Dataset<Row> rows = lake().read(table);
    return rows.collectAsList().stream()
        .collect(
            Collectors.toMap(
                row ->
                    Stream.of(key)
                        .map(column -> row.<Object>getAs(column).toString())
                        .collect(Collectors.joining("/")),
                row ->
                    Stream.of(rows.columns())
                        .filter(column -> row.getAs(column) != null)
                        .collect(
                            Collectors.toMap(
                                column -> column,
                                column -> row.<Object>getAs(column).toString()))));
  }
}
