package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.CANONICAL_AND_MATCH;
import static io.aurum.common.table.AttributeColumns.FEATURES;
import static io.aurum.common.table.AttributeColumns.MASKED;
import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.AttributeColumns.RAW;
import static io.aurum.common.table.AttributeColumns.SURVIVING;
import static io.aurum.common.table.CommonColumns.KNOWN_AT;
import static io.aurum.common.table.CommonColumns.ROW_HASH;
import static io.aurum.common.table.CommonColumns.RULE_MASK;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.PiiClass.LINKED;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;
import static io.aurum.common.table.Store.VIEW;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The catalogue: every table of the suite, declared once. */
public final class Tables {
  private static final DataType STRING = DataTypes.StringType;
  private static final DataType LONG = DataTypes.LongType;
  private static final DataType INT = DataTypes.IntegerType;
  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType BOOLEAN = DataTypes.BooleanType;
  private static final DataType TIMESTAMP = DataTypes.TimestampType;
  private static final DataType DATE = DataTypes.DateType;

  private static final Column CUSTOMER_ID =
      Column.of("customer_id", STRING, "Golden id: permanent id of the customer.").pii(LINKABLE);
  public static final TableSpec SOURCE_RECORD =
      new TableSpec(
          "source_record",
          STATE,
          "one raw record as delivered (a changed record delivered again is a further row)",
          List.of("source", "source_record_id", "known_at", "row_hash"),
          List.of(
              SOURCE,
              Column.of(
                      "entity",
                      STRING,
                      "What the record is: customer, order_line, interaction and so on; table for a row of a plain table.")
                  .formerly("customer"),
              SOURCE_RECORD_ID,
              KNOWN_AT,
              Column.of("row_hash", STRING, "Hash of the mapped values: the content of the row."),
              Column.of(
                  "file", STRING, "File that delivered the record, relative to the source's path."),
              Column.of(
                  "line",
                  LONG,
                  "Line in the file on which the record starts, 1-based; record number where the format has no lines."),
              Column.of(
                  "file_hash",
                  STRING,
                  "SHA-256 of the delivered file; a file delivered twice is skipped by it."),
              Column.of(
                      "change_order",
                      STRING,
                      "Value of the source's order column; empty where the source has none.")
                  .optional(),
              Column.of("deleted", BOOLEAN, "Whether the source says that the record is deleted."),
              Column.of(
                      "fields",
                      DataTypes.createMapType(STRING, STRING, false),
                      "Mapped values of a record that is no customer, by column; those of a customer are columns of their own.")
                  .pii(LINKED)
                  .optional(),
              RUN_ID),
          RAW,
          "Every accepted raw record with its mapped values as delivered; the only place that keeps originals.");

  public static final TableSpec VALID_RECORD =
      new TableSpec(
          "valid_record",
          STATE,
          "one accepted record, latest version",
          List.of("source", "source_record_id"),
          List.of(
              SOURCE,
              SOURCE_RECORD_ID,
              KNOWN_AT,
              ROW_HASH,
              Column.of(
                  "profile_kind",
                  STRING,
                  "person, anonymous (only cookie, device or ip known) or organisation (a company name and no personal name)."),
              Column.of(
                  "content_hash",
                  STRING,
                  "Hash of the canonical values: decides ties, so that no record id does."),
              Column.of(
                  "first_known_at",
                  TIMESTAMP,
                  "When the first accepted version of the record became known (UTC)."),
              Column.of(
                  "first_content_hash",
                  STRING,
                  "Hash of the canonical values of that version; with its date it decides who founded a customer."),
              RULE_MASK,
              Column.of(
                  "completeness_rate",
                  DOUBLE,
                  "Share of the source's mapped attributes that have a valid value."),
              RUN_ID),
          CANONICAL_AND_MATCH,
          "Accepted records, standardised: canonical form for people, match form for comparison.");

  public static final TableSpec QUARANTINE_RECORD =
      new TableSpec(
          "quarantine_record",
          STATE,
          "one rejected record",
          List.of("source", "job", "file_hash", "line", "rule"),
          List.of(
              SOURCE,
              Column.of("job", STRING, "Job that rejected the record."),
              Column.of(
                  "rule", STRING, "Rule that rejected it; the most severe where several did."),
              Column.of(
                  "reason",
                  STRING,
                  "What is wrong, why, and what to do, in words without personal data."),
              Column.of(
                  "file", STRING, "File that delivered the record, relative to the source's path."),
              Column.of(
                  "line",
                  LONG,
                  "Line in the file on which the record starts, 1-based; record number where the format has no lines."),
              Column.of("file_hash", STRING, "SHA-256 of the delivered file."),
              SOURCE_RECORD_ID.optional(),
              Column.of(
                      "payload",
                      STRING,
                      "The rejected record as delivered, cut at 4,096 characters.")
                  .pii(LINKED)
                  .optional(),
              Column.of(
                      "known_at",
                      TIMESTAMP,
                      "When the record became known (UTC); empty where it could not be read.")
                  .optional(),
              Column.of("first_seen", DATE, "as_of of the run that first rejected it."),
              Column.of("attempts", INT, "How many runs rejected it."),
              Column.of("status", STRING, "open, or resolved once a corrected row was accepted."),
              RUN_ID),
          NONE,
          "Rejected records with their reason; personal, never published.");

