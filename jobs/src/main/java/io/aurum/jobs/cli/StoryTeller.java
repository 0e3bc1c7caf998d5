package io.aurum.jobs.cli;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.match.EvidenceModel;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.common.view.EvidenceModels;
import io.aurum.common.view.RuleNames;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds a customer by its id or by one of its records, and gathers its story from the lake. */
final class StoryTeller {
  private static final int MAX_RECORDS = 50;
  private static final int MAX_PAIRS = 20;
  private static final int MAX_PREDICTIONS = 20;
  private static final String SOURCE = "source";
  private static final String ID = "source_record_id";
  private static final String CUSTOMER = "customer_id";

  private final Lake lake;
  private final Settings settings;

  StoryTeller(Lake lake, Settings settings) {
    this.lake = lake;
    this.settings = settings;
  }

  /**
   * @param asked a golden id, {@code source:record} or a record's id
   * @throws AurumException exit code USAGE if it names nobody, or records of several customers
   */
  CustomerStory tell(String asked) {
    String customerId = customerId(asked);
    Dataset<Row> links =
        broadcast(currentLinks().where(col(CUSTOMER).equalTo(customerId)).drop(CUSTOMER));
    Dataset<Row> members = lake.read(Tables.VALID_RECORD).join(links, new String[] {SOURCE, ID});
    Dataset<Row> pairs = pairs(links);
    Optional<Row> golden =
        lake
            .read(Tables.GOLDEN_CUSTOMER)
            .where(col(CUSTOMER).equalTo(customerId))
            .collectAsList()
            .stream()
            .findFirst();
    List<CustomerStory.Member> shownMembers = members(members);
    List<CustomerStory.Pair> shownPairs = strongest(pairs);
    return new CustomerStory(
        customerId,
        golden.map(StoryTeller::facts).orElse(Map.of()),
        shownMembers,
        members.count() - shownMembers.size(),
        shownPairs,
        pairs.count() - shownPairs.size(),
        golden.map(row -> survivors(customerId, row)).orElse(List.of()),
        supplied(customerId),
        predictions(customerId),
        events(customerId));
  }

  private Dataset<Row> currentLinks() {
    return lake.read(Tables.CUSTOMER_LINK)
        .where(col("effective_to").isNull())
        .select(SOURCE, ID, CUSTOMER, "link_method");
  }

  private String customerId(String asked) {
    List<String> customers =
        currentLinks()
            .select(SOURCE, ID, CUSTOMER)
            .union(lake.read(Tables.SUPPLIER_LINK).select(SOURCE, ID, CUSTOMER))
            .where(col(CUSTOMER).equalTo(asked).or(record(asked).and(col(CUSTOMER).isNotNull())))
            .select(CUSTOMER)
            .distinct()
            .orderBy(CUSTOMER)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (customers.size() > 1) {
      throw AurumException.of(
          ExitCode.USAGE,
          "several customers have a record '" + asked + "'",
          "records of different sources share the id",
          "name the source too: " + sourceNames() + ", followed by :" + asked);
    }
    if (customers.size() == 1) {
      return customers.get(0);
    }
    if (!events(asked).isEmpty()) {
      return asked;
    }
    throw unknown(asked);
  }

  private AurumException unknown(String asked) {
    List<Row> rejections =
        lake.read(Tables.QUARANTINE_RECORD)
            .where(record(asked).and(col("status").equalTo("open")))
            .orderBy("source", "file", "line", "rule")
            .limit(1)
            .collectAsList();
    if (rejections.isEmpty()) {
      return AurumException.of(
          ExitCode.USAGE,
          "no customer and no record is called '" + asked + "'",
          "the latest run accepted no such record",
          "name a golden id, a record as source:id, or a record's id alone");
    }
    Row rejection = rejections.get(0);
    return AurumException.of(
        ExitCode.USAGE,
        "record '" + asked + "' belongs to no customer",
        "it is in quarantine by rule " + rejection.getAs("rule") + ": " + rejection.getAs("reason"),
        "correct it in "
            + rejection.getAs("file")
            + ", line "
            + rejection.getAs("line")
            + ", and run again");
  }

