package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.MASKED;
import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.AttributeColumns.SURVIVING;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.ColumnTypes.TIMESTAMP;
import static io.aurum.common.table.CommonColumns.CUSTOMER_ID;
import static io.aurum.common.table.CommonColumns.KNOWN_AT;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.CommonColumns.number;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.PiiClass.LINKED;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables of golden customers, with what suppliers of data say of them. */
final class GoldenTables {
  static final TableSpec SUPPLIER_LINK =
      new TableSpec(
          "supplier_link",
          STATE,
          "one accepted record of a supplier",
          List.of("source", "source_record_id"),
          List.of(
              SOURCE,
              SOURCE_RECORD_ID,
              Column.of(
                      "supplier",
                      STRING,
                      "Name of the supplier in the configuration; empty where no supplier uses the source.")
                  .optional(),
              Column.of(
                  "status",
                  STRING,
                  "matched, unmatched, ambiguous (several customers fit), contradicted (another record of the supplier says otherwise of the same customer), expired (the licence has) or unused (no supplier uses the source)."),
              Column.of(
                      "match_rule",
                      STRING,
                      "What the supplier and the customer agree on: reference, or attributes joined by +; empty where nothing fits.")
                  .optional(),
              Column.of(
                      "customer_id",
                      STRING,
                      "Golden id of the customer that the record is about; empty unless matched.")
                  .pii(LINKABLE)
                  .optional(),
              RUN_ID),
          NONE,
          "Which customer each record of a supplier is about, and why others are not used.");

  static final TableSpec SUPPLIED_VALUE =
      new TableSpec(
          "supplied_value",
          STATE,
          "customer x attribute x supplier",
          List.of("customer_id", "attribute", "supplier"),
          List.of(
              CUSTOMER_ID,
              Column.of("attribute", STRING, "Attribute of the configuration."),
              Column.of("supplier", STRING, "Name of the supplier in the configuration."),
              SOURCE,
              SOURCE_RECORD_ID,
              KNOWN_AT,
              Column.of(
                      "value",
                      STRING,
                      "What the supplier says, in canonical form; empty where it replaces a group of attributes and has no value for this one.")
                  .pii(LINKED)
                  .optional(),
              Column.of(
                  "comparison",
                  STRING,
                  "What it is to the customer's own value: equal, near, different, or missing where one of the two is."),
              Column.of(
                  "outcome",
                  STRING,
                  "kept (the customer's own value stands), filled or updated (the supplier's value stands)."),
              Column.of(
                      "licence_expires",
                      DATE,
                      "Last day on which the value may be used; empty where that is not limited.")
                  .optional(),
              RUN_ID),
          NONE,
          "What suppliers say about each customer, and what became of it.");

  static final TableSpec ENRICHMENT_AGREEMENT =
      new TableSpec(
          "enrichment_agreement",
          RESULT,
          "supplier x attribute",
          List.of("supplier", "attribute"),
          List.of(
              Column.of("supplier", STRING, "Name of the supplier in the configuration."),
              SOURCE,
              Column.of("attribute", STRING, "Attribute of the configuration."),
              Column.of("purpose", STRING, "What the supplier's data is licensed for."),
              Column.of(
                      "licence_expires",
                      DATE,
                      "Last day on which it may be used; empty where that is not limited.")
                  .optional(),
              Column.of(
                  "licence", STRING, "valid, or expired: nothing is matched, compared or filled."),
              Column.of("supplier_rows", LONG, "Accepted records of the supplier."),
              Column.of("matched_rows", LONG, "Those about one customer, without contradiction."),
              Column.of(
                  "ambiguous_rows",
                  LONG,
                  "Those that fit several customers, or contradict another about the same customer."),
              Column.of("unmatched_rows", LONG, "Those that fit no customer."),
              number("match_rate", "matched_rows / supplier_rows; empty without rows."),
              number("match_ci_lo", "Lower end of its 95 % interval (Wilson)."),
              number("match_ci_hi", "Upper end of its 95 % interval (Wilson)."),
              Column.of("customers", LONG, "Customers of whom the supplier has a value."),
              Column.of("compared", LONG, "Those who have a value of their own too."),
              Column.of("agree", LONG, "Values that are equal."),
              Column.of(
                  "near",
                  LONG,
                  "Values that are not equal but similar, as the kind compares them."),
              Column.of("different", LONG, "Values that differ."),
              number("agree_rate", "agree / compared; empty where nothing is compared."),
              number("agree_ci_lo", "Lower end of its 95 % interval (Wilson)."),
              number("agree_ci_hi", "Upper end of its 95 % interval (Wilson)."),
              Column.of("filled", LONG, "Customers who had no value and take the supplier's."),
              Column.of(
                  "updated",
                  LONG,
                  "Customers whose value the supplier's replaces, because it is newer and more trusted."),
              Column.of("conflicting", LONG, "Customers who keep a value that differs."),
              RUN_ID),
          NONE,
          "How far each supplier agrees with the customers' own values, and what it added.");

  static final TableSpec GOLDEN_CUSTOMER =
      new TableSpec(
          "golden_customer",
          STATE,
          "one golden customer",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of("profile_kind", STRING, "person, anonymous or organisation."),
              Column.of("status", STRING, "active, or retired when its last record went away."),
              Column.of("sources", INT, "Distinct sources with a record."),
              Column.of("records", INT, "Records merged into the customer."),
              Column.of(
                  "source_names", STRING, "Names of the sources, sorted, separated by comma."),
              Column.of("first_seen", TIMESTAMP, "Earliest known_at of its records (UTC)."),
              Column.of("last_seen", TIMESTAMP, "Latest known_at of its records (UTC)."),
              RUN_ID),
          SURVIVING,
          "One row per customer with the surviving value of every attribute.");

  static final TableSpec PUBLISHED_CUSTOMER =
      new TableSpec(
          "customer",
          RESULT,
          "one golden customer",
          List.of("customer_id"),
          GOLDEN_CUSTOMER.columns(),
          MASKED,
          "The golden customers as published: direct identifiers masked unless the configuration says otherwise.");

  static final TableSpec GOLDEN_LINEAGE =
      new TableSpec(
          "golden_lineage",
          STATE,
          "customer x attribute that has a value",
          List.of("customer_id", "attribute"),
          List.of(
              CUSTOMER_ID,
              Column.of("attribute", STRING, "Attribute of the configuration."),
              Column.of(
                  "winning_source",
                  STRING,
                  "Source of the record whose value survived; a supplier's where the rule is enriched."),
              Column.of("winning_source_record_id", STRING, "Record whose value survived.")
                  .pii(LINKABLE),
              Column.of(
                  "rule",
                  STRING,
                  "Survivorship rule that decided; tie-break where only content did; enriched where a supplier filled or updated."),
              Column.of(
                  "candidates", INT, "Records of the customer with a value for the attribute."),
              Column.of("agreeing", INT, "Records that hold the surviving value."),
              Column.of("distinct_values", INT, "Distinct values among the candidates."),
              Column.of(
                      "runners_up",
                      DataTypes.createArrayType(
                          DataTypes.createStructType(
                              List.of(
                                  DataTypes.createStructField("value", STRING, false),
                                  DataTypes.createStructField("records", INT, false),
                                  DataTypes.createStructField("best_source", STRING, false))),
                          false),
                      "Losing values, best first, at most five.")
                  .pii(LINKED),
              RUN_ID),
          NONE,
          "Where every surviving value came from and what it beat.");

  private GoldenTables() {}
}