  public static final TableSpec ORDER_LINE = Entities.ORDER_LINE.table();
  public static final TableSpec INTERACTION = Entities.INTERACTION.table();
  public static final TableSpec SUBSCRIPTION = Entities.SUBSCRIPTION.table();
  public static final TableSpec TICKET = Entities.TICKET.table();
  public static final TableSpec SURVEY_ANSWER = Entities.SURVEY_ANSWER.table();
  public static final TableSpec TEXT_DOCUMENT = Entities.TEXT_DOCUMENT.table();
  public static final TableSpec CONSENT_EVENT = Entities.CONSENT_EVENT.table();
  public static final TableSpec PRODUCT = Entities.PRODUCT.table();
  public static final TableSpec CAMPAIGN = Entities.CAMPAIGN.table();
  public static final TableSpec TABLE_ROW = Entities.TABLE_ROW.table();
  public static final TableSpec SUPPLIER_RECORD = Entities.SUPPLIER_RECORD.table();

  public static final TableSpec COLUMN_PROFILE =
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

  public static final TableSpec RULE_RESULT =
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

  public static final TableSpec SOURCE_VOLUME =
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

  public static final TableSpec QUALITY_SCORE =
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

  public static final TableSpec SOURCE_OVERLAP =
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

  public static final TableSpec PLAN_MILESTONE =
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

  public static final TableSpec RECORD_ISSUE =
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

  public static final TableSpec MATCH_MODEL =
      new TableSpec(
          "match_model",
          RESULT,
          "attribute x comparison level, for each level of the attribute it depends on",
          List.of("attribute", "given_level", "level"),
          List.of(
              Column.of("attribute", STRING, "Attribute compared."),
              Column.of(
                  "attribute_number",
                  INT,
                  "Position of the attribute in the patterns of match_pair, from 1."),
              Column.of(
                      "given_attribute",
                      STRING,
                      "Attribute on whose level this one depends; empty where on none.")
                  .optional(),
              Column.of(
                  "given_level",
                  STRING,
                  "Level of that attribute; (any) where it is missing or there is none."),
              Column.of("level", STRING, "Comparison level."),
              Column.of("level_number", INT, "0 = most similar."),
              Column.of("description", STRING, "When a pair is in this level."),
              Column.of(
                  "m_probability", DOUBLE, "Probability of the level among pairs of one customer."),
              Column.of(
                  "u_probability",
                  DOUBLE,
                  "Probability of the level among pairs of different customers."),
              Column.of(
                  "weight_bits",
                  DOUBLE,
                  "log2(m / u), before the adjustment for the frequency of the value."),
              Column.of(
                      "household_probability",
                      DOUBLE,
                      "Probability of the level among pairs of two customers of one household; empty where households are no class of the model.")
                  .optional(),
              Column.of(
                      "household_weight_bits",
                      DOUBLE,
                      "log2(m / household probability): what the level weighs against a household.")
                  .optional(),
              Column.of("method", STRING, "How m and u were estimated."),
              Column.of("n", LONG, "Pairs behind the estimate of u."),
              RUN_ID),
          NONE,
          "The Fellegi-Sunter model that scored the pairs.");

  public static final TableSpec BLOCKING_AUDIT =
      new TableSpec(
          "blocking_audit",
          RESULT,
          "blocking key kind",
          List.of("blocking_key"),
          List.of(
              Column.of(
                  "blocking_key",
                  STRING,
                  "Kind of key: attribute and form, or a conjunction of them."),
              Column.of("keys", LONG, "Distinct keys that at least two records share."),
              Column.of("records", LONG, "Records that have such a key."),
              Column.of("candidate_pairs", LONG, "Pairs that this key kind found first."),
              Column.of("largest_block", LONG, "Records in its largest block that was compared."),
              Column.of(
                  "purged_blocks", LONG, "Blocks given up because they are over the size limit."),
              Column.of(
                  "purged_pairs",
                  LONG,
                  "Pairs inside the given-up blocks, before other keys find them again."),
              Column.of(
                  "estimated_recall_lost_rate",
                  DOUBLE,
                  "Estimated share of true pairs that no compared block holds because of the purging."),
              RUN_ID),
          NONE,
          "Which pairs were compared and what was given up.");

