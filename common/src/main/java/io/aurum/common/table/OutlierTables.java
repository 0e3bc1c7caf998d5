package io.aurum.common.table;

import static io.aurum.common.table.AttributeColumns.NONE;
import static io.aurum.common.table.ColumnTypes.DOUBLE;
import static io.aurum.common.table.ColumnTypes.INT;
import static io.aurum.common.table.ColumnTypes.LONG;
import static io.aurum.common.table.ColumnTypes.STRING;
import static io.aurum.common.table.CommonColumns.RUN_ID;
import static io.aurum.common.table.PiiClass.LINKABLE;
import static io.aurum.common.table.Store.RESULT;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The tables about odd records. */
final class OutlierTables {
  private static final Column TASK =
      Column.of("task", STRING, "Name of the outlier analysis in the configuration.");
  private static final Column ENTITY =
      Column.of(
              "entity_id",
              STRING,
              "Record of the table: its source_record_id, or the customer_id of a table about customers.")
          .pii(LINKABLE);
  private static final Column CUSTOMER =
      Column.of("customer_id", STRING, "Golden id of the customer of the record; else empty.")
          .pii(LINKABLE)
          .optional();

  static final TableSpec RECORD_OUTLIER =
      new TableSpec(
          "record_outlier",
          RESULT,
          "task x record of its table",
          List.of("task", "source", "entity_id"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              ENTITY,
              CUSTOMER,
              Column.of(
                  "is_outlier", DataTypes.BooleanType, "Whether it is odd enough to look at."),
              Column.of(
                  "outlier_score",
                  DOUBLE,
                  "How improbable so odd a record is, by the detectors that find it oddest: 0.999 says that 1 in 1,000 is as odd."),
              Column.of(
                  "evidence",
                  DOUBLE,
                  "The same in decimal digits, -log10(1 - outlier_score); orders records that are beyond comparison too."),
              Column.of("threshold", DOUBLE, "Evidence from which on a record is an outlier."),
              Column.of(
                  "threshold_basis",
                  STRING,
                  "gap: the deepest gap in the evidence; rate: the share of records that the configuration expects."),
              Column.of(
                      "suspected_type",
                      STRING,
                      "First type of the configuration whose condition holds; empty where none does or the record is no outlier.")
                  .optional(),
              Column.of(
                      "why",
                      STRING,
                      "What makes an outlier odd, in words, strongest first: value, nearest ordinary value and share of the evidence.")
                  .optional(),
              Column.of(
                  "isolation_forest_score",
                  DOUBLE,
                  "Of the isolation forest alone: 0.5 is as easily parted from the others as any."),
              voice("ecod_score", "ECOD: values far out in a tail"),
              voice("copod_score", "COPOD: values far out in the long tail"),
              voice("hbos_score", "HBOS: values in empty bins"),
              voice("neighbour_score", "nearest neighbours in samples"),
              Column.of("n", LONG, "Records that the detectors learnt from."),
              RUN_ID),
          NONE,
          "How odd every record of a table is, whether it is an outlier, why, and what it may be.");

  static final TableSpec RECORD_OUTLIER_FEATURE =
      new TableSpec(
          "record_outlier_feature",
          RESULT,
          "task x outlier x feature that makes it odd",
          List.of("task", "source", "entity_id", "feature"),
          List.of(
              TASK,
              CommonColumns.SOURCE,
              ENTITY,
              Column.of("feature", STRING, "Column whose value makes the record odd."),
              Column.of("position", INT, "1 is the strongest."),
              Column.of(
                      "value",
                      STRING,
                      "Its value; empty where it is missing or may not be published.")
                  .optional(),
              Column.of(
                      "ordinary_value",
                      STRING,
                      "Nearest value with which the record would be less odd; empty where that is a missing one or may not be published.")
                  .optional(),
              Column.of(
                      "difference",
                      DOUBLE,
                      "Value less ordinary value, in the unit of the feature; empty of what is no number or may not be published.")
                  .optional(),
              Column.of(
                      "deviation",
                      DOUBLE,
                      "Value less the median, in robust standard deviations; empty of what is no number or may not be published.")
                  .optional(),
              Column.of(
                  "evidence_fall",
                  DOUBLE,
                  "Evidence that the ordinary value takes away, those of the features before it being ordinary too."),
              Column.of(
                  "evidence_rate",
                  DOUBLE,
                  "Share of that in what all ordinary values together take away."),
              RUN_ID),
          NONE,
          "Which values make each outlier odd, by how much, and what they would ordinarily be.");

  private OutlierTables() {}

  private static Column voice(String name, String what) {
    return Column.of(name, DOUBLE, "Share of records that are less odd to " + what + ".");
  }
}
