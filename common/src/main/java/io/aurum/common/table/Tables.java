package io.aurum.common.table;

import java.util.List;

/** The catalogue: every table of the suite, declared once. */
public final class Tables {
  public static final TableSpec SOURCE_RECORD = RecordTables.SOURCE_RECORD;
  public static final TableSpec VALID_RECORD = RecordTables.VALID_RECORD;
  public static final TableSpec QUARANTINE_RECORD = RecordTables.QUARANTINE_RECORD;
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
  public static final TableSpec COLUMN_PROFILE = QualityTables.COLUMN_PROFILE;
  public static final TableSpec RULE_RESULT = QualityTables.RULE_RESULT;
  public static final TableSpec SOURCE_VOLUME = QualityTables.SOURCE_VOLUME;
  public static final TableSpec QUALITY_SCORE = QualityTables.QUALITY_SCORE;
  public static final TableSpec SOURCE_OVERLAP = QualityTables.SOURCE_OVERLAP;
  public static final TableSpec PLAN_MILESTONE = QualityTables.PLAN_MILESTONE;
  public static final TableSpec RECORD_ISSUE = QualityTables.RECORD_ISSUE;
  public static final TableSpec MATCH_MODEL = IdentityTables.MATCH_MODEL;
  public static final TableSpec BLOCKING_AUDIT = IdentityTables.BLOCKING_AUDIT;
  public static final TableSpec MATCH_PAIR = IdentityTables.MATCH_PAIR;
  public static final TableSpec MATCH_EVIDENCE = IdentityTables.MATCH_EVIDENCE;
  public static final TableSpec CUSTOMER_LINK = IdentityTables.CUSTOMER_LINK;
  public static final TableSpec SUPPLIER_LINK = GoldenTables.SUPPLIER_LINK;
  public static final TableSpec SUPPLIED_VALUE = GoldenTables.SUPPLIED_VALUE;
  public static final TableSpec ENRICHMENT_AGREEMENT = GoldenTables.ENRICHMENT_AGREEMENT;
  public static final TableSpec GOLDEN_CUSTOMER = GoldenTables.GOLDEN_CUSTOMER;
  public static final TableSpec PUBLISHED_CUSTOMER = GoldenTables.PUBLISHED_CUSTOMER;
  public static final TableSpec GOLDEN_LINEAGE = GoldenTables.GOLDEN_LINEAGE;
  public static final TableSpec IDENTITY_EVENT = IdentityTables.IDENTITY_EVENT;
  public static final TableSpec IDENTITY_STAT = IdentityTables.IDENTITY_STAT;
  public static final TableSpec CUSTOMER_PROFILE = CustomerTables.CUSTOMER_PROFILE;
  public static final TableSpec FEATURE_PARAMETER = CustomerTables.FEATURE_PARAMETER;
  public static final TableSpec FEATURE_STATISTIC = CustomerTables.FEATURE_STATISTIC;
  public static final TableSpec CUSTOMER_RFM = CustomerTables.CUSTOMER_RFM;
  public static final TableSpec CUSTOMER_LIFECYCLE = CustomerTables.CUSTOMER_LIFECYCLE;
  public static final TableSpec SEGMENT_TRANSITION = CustomerTables.SEGMENT_TRANSITION;
  public static final TableSpec COHORT_RETENTION = CustomerTables.COHORT_RETENTION;
  public static final TableSpec VALUE_BRIDGE = CustomerTables.VALUE_BRIDGE;
  public static final TableSpec CUSTOMER_VALUE = CustomerTables.CUSTOMER_VALUE;
  public static final TableSpec VALUE_MODEL = CustomerTables.VALUE_MODEL;
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
  public static final TableSpec JOB_RUN = RunTables.JOB_RUN;
  public static final TableSpec TABLE_CATALOG = RunTables.TABLE_CATALOG;
  public static final TableSpec PII_INVENTORY = RunTables.PII_INVENTORY;

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

  /** All tables, in the order in which data flows through them. */
  public static List<TableSpec> all() {
    return ALL;
  }
}
