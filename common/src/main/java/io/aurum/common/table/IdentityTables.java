package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DATE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.CUSTOMER_ID;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.CommonColumns.SOURCE;
import static io.aurum.common.table.CommonColumns.SOURCE_RECORD_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.Store.RESULT;
import static io.aurum.common.table.Store.STATE;
import static io.aurum.common.table.Store.VIEW;

import java.util.List;

/** The tables of identity: how records become customers. */
final class IdentityTables {
  static final TableSpec MATCH_MODEL =
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

  static final TableSpec BLOCKING_AUDIT =
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

  static final TableSpec MATCH_PAIR =
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

  static final TableSpec MATCH_EVIDENCE =
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

  static final TableSpec CUSTOMER_LINK =
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

  static final TableSpec IDENTITY_EVENT =
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

  static final TableSpec IDENTITY_STAT =
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

  private IdentityTables() {}
}