  public static final TableSpec MATCH_PAIR =
      new TableSpec(
          "match_pair",
          RESULT,
          "scored pair above the review threshold",
          List.of("source_1", "source_record_id_1", "source_2", "source_record_id_2"),
          List.of(
              Column.of("source_1", STRING, "Source of the first record."),
              Column.of("source_record_id_1", STRING, "First record.").pii(LINKABLE),
              Column.of("source_2", STRING, "Source of the second record."),
              Column.of("source_record_id_2", STRING, "Second record.").pii(LINKABLE),
              Column.of(
                  "match_score", DOUBLE, "Probability that both records are one customer, 0..1."),
              Column.of(
                  "weight_bits",
                  DOUBLE,
                  "log2 odds: prior_bits plus the sum of attribute_bits, exactly."),
              Column.of(
                  "prior_bits", DOUBLE, "log2 odds of a match before looking at the attributes."),
              Column.of(
                  "agreement_pattern",
                  STRING,
                  "Level number per attribute in the order of match_model, separated by points; - where a side is empty."),
              Column.of(
                  "attribute_bits",
                  STRING,
                  "Bits per attribute in the same order, separated by |; they include the frequency adjustment."),
              Column.of(
                  "weighed_against",
                  STRING,
                  "What else could explain the agreement, and explains it best: chance, or household (two people who share name and address)."),
              Column.of("decision", STRING, "link, review, forced (hard identifier) or forbidden."),
              Column.of("blocking_key", STRING, "Key kind that found the pair first."),
              RUN_ID),
          NONE,
          "Pairs that are or could be one customer, with their evidence in compact form.");

  public static final TableSpec MATCH_EVIDENCE =
      new TableSpec(
          "match_evidence",
          VIEW,
          "pair x attribute, and one row for the prior",
          List.of("source_1", "source_record_id_1", "source_2", "source_record_id_2", "attribute"),
          List.of(
              Column.of("source_1", STRING, "Source of the first record."),
              Column.of("source_record_id_1", STRING, "First record.").pii(LINKABLE),
              Column.of("source_2", STRING, "Source of the second record."),
              Column.of("source_record_id_2", STRING, "Second record.").pii(LINKABLE),
              Column.of("attribute", STRING, "Attribute compared, or (prior)."),
              Column.of("level", STRING, "Comparison level of the pair.").optional(),
              Column.of(
                  "bits",
                  DOUBLE,
                  "Evidence in bits; over a pair's rows they sum exactly to weight_bits."),
              RUN_ID),
          NONE,
          "Why two records are, or are not, one customer.");

  public static final TableSpec CUSTOMER_LINK =
      new TableSpec(
          "customer_link",
          STATE,
          "source record x validity",
          List.of("source", "source_record_id", "effective_from"),
          List.of(
              SOURCE,
              SOURCE_RECORD_ID,
              CUSTOMER_ID,
              Column.of("effective_from", DATE, "as_of of the run from which the link holds."),
              Column.of(
                      "effective_to",
                      DATE,
                      "as_of of the run from which it no longer holds; empty while it holds.")
                  .optional(),
              Column.of(
                  "link_method",
                  STRING,
                  "exact (hard identifier or equal content), model, steward or single; another method begins another row."),
              RUN_ID),
          NONE,
          "Which customer each source record belongs to, and since when.");

  public static final TableSpec SUPPLIER_LINK =
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

  public static final TableSpec SUPPLIED_VALUE =
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

  public static final TableSpec ENRICHMENT_AGREEMENT =
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

  public static final TableSpec GOLDEN_CUSTOMER =
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

  public static final TableSpec PUBLISHED_CUSTOMER =
      new TableSpec(
          "customer",
          RESULT,
          "one golden customer",
          List.of("customer_id"),
          GOLDEN_CUSTOMER.columns(),
          MASKED,
          "The golden customers as published: direct identifiers masked unless the configuration says otherwise.");

  public static final TableSpec GOLDEN_LINEAGE =
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

  public static final TableSpec IDENTITY_EVENT =
      new TableSpec(
          "identity_event",
          STATE,
          "change of a golden id",
          List.of("as_of", "customer_id", "event", "other_customer_id"),
          List.of(
              Column.of("as_of", DATE, "Logical date of the change."),
              CUSTOMER_ID,
              Column.of(
                  "event",
                  STRING,
                  "created, merged (took records of another), absorbed (ended in another), split (gave records to another) or retired."),
              Column.of(
                      "other_customer_id",
                      STRING,
                      "The other customer of a merge or split; equal to customer_id where there is none.")
                  .pii(LINKABLE),
              Column.of("records", INT, "Records that the change moved."),
              Column.of("evidence", STRING, "What caused it, in words."),
              RUN_ID),
          NONE,
          "The difference of the identities to the preceding state; replaying it gives the state.");

