package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;
import static io.aurum.common.table.Store.VIEW;

import java.util.List;

/** The tables of quality: of columns, rules, sources and the plan. */
final class QualityTables {
  static final TableSpec COLUMN_PROFILE =
      new TableSpec(
          "column_profile",
          RESULT,
          "source x attribute",
          List.of("source", "attribute"),
          List.of(
              SOURCE,
              Column.of(
                  "attribute", STRING, "Attribute of a customer, or column of another entity."),
              Column.of("kind", STRING, "Declared kind of the attribute."),
              Column.of("pii_class", STRING, "PII class of the attribute."),
              Column.of("rows", LONG, "Records of the source."),
              Column.of("nulls", LONG, "Records without a value as delivered."),
              Column.of("invalid", LONG, "Records whose value was not valid for the kind."),
              Column.of(
                  "repaired",
                  LONG,
                  "Records whose canonical value differs from the delivered one."),
              Column.of(
                  "distinct_values",
                  LONG,
                  "Distinct canonical values (approximate above 10,000; HyperLogLog++ with 1 % standard error)."),
              Column.of("completeness_rate", DOUBLE, "Share of records with a valid value."),
              Column.of(
                      "min_value",
                      STRING,
                      "Smallest canonical value; empty where the attribute is personal.")
                  .optional(),
              Column.of(
                      "max_value",
                      STRING,
                      "Largest canonical value; empty where the attribute is personal.")
                  .optional(),
              quantile("p05_value", "5 %"),
              quantile("p25_value", "a quarter"),
              quantile("median_value", "half"),
              quantile("p75_value", "three quarters"),
              quantile("p95_value", "95 %"),
              Column.of("min_length", INT, "Length of the shortest canonical value, characters.")
                  .optional(),
              Column.of("max_length", INT, "Length of the longest canonical value, characters.")
                  .optional(),
              Column.of(
                      "median_length",
                      INT,
                      "Length that half of the canonical values do not exceed; less than 1/128 too low above 256.")
                  .optional(),
              Column.of(
                      "p95_length",
                      INT,
                      "Length that 95 % of the canonical values do not exceed, likewise.")
                  .optional(),
              Column.of(
                      "top_values",
                      STRING,
                      "Most frequent canonical values with counts, above 10,000 distinct ones those more frequent than 1 in 5,000; masked where the attribute is personal.")
                  .optional(),
              Column.of(
                      "top_patterns",
                      STRING,
                      "Most frequent shapes of the delivered values (A letter, 9 digit) with counts.")
                  .optional(),
              Column.of(
                      "date_spikes",
                      STRING,
                      "Dates, and days of the year as --MM-dd, that hold far more records than the mean day, with counts: defaults of a system rather than facts.")
                  .optional(),
              Column.of(
                      "inferred_kind",
                      STRING,
                      "Kind that the delivered values look like; empty where their form tells of none.")
                  .optional(),
              Column.of(
                      "inferred_rate",
                      DOUBLE,
                      "Share of the distinct values (256 of them where there are more) that have the form of that kind.")
                  .optional(),
              Column.of(
                      "drift_psi",
                      DOUBLE,
                      "Population stability index of the newest delivery against all earlier ones (of a snapshot: the one before), over at most ten bins of the earlier ones; empty where there is one delivery.")
                  .optional(),
              Column.of(
                      "drift",
                      STRING,
                      "none (below 0.1, or no more than chance brings), slight, or strong (from 0.25); empty where drift_psi is.")
                  .optional(),
              RUN_ID),
          NONE,
          "What each source delivers in each attribute.");