  /** Whether a row is the record asked for, with or without its source. */
  private Column record(String asked) {
    Column found = col(ID).equalTo(asked);
    for (SourceSettings source : sources()) {
      String prefix = source.name() + ":";
      if (asked.startsWith(prefix)) {
        Column named =
            col(SOURCE)
                .equalTo(source.name())
                .and(col(ID).equalTo(asked.substring(prefix.length())));
        found = found.or(named);
      }
    }
    return found;
  }

  private String sourceNames() {
    return String.join(" or ", sources().stream().map(SourceSettings::name).toList());
  }

  /** Those whose records are customers or are about customers. */
  private List<SourceSettings> sources() {
    return settings.sources().stream()
        .filter(
            source ->
                source.isCustomer() || source.entity().equals(Entities.SUPPLIER_RECORD.name()))
        .toList();
  }

  private static Map<String, String> facts(Row golden) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String column :
        List.of("profile_kind", "status", "records", "source_names", "first_seen", "last_seen")) {
      facts.put(column, Objects.toString(golden.getAs(column), ""));
    }
    return facts;
  }

  private List<CustomerStory.Member> members(Dataset<Row> members) {
    RuleNames rules = RuleNames.in(lake);
    return members
        .orderBy("known_at", "content_hash", SOURCE, ID)
        .limit(MAX_RECORDS)
        .collectAsList()
        .stream()
        .map(row -> member(row, rules))
        .toList();
  }

  private CustomerStory.Member member(Row row, RuleNames rules) {
    Map<String, String> values = new LinkedHashMap<>();
    for (AttributeSettings attribute : settings.attributes()) {
      String value = row.getAs(attribute.name());
      if (value != null) {
        values.put(attribute.name(), value);
      }
    }
    String source = row.getAs(SOURCE);
    List<String> issues =
        rules.failed(source, row.getList(row.fieldIndex("rule_mask"))).stream()
            .map(RuleNames.Named::rule)
            .toList();
    return new CustomerStory.Member(
        source + ":" + row.getAs(ID),
        row.getAs("known_at").toString(),
        row.getAs("link_method"),
        values,
        issues);
  }

  private Dataset<Row> pairs(Dataset<Row> links) {
    return lake.read(Tables.MATCH_PAIR)
        .join(side(links, "_1"), new String[] {SOURCE + "_1", ID + "_1"}, "left_semi")
        .join(side(links, "_2"), new String[] {SOURCE + "_2", ID + "_2"}, "left_semi");
  }

  private static Dataset<Row> side(Dataset<Row> links, String suffix) {
    return links.select(col(SOURCE).as(SOURCE + suffix), col(ID).as(ID + suffix));
  }

  private List<CustomerStory.Pair> strongest(Dataset<Row> pairs) {
    EvidenceModel model = EvidenceModels.in(lake);
    return pairs
        .orderBy(
            col("weight_bits").desc(),
            col(SOURCE + "_1"),
            col(ID + "_1"),
            col(SOURCE + "_2"),
            col(ID + "_2"))
        .limit(MAX_PAIRS)
        .collectAsList()
        .stream()
        .map(row -> pair(row, model))
        .toList();
  }

  private static CustomerStory.Pair pair(Row row, EvidenceModel model) {
    return new CustomerStory.Pair(
        row.getAs(SOURCE + "_1") + ":" + row.getAs(ID + "_1"),
        row.getAs(SOURCE + "_2") + ":" + row.getAs(ID + "_2"),
        row.<Double>getAs("weight_bits"),
        row.<Double>getAs("match_score"),
        row.getAs("weighed_against"),
        row.getAs("decision"),
        row.getAs("blocking_key"),
        model.expand(
            row.<Double>getAs("prior_bits"),
            row.getAs("agreement_pattern"),
            row.getAs("attribute_bits")));
  }

  private List<CustomerStory.Survivor> survivors(String customerId, Row golden) {
    List<String> order = settings.attributes().stream().map(AttributeSettings::name).toList();
    return lake
        .read(Tables.GOLDEN_LINEAGE)
        .where(col(CUSTOMER).equalTo(customerId))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingInt(row -> order.indexOf(row.<String>getAs("attribute"))))
        .map(row -> survivor(row, golden))
        .toList();
  }

  private static CustomerStory.Survivor survivor(Row row, Row golden) {
    String attribute = row.getAs("attribute");
    List<Row> runnersUp = row.getList(row.fieldIndex("runners_up"));
    return new CustomerStory.Survivor(
        attribute,
        Objects.toString(golden.getAs(attribute), ""),
        row.getAs("winning_source") + ":" + row.getAs("winning_source_record_id"),
        row.getAs("rule"),
        row.<Integer>getAs("candidates"),
        row.<Integer>getAs("agreeing"),
        row.<Integer>getAs("distinct_values"),
        runnersUp.stream()
            .map(r -> new CustomerStory.RunnerUp(r.getString(0), r.getInt(1), r.getString(2)))
            .toList());
  }

  private List<CustomerStory.Supplied> supplied(String customerId) {
    List<String> order = settings.attributes().stream().map(AttributeSettings::name).toList();
    return lake
        .read(Tables.SUPPLIED_VALUE)
        .where(col(CUSTOMER).equalTo(customerId))
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparingInt((Row row) -> order.indexOf(row.<String>getAs("attribute")))
                .thenComparing(row -> row.<String>getAs("supplier")))
        .map(
            row ->
                new CustomerStory.Supplied(
                    row.getAs("attribute"),
                    row.getAs("supplier"),
                    row.getAs(SOURCE) + ":" + row.getAs(ID),
                    Objects.toString(row.getAs("value"), ""),
                    row.getAs("comparison"),
                    row.getAs("outcome")))
        .toList();
  }

  private List<CustomerStory.Prediction> predictions(String customerId) {
    return Stream.of(Tables.CHURN_SCORE, Tables.CLASSIFICATION_SCORE, Tables.REGRESSION_SCORE)
        .flatMap(
            table ->
                lake
                    .read(table)
                    .where(col(CUSTOMER).equalTo(customerId))
                    .orderBy("task", SOURCE, "entity_id")
                    .limit(MAX_PREDICTIONS)
                    .collectAsList()
                    .stream()
                    .map(row -> prediction(table, row)))
        .limit(MAX_PREDICTIONS)
        .toList();
  }

  private static CustomerStory.Prediction prediction(TableSpec table, Row row) {
    return new CustomerStory.Prediction(
        row.getAs("task"),
        row.getAs("entity_id"),
        table.equals(Tables.REGRESSION_SCORE) ? number(row) : probability(table, row),
        Objects.toString(row.getAs("top_reasons"), ""));
  }

  private static String number(Row row) {
    return "%s (%s to %s)"
        .formatted(
            TextTable.decimal(row.<Double>getAs("prediction"), 2),
            TextTable.decimal(row.<Double>getAs("lower"), 2),
            TextTable.decimal(row.<Double>getAs("upper"), 2));
  }

  private static String probability(TableSpec table, Row row) {
    String predicted =
        table.equals(Tables.CLASSIFICATION_SCORE) ? row.getAs("predicted_class") : null;
    return "probability "
        + (predicted == null ? "" : "of " + predicted + " ")
        + TextTable.decimal(row.<Double>getAs("probability_score"), 4);
  }

  private List<CustomerStory.Event> events(String customerId) {
    return lake
        .read(Tables.IDENTITY_EVENT)
        .where(col(CUSTOMER).equalTo(customerId).or(col("other_customer_id").equalTo(customerId)))
        .orderBy("as_of", "event", CUSTOMER, "other_customer_id")
        .collectAsList()
        .stream()
        .map(
            row ->
                new CustomerStory.Event(
                    row.<LocalDate>getAs("as_of"),
                    row.getAs(CUSTOMER),
                    row.getAs("event"),
                    row.getAs("other_customer_id"),
                    row.<Integer>getAs("records"),
                    row.getAs("evidence")))
        .toList();
  }
}