  public static final TableSpec IDENTITY_STAT =
      new TableSpec(
          "identity_stat",
          RESULT,
          "run",
          List.of("run_id"),
          List.of(
              RUN_ID,
              Column.of("records", LONG, "Valid records resolved."),
              Column.of("customers", LONG, "Golden customers they make."),
              Column.of("duplicate_rate", DOUBLE, "1 - customers / records."),
              Column.of("singletons", LONG, "Customers of one record."),
              Column.of("size_p50", LONG, "Median records per customer."),
              Column.of("size_p99", LONG, "99th percentile of records per customer."),
              Column.of("size_max", LONG, "Records of the largest customer."),
              Column.of("link_pairs", LONG, "Scored pairs over the link threshold."),
              Column.of("review_pairs", LONG, "Scored pairs between review and link threshold."),
              Column.of(
                  "link_threshold_bits",
                  DOUBLE,
                  "Weight from which a pair is a link, derived from the model."),
              Column.of(
                  "expected_precision_rate",
                  DOUBLE,
                  "Mean match probability of the linked pairs: the model's own estimate."),
              Column.of(
                  "oversize_clusters",
                  LONG,
                  "Customers above the size limit of the configuration.")),
          NONE,
          "What resolution found, in one row.");

  private static final Column MONEY_CURRENCY =
      Column.of(
              "currency",
              STRING,
              "Currency of all money in the row, ISO 4217; empty where no order line names one.")
          .optional();