  static final TableSpec RULE_RESULT =
      new TableSpec(
          "rule_result",
          RESULT,
          "rule x source",
          List.of("source", "rule"),
          List.of(
              SOURCE,
              Column.of("rule", STRING, "Name of the rule: attribute.check."),
              Column.of(
                  "rule_number",
                  INT,
                  "Position of the rule's bit in the rule_mask of the source's records."),
              Column.of("fingerprint", STRING, "Hash of the rule's definition."),
              Column.of("attribute", STRING, "Attribute that the rule checks.").optional(),
              Column.of(
                  "dimension",
                  STRING,
                  "completeness, validity, accuracy, uniqueness, consistency, timeliness, integrity or minimisation."),
              Column.of(
                  "severity",
                  STRING,
                  "info, warn (value nulled or kept), error (record quarantined), block (gate closes) or drop (record left out)."),
              Column.of("rows_checked", LONG, "Records to which the rule applied."),
              Column.of("rows_failed", LONG, "Records that failed it."),
              Column.of(
                  "threshold_rate", DOUBLE, "Share of failures above which the status is fail."),
              Column.of("status", STRING, "pass or fail."),
              RUN_ID,
              Column.of("reason", STRING, "What a failure means and what to do, without values.")
                  .optional(),
              Column.of(
                      "observed",
                      STRING,
                      "What was found by a rule that speaks of a source as a whole; else empty.")
                  .optional(),
              Column.of(
                      "previous_checked",
                      LONG,
                      "rows_checked as the source stood before its newest delivery; empty where"
                          + " that was the first, and for rules that ask more than one record at a"
                          + " time.")
                  .optional(),
              Column.of("previous_failed", LONG, "Those of them that failed; empty where that is.")
                  .optional()),
          NONE,
          "Result of every rule on every source.");

  static final TableSpec SOURCE_VOLUME =
      new TableSpec(
          "source_volume",
          RESULT,
          "source",
          List.of("source"),
          List.of(
              SOURCE,
              Column.of(
                  "rows",
                  LONG,
                  "Records delivered and known by the date, every version of a record counted."),
              Column.of(
                  "malformed_rows", LONG, "Rows of the same files that could not become records."),
              Column.of(
                      "bytes",
                      LONG,
                      "Size of those files that are still in place, as they are on disk; empty where none is.")
                  .optional(),
              Column.of("distinct_ids", LONG, "Distinct records."),
              Column.of(
                  "deliveries",
                  INT,
                  "Days (UTC) on which files became known; a file counts on the day of its latest record."),
              Column.of("newest_delivery", DATE, "Day of the newest delivery.").optional(),
              Column.of(
                      "newest_rows", LONG, "Rows of the newest delivery, malformed ones included.")
                  .optional(),
              Column.of(
                      "expected_rows",
                      DOUBLE,
                      "Median of the earlier deliveries; empty where there is none.")
                  .optional(),
              Column.of(
                      "expected_low",
                      DOUBLE,
                      "Expected rows less three robust standard deviations, at least 0.")
                  .optional(),
              Column.of(
                      "expected_high",
                      DOUBLE,
                      "Expected rows plus three robust standard deviations.")
                  .optional(),
              Column.of("change_rate", DOUBLE, "newest_rows / expected_rows - 1.").optional(),
              Column.of(
                      "usual_gap_days",
                      DOUBLE,
                      "Median of the days between deliveries; empty below four deliveries.")
                  .optional(),
              Column.of(
                  "missing_deliveries",
                  INT,
                  "Deliveries that would fit into gaps longer than usual, the time since the newest one included."),
              Column.of(
                      "data_lag_days", INT, "Days from the newest delivery to the date of the run.")
                  .optional(),
              Column.of(
                      "data_lag_minutes",
                      LONG,
                      "Minutes from the newest record's known_at to the end of the date (UTC).")
                  .optional(),
              Column.of(
                  "false_alarm_rate",
                  DOUBLE,
                  "Largest probability that the rows of a delivery raise an alarm although nothing changed; 0 where they cannot."),
              Column.of(
                  "status",
                  STRING,
                  "ok; warn (unusual number of rows, or overdue); fail (rows out of the question,"
                      + " nothing delivered, or a control total missed)."),
              Column.of("reason", STRING, "What the status rests on, in words."),
              RUN_ID,
              Column.of(
                      "controls",
                      INT,
                      "Rules that hold the number or a sum of the source's records against a"
                          + " control total.")
                  .optional(),
              Column.of("controls_missed", INT, "Those that failed.").optional(),
              Column.of(
                      "control_totals",
                      STRING,
                      "What each of them found, and the control total; empty without such rules.")
                  .optional()),
          NONE,
          "How much each source delivers, against its own history.");