  public static final TableSpec CUSTOMER_PROFILE =
      new TableSpec(
          "customer_profile",
          RESULT,
          "customer",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of("profile_kind", STRING, "person, anonymous or organisation."),
              MONEY_CURRENCY,
              RUN_ID),
          FEATURES,
          "The wide table: every declared feature of every customer at the end of the date, from what happened and was known by then.");

  public static final TableSpec FEATURE_PARAMETER =
      new TableSpec(
          "feature_parameter",
          RESULT,
          "feature x learned number",
          List.of("feature", "parameter", "position"),
          List.of(
              Column.of("feature", STRING, "Feature whose shape is learned."),
              Column.of("parameter", STRING, "edge (between two bins), centre or width."),
              Column.of("position", INT, "Number of the edge from the lowest, from 1; else 1."),
              Column.of("value", DOUBLE, "The learned number, in the unit of the feature."),
              RUN_ID),
          NONE,
          "Edges and scales of the profile's features as learned at the date; applied to other customers they give the same shapes.");

  public static final TableSpec FEATURE_STATISTIC =
      new TableSpec(
          "feature_statistic",
          RESULT,
          "feature with numbers",
          List.of("feature"),
          List.of(
              Column.of("feature", STRING, "Feature of the profile."),
              Column.of("customers", INT, "Customers studied: all, or 50,000 of more."),
              Column.of("filled", INT, "Of them, customers with a value."),
              Column.of("distinct_values", INT, "Distinct values."),
              number("mean", "Mean, before scaling."),
              number("deviation", "Standard deviation."),
              number("min", "Smallest value."),
              number("median", "Median."),
              number("max", "Largest value."),
              Column.of(
                      "redundant",
                      STRING,
                      "Why a model can do without it: constant, hardly varying, or the same as another feature; empty where it is worth keeping.")
                  .optional(),
              RUN_ID),
          NONE,
          "How the features lie, and which of them say nothing of their own.");

  public static final TableSpec CUSTOMER_RFM =
      new TableSpec(
          "customer_rfm",
          RESULT,
          "customer who has bought",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of("recency_days", INT, "Days from the last purchase to the date."),
              Column.of("frequency", LONG, "Orders up to the date."),
              money("monetary_amount", "Spent on all of them, refunds by the configured policy."),
              money("average_order_amount", "Spent per order, rounded half up."),
              MONEY_CURRENCY,
              Column.of(
                  "recency_score",
                  INT,
                  "1 to 5: 1 plus the fifths of all buyers whose last purchase is longer ago."),
              Column.of(
                  "frequency_score",
                  INT,
                  "1 to 5: 1 plus the fifths of all buyers with fewer orders."),
              Column.of(
                  "monetary_score", INT, "1 to 5: 1 plus the fifths of all buyers who spent less."),
              Column.of("cell", STRING, "The three scores, such as 545."),
              Column.of("segment", STRING, "Name of the group by recency and frequency score."),
              Column.of(
                      "previous_cell",
                      STRING,
                      "The cell at the date of comparison, from what was known then; empty for who had not bought.")
                  .optional(),
              Column.of("previous_segment", STRING, "The segment at the date of comparison.")
                  .optional(),
              RUN_ID),
          NONE,
          "How recently, how often and for how much customers bought.");

  public static final TableSpec CUSTOMER_LIFECYCLE =
      new TableSpec(
          "customer_lifecycle",
          RESULT,
          "customer",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of(
                  "stage",
                  STRING,
                  "lead (never bought), first-time, active, defecting, inactive, churned or reactivated."),
              Column.of("since", DATE, "First day of the stage."),
              Column.of(
                      "previous_stage",
                      STRING,
                      "The stage at the date of comparison, from what was known then; empty for who was not known.")
                  .optional(),
              RUN_ID),
          NONE,
          "Where in their life as a customer customers are.");

  public static final TableSpec SEGMENT_TRANSITION =
      new TableSpec(
          "segment_transition",
          RESULT,
          "kind of segment x former x present segment",
          List.of("kind", "from_segment", "to_segment"),
          List.of(
              Column.of("kind", STRING, "rfm or lifecycle."),
              Column.of(
                  "from_segment",
                  STRING,
                  "Segment at the date of comparison; (new) for who had none."),
              Column.of("to_segment", STRING, "Segment at the date."),
              Column.of("customers", LONG, "Customers who went this way."),
              Column.of("n", LONG, "Customers who were in the former segment."),
              Column.of("rate", DOUBLE, "customers / n."),
              Column.of("ci_lo", DOUBLE, "Lower end of the 95 % interval of the rate (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end."),
              money(
                  "value_change_amount",
                  "What they spent between the dates less what they spent in as many days before."),
              MONEY_CURRENCY,
              RUN_ID),
          NONE,
          "How customers moved between segments since the date of comparison.");

  public static final TableSpec COHORT_RETENTION =
      new TableSpec(
          "cohort_retention",
          RESULT,
          "month of the first purchase x months since",
          List.of("cohort_month", "period"),
          List.of(
              Column.of("cohort_month", STRING, "Month of the first purchase, such as 2026-01."),
              Column.of("period", INT, "Months since, 0 for the month itself."),
              Column.of("customers", LONG, "Customers of the cohort."),
              Column.of("retained", LONG, "Of them, customers who bought in that month."),
              Column.of("rate", DOUBLE, "retained / customers."),
              Column.of("ci_lo", DOUBLE, "Lower end of the 95 % interval of the rate (Wilson)."),
              Column.of("ci_hi", DOUBLE, "Upper end."),
              money("revenue_amount", "What the cohort spent in that month."),
              MONEY_CURRENCY,
              Column.of("is_complete", BOOLEAN, "Whether the month had ended by the date."),
              RUN_ID),
          NONE,
          "How many customers come back, by the month in which they came.");

  public static final TableSpec VALUE_BRIDGE =
      new TableSpec(
          "value_bridge",
          RESULT,
          "component of the change of revenue",
          List.of("component"),
          List.of(
              Column.of(
                  "component",
                  STRING,
                  "new, reactivated, lost, upgraded, downgraded, price, refunded or unidentified (of no known customer)."),
              Column.of("customers", LONG, "Customers behind it; of unidentified lines none."),
              money(
                  "amount",
                  "Its part of the change; all of them sum to current less previous revenue."),
              money("previous_revenue_amount", "Revenue of the whole earlier period."),
              money("current_revenue_amount", "Revenue of the whole period up to the date."),
              MONEY_CURRENCY,
              Column.of("period_days", INT, "Length of both periods, one right after the other."),
              RUN_ID),
          NONE,
          "Why revenue changed, to the cent.");

  public static final TableSpec CUSTOMER_VALUE =
      new TableSpec(
          "customer_value",
          RESULT,
          "customer who has bought",
          List.of("customer_id"),
          List.of(
              CUSTOMER_ID,
              Column.of(
                  "model", STRING, "Model of repeat purchases: the likeliest of those tried."),
              Column.of("repeat_purchases", INT, "Days with purchases after the first."),
              Column.of("last_purchase_weeks", DOUBLE, "From the first to the last purchase."),
              Column.of("observed_weeks", DOUBLE, "From the first purchase to the date."),
              number("p_alive_probability", "Probability that the customer still is one."),
              number("p_alive_ci_lo", "Lower end of its 95 % interval."),
              number("p_alive_ci_hi", "Upper end."),
              number("expected_purchases", "Purchases expected within the horizon."),
              number("expected_purchases_se", "Standard error of the expectation."),
              number("expected_purchases_ci_lo", "Lower end of its 95 % interval."),
              number("expected_purchases_ci_hi", "Upper end."),
              number("expected_spend", "Amount expected of one purchase, in the currency."),
              number("expected_spend_se", "Standard error of the expectation."),
              money(
                      "clv_amount",
                      "Discounted margin expected within the horizon: purchases x spend x margin.")
                  .optional(),
              money("clv_ci_lo_amount", "Lower end of its 95 % interval.").optional(),
              money("clv_ci_hi_amount", "Upper end.").optional(),
              MONEY_CURRENCY,
              Column.of("horizon_days", INT, "Days ahead."),
              RUN_ID),
          NONE,
          "What customers are worth ahead. Intervals tell how well the expectation is known, not how much one customer may differ from it.");

  public static final TableSpec VALUE_MODEL =
      new TableSpec(
          "value_model",
          RESULT,
          "model x parameter",
          List.of("model", "parameter"),
          List.of(
              Column.of("model", STRING, "bg-nbd, mbg-nbd, pareto-nbd or gamma-gamma."),
              Column.of("parameter", STRING, "Name in the literature; times in weeks."),
              Column.of("estimate", DOUBLE, "Maximum likelihood estimate."),
              number("standard_error", "Its standard error."),
              number("ci_lo", "Lower end of its 95 % interval."),
              number("ci_hi", "Upper end."),
              Column.of("log_likelihood", DOUBLE, "Of the model at its estimates."),
              Column.of("n", LONG, "Customers behind the fit."),
              Column.of("is_chosen", BOOLEAN, "Whether customer_value rests on it."),
              RUN_ID),
          NONE,
          "The models of repeat purchases and of spend that were fitted, and which was chosen.");
  public static final TableSpec CLASSIFICATION_SCORE = LearningTables.CLASSIFICATION_SCORE;
  public static final TableSpec CLASS_PROBABILITY = ClassTables.CLASS_PROBABILITY;
  public static final TableSpec MODEL_CLASS = ClassTables.MODEL_CLASS;
  public static final TableSpec MODEL_CONFUSION = ClassTables.MODEL_CONFUSION;
  public static final TableSpec CHURN_SCORE = LearningTables.CHURN_SCORE;
  public static final TableSpec REGRESSION_SCORE = LearningTables.REGRESSION_SCORE;
  public static final TableSpec PREDICTION_REASON = LearningTables.PREDICTION_REASON;
  public static final TableSpec MODEL_METRIC = LearningTables.MODEL_METRIC;
  public static final TableSpec MODEL_DECILE = LearningTables.MODEL_DECILE;
  public static final TableSpec MODEL_CALIBRATION = LearningTables.MODEL_CALIBRATION;
  public static final TableSpec MODEL_READINESS = LearningTables.MODEL_READINESS;
  public static final TableSpec REGRESSION_SUMMARY = LearningTables.REGRESSION_SUMMARY;
  public static final TableSpec REGRESSION_COEFFICIENT = LearningTables.REGRESSION_COEFFICIENT;
  public static final TableSpec PREDICTION_OUTCOME = ModelCareTables.PREDICTION_OUTCOME;
  public static final TableSpec MODEL_DRIFT = ModelCareTables.MODEL_DRIFT;
  public static final TableSpec SURVIVAL_CURVE = EffectTables.SURVIVAL_CURVE;
  public static final TableSpec SURVIVAL_COEFFICIENT = EffectTables.SURVIVAL_COEFFICIENT;
  public static final TableSpec UPLIFT_SCORE = EffectTables.UPLIFT_SCORE;
  public static final TableSpec UPLIFT_DECILE = EffectTables.UPLIFT_DECILE;
  public static final TableSpec DRIVER_EFFECT = EffectTables.DRIVER_EFFECT;
  public static final TableSpec FEATURE_ASSOCIATION = EffectTables.FEATURE_ASSOCIATION;
  public static final TableSpec MODEL_FAIRNESS = ModelCareTables.MODEL_FAIRNESS;
  public static final TableSpec MODEL_REGISTRY = LearningTables.MODEL_REGISTRY;
  public static final TableSpec SEGMENT_MEMBERSHIP = SegmentTables.SEGMENT_MEMBERSHIP;
  public static final TableSpec SEGMENT_SUMMARY = SegmentTables.SEGMENT_SUMMARY;
  public static final TableSpec SEGMENT_FEATURE = SegmentTables.SEGMENT_FEATURE;
  public static final TableSpec CLUSTER_CHOICE = SegmentTables.CLUSTER_CHOICE;
  public static final TableSpec CLUSTER_FEATURE = SegmentTables.CLUSTER_FEATURE;
  public static final TableSpec SEGMENT_MIGRATION = SegmentTables.SEGMENT_MIGRATION;
  public static final TableSpec PERSONA_DRIFT = SegmentTables.PERSONA_DRIFT;
  public static final TableSpec RECORD_OUTLIER = OutlierTables.RECORD_OUTLIER;
  public static final TableSpec RECORD_OUTLIER_FEATURE = OutlierTables.RECORD_OUTLIER_FEATURE;
  public static final TableSpec FREQUENT_ITEMSET = PatternTables.FREQUENT_ITEMSET;
  public static final TableSpec ASSOCIATION_RULE = PatternTables.ASSOCIATION_RULE;
  public static final TableSpec SEQUENCE_PATTERN = PatternTables.SEQUENCE_PATTERN;
  public static final TableSpec RECOMMENDATION = PatternTables.RECOMMENDATION;
  public static final TableSpec RECOMMENDATION_METRIC = PatternTables.RECOMMENDATION_METRIC;
  public static final TableSpec METRIC_ANOMALY = SeriesTables.METRIC_ANOMALY;
  public static final TableSpec ANOMALY_CAUSE = SeriesTables.ANOMALY_CAUSE;
  public static final TableSpec FORECAST = SeriesTables.FORECAST;

  public static final TableSpec JOB_RUN =
      new TableSpec(
          "job_run",
          STATE,
          "job x attempt of a run",
          List.of("attempt_id", "job"),
          List.of(
              Column.of(
                  "attempt_id", STRING, "One start of a run; operational, differs between reruns."),
              Column.of("job", STRING, "Job of the run."),
              RUN_ID,
              Column.of("as_of", DATE, "Logical date of the run."),
              Column.of(
                      "kind",
                      STRING,
                      "forward, or backfill: a date before that of the state, which stayed as it was; empty in rows of earlier versions.")
                  .optional(),
              Column.of("status", STRING, "ok, failed, gate_closed or skipped."),
              Column.of("rows_in", LONG, "Rows that came in, counted on what was read."),
              Column.of("rows_accepted", LONG, "Rows accepted, counted on what was committed."),
              Column.of(
                  "rows_quarantined", LONG, "Rows quarantined, counted on what was committed."),
              Column.of(
                  "rows_dropped", LONG, "Rows left out for a stated reason, counted on their own."),
              Column.of("rows_out", LONG, "Rows written to all tables of the job."),
              Column.of("dropped_reason", STRING, "Why rows were dropped, with counts.").optional(),
              Column.of("started_at", TIMESTAMP, "Wall clock, UTC."),
              Column.of("duration_s", DOUBLE, "Wall clock of the job."),
              Column.of("rows_per_s", DOUBLE, "rows_in / duration_s."),
              Column.of("versions_read", STRING, "State tables read, as table@version."),
              Column.of("versions_written", STRING, "State tables written, as table@version."),
              Column.of(
                  "config_hash",
                  STRING,
                  "Hash of the resolved configuration without paths and secrets."),
              Column.of("input_hash", STRING, "Hash of the input files' contents."),
              Column.of("code_version", STRING, "Version of the suite."),
              Column.of("seed", LONG, "Seed of the run."),
              Column.of(
                      "notes",
                      STRING,
                      "What people should know beside the figures: files that could not be read, columns that came or went.")
                  .optional(),
              Column.of("error", STRING, "Problem, cause and remedy, without personal data.")
                  .optional()),
          NONE,
          "Every attempt of every job with its accounting: rows in = accepted + quarantined + dropped.");

  public static final TableSpec TABLE_CATALOG =
      new TableSpec(
          "table_catalog",
          RESULT,
          "table x column",
          List.of("table_name", "column_name"),
          List.of(
              Column.of("table_name", STRING, "Table of the suite."),
              Column.of("store", STRING, "state, result or view."),
              Column.of("grain", STRING, "What one row is."),
              Column.of("table_description", STRING, "What the table is for."),
              Column.of("position", INT, "Position of the column, from 1."),
              Column.of("column_name", STRING, "Column."),
              Column.of("type", STRING, "SQL type."),
              Column.of("is_key", BOOLEAN, "Whether the column is part of the primary key."),
              Column.of("is_nullable", BOOLEAN, "Whether the column may be empty."),
              Column.of("pii_class", STRING, "How far the column identifies a person."),
              Column.of("description", STRING, "What the column holds."),
              Column.of("written_by", STRING, "Job that writes the table."),
              Column.of("read_by", STRING, "Jobs that read the table, separated by comma."),
              RUN_ID),
          NONE,
          "Everything the contracts declare.");

  public static final TableSpec PII_INVENTORY =
      new TableSpec(
          "pii_inventory",
          RESULT,
          "table x personal column",
          List.of("table_name", "column_name"),
          List.of(
              Column.of("table_name", STRING, "Table that holds the column."),
              Column.of("column_name", STRING, "Column with personal data."),
              Column.of(
                  "pii_class",
                  STRING,
                  "LINKABLE, LINKED or SPECIAL; NON_PII where only a regulation calls the column personal."),
              Column.of("kind", STRING, "Kind of the attribute; empty for ids and payloads.")
                  .optional(),
              Column.of(
                  "detected_by",
                  STRING,
                  "contract (declared by the suite) or kind (declared by the configuration)."),
              Column.of("personal_gdpr", BOOLEAN, "Personal data under the GDPR."),
              Column.of("personal_ccpa", BOOLEAN, "Personal information under the CCPA."),
              Column.of("personal_cpra", BOOLEAN, "Personal information under the CPRA."),
              Column.of(
                  "protection",
                  STRING,
                  "lake only, masked, or published (its class or the configuration allows it)."),
              RUN_ID),
          NONE,
          "Which columns hold personal data, of which class, and how they are protected.");

  private static final List<TableSpec> ALL =
      List.of(
          SOURCE_RECORD,
          VALID_RECORD,
          QUARANTINE_RECORD,
          ORDER_LINE,
          INTERACTION,
          SUBSCRIPTION,
          TICKET,
          SURVEY_ANSWER,
          TEXT_DOCUMENT,
          CONSENT_EVENT,
          PRODUCT,
          CAMPAIGN,
          TABLE_ROW,
          SUPPLIER_RECORD,
          COLUMN_PROFILE,
          RULE_RESULT,
          RECORD_ISSUE,
          SOURCE_VOLUME,
          QUALITY_SCORE,
          SOURCE_OVERLAP,
          PLAN_MILESTONE,
          MATCH_MODEL,
          BLOCKING_AUDIT,
          MATCH_PAIR,
          MATCH_EVIDENCE,
          CUSTOMER_LINK,
          SUPPLIER_LINK,
          SUPPLIED_VALUE,
          ENRICHMENT_AGREEMENT,
          GOLDEN_CUSTOMER,
          PUBLISHED_CUSTOMER,
          GOLDEN_LINEAGE,
          IDENTITY_EVENT,
          IDENTITY_STAT,
          CUSTOMER_PROFILE,
          FEATURE_PARAMETER,
          FEATURE_STATISTIC,
          CUSTOMER_RFM,
          CUSTOMER_LIFECYCLE,
          SEGMENT_TRANSITION,
          COHORT_RETENTION,
          VALUE_BRIDGE,
          CUSTOMER_VALUE,
          VALUE_MODEL,
          MODEL_READINESS,
          METRIC_ANOMALY,
          ANOMALY_CAUSE,
          FORECAST,
          MODEL_REGISTRY,
          RECORD_OUTLIER,
          RECORD_OUTLIER_FEATURE,
          CLASSIFICATION_SCORE,
          CLASS_PROBABILITY,
          MODEL_CLASS,
          MODEL_CONFUSION,
          CHURN_SCORE,
          REGRESSION_SCORE,
          PREDICTION_REASON,
          MODEL_METRIC,
          MODEL_DECILE,
          MODEL_CALIBRATION,
          PREDICTION_OUTCOME,
          MODEL_DRIFT,
          MODEL_FAIRNESS,
          FEATURE_ASSOCIATION,
          SURVIVAL_CURVE,
          SURVIVAL_COEFFICIENT,
          UPLIFT_SCORE,
          UPLIFT_DECILE,
          DRIVER_EFFECT,
          REGRESSION_SUMMARY,
          REGRESSION_COEFFICIENT,
          SEGMENT_MEMBERSHIP,
          SEGMENT_SUMMARY,
          SEGMENT_FEATURE,
          CLUSTER_CHOICE,
          CLUSTER_FEATURE,
          SEGMENT_MIGRATION,
          PERSONA_DRIFT,
          FREQUENT_ITEMSET,
          ASSOCIATION_RULE,
          SEQUENCE_PATTERN,
          RECOMMENDATION,
          RECOMMENDATION_METRIC,
          JOB_RUN,
          TABLE_CATALOG,
          PII_INVENTORY);

  private Tables() {}

  private static Column money(String name, String description) {
    return Column.of(name, DataTypes.createDecimalType(18, 2), description);
  }

  private static Column number(String name, String description) {
    return Column.of(name, DOUBLE, description).optional();
  }

  private static Column quantile(String name, String share) {
    return Column.of(
            name,
            STRING,
            "Number or date that "
                + share
                + " of the canonical values do not exceed: exact up to 10,000 distinct values, above it a number less than 1/128 off and a date exact to the day; empty for texts and where the attribute is personal.")
        .optional();
  }

  /** All tables, in the order in which data flows through them. */
  public static List<TableSpec> all() {
    return ALL;
  }
}