  static final TableSpec QUALITY_SCORE =
      new TableSpec(
          "quality_score",
          RESULT,
          "source x dimension of quality",
          List.of("source", "dimension"),
          List.of(
              SOURCE,
              Column.of(
                  "dimension",
                  STRING,
                  "completeness, validity, accuracy, uniqueness, consistency, timeliness, integrity or minimisation."),
              Column.of("rules", INT, "Checks behind the score."),
              Column.of("rows_checked", LONG, "Checks of single records behind the score."),
              Column.of("rows_failed", LONG, "Those that failed."),
              Column.of(
                  "score",
                  DOUBLE,
                  "1 - weighted failures / weighted checks, 0..1; a check weighs 1 at severity info, 2 at warn, 4 at error, 8 at block."),
              Column.of(
                  "grade",
                  STRING,
                  "A (at most 1 % fail), B (3 %), C (10 %), D (30 %) or F (more)."),
              Column.of(
                      "previous",
                      DOUBLE,
                      "Score of the source before its newest delivery, by the same rules; empty"
                          + " where that was the first, and where a rule of the dimension asks more"
                          + " than one record at a time.")
                  .optional(),
              Column.of(
                      "customers_affected",
                      LONG,
                      "Customers with an accepted record of the source that fails a check of the dimension; empty where the source holds no customers.")
                  .optional(),
              Column.of(
                      "value_at_risk",
                      DOUBLE,
                      "Discounted margin expected of these customers within the horizon, the sum of"
                          + " their customer_value.clv_amount; empty where no customer has one.")
                  .optional(),
              RUN_ID),
          NONE,
          "How good each source is in each dimension of quality, and whom it concerns.");

  static final TableSpec SOURCE_OVERLAP =
      new TableSpec(
          "source_overlap",
          RESULT,
          "source x other source",
          List.of("source", "other_source"),
          List.of(
              SOURCE,
              Column.of(
                  "other_source",
                  STRING,
                  "Another source; the source itself in the row of customers that it alone knows."),
              Column.of("customers", LONG, "Customers that the source knows."),
              Column.of(
                  "shared_customers",
                  LONG,
                  "Customers that both know; of a source with itself, those that no other knows."),
              Column.of("shared_rate", DOUBLE, "shared_customers / customers."),
              RUN_ID),
          NONE,
          "Which sources know the same customers, and which know customers of their own.");

  static final TableSpec PLAN_MILESTONE =
      new TableSpec(
          "plan_milestone",
          STATE,
          "milestone x date of a run",
          List.of("as_of", "milestone"),
          List.of(
              Column.of("as_of", DATE, "Logical date on which it was measured."),
              Column.of("milestone", STRING, "Name of the milestone in the configuration."),
              Column.of("source", STRING, "Source that is measured; empty where all are.")
                  .optional(),
              Column.of("metric", STRING, "pass-rate, score, completeness, volume or duplicates."),
              Column.of(
                      "subject",
                      STRING,
                      "Rule, dimension or attribute that is measured; empty where the metric has none.")
                  .optional(),
              Column.of("target", DOUBLE, "What is to be reached; an upper bound for duplicates."),
              Column.of(
                      "actual",
                      DOUBLE,
                      "What was measured; empty where there was nothing to measure.")
                  .optional(),
              Column.of("due", DATE, "Last day on which the milestone is met in time."),
              Column.of(
                  "slack_days", INT, "Days from the date to the due date; negative when overdue."),
              Column.of(
                  "status",
                  STRING,
                  "met, on_track, at_risk (not met and due soon, or not measurable) or missed."),
              Column.of("impact", STRING, "What suffers while it is not met: a job, or words.")
                  .optional(),
              Column.of("owner", STRING, "Who sees to it.").optional(),
              RUN_ID),
          NONE,
          "Where the milestones of the validation plan stand.");

  static final TableSpec RECORD_ISSUE =
      new TableSpec(
          "record_issue",
          VIEW,
          "record x failed rule",
          List.of("source", "source_record_id", "rule"),
          List.of(
              SOURCE,
              SOURCE_RECORD_ID,
              Column.of("rule", STRING, "Name of the failed rule."),
              Column.of("attribute", STRING, "Attribute that the rule checks.").optional(),
              Column.of(
                      "observed",
                      STRING,
                      "Delivered value, masked where personal or not of its kind; empty where none was delivered.")
                  .optional(),
              Column.of(
                      "repaired_to",
                      STRING,
                      "Canonical value that stands instead, masked where personal; empty where none does.")
                  .optional(),
              Column.of(
                  "action",
                  STRING,
                  "What became of the delivered value: nulled, repaired or kept."),
              RUN_ID),
          NONE,
          "Which rules each record failed; expanded from the rule mask.");

  private QualityTables() {}

  private static Column quantile(String name, String share) {
    return Column.of(
            name,
            STRING,
            "Number or date that "
                + share
                + " of the canonical values do not exceed: exact up to 10,000 distinct values, above it a number less than 1/128 off and a date exact to the day; empty for texts and where the attribute is personal.")
        .optional();
  }
}
