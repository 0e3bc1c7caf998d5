package io.aurum.jobs.report;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** How far suppliers of data agree with what is known of customers, and what they added. */
final class SuppliersSection {
  private SuppliersSection() {}

  /** Empty where no supplier is configured. */
  static Optional<Section> of(Lake lake) {
    if (lake.count(Tables.ENRICHMENT_AGREEMENT) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Section.of(
            "suppliers",
            "Suppliers",
            new Block.Note(
                "Which of their records are about one customer. Nothing else of them is used, and nothing at all after the licence."),
            matches(lake),
            new Block.Note(
                "How their values compare with the customers' own, with 95 % intervals, and what became of them."),
            agreement(lake)));
  }

  /** The figures of a supplier stand in each of its rows. */
  private static Block matches(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "supplier",
            "source",
            "purpose",
            "licence",
            "until",
            "records",
            "matched",
            "ambiguous",
            "unmatched",
            "match rate");
    for (Row row :
        lake.read(Tables.ENRICHMENT_AGREEMENT)
            .select(
                "supplier",
                "source",
                "purpose",
                "licence",
                "licence_expires",
                "supplier_rows",
                "matched_rows",
                "ambiguous_rows",
                "unmatched_rows",
                "match_rate",
                "match_ci_lo",
                "match_ci_hi")
            .distinct()
            .orderBy("supplier")
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "supplier")),
              Cell.text(Rows.text(row, "source")),
              Cell.text(Rows.text(row, "purpose")),
              Cell.text(Rows.text(row, "licence")),
              Cell.text(Rows.text(row, "licence_expires")),
              Cell.number(Rows.number(row, "supplier_rows")),
              Cell.number(Rows.number(row, "matched_rows")),
              Cell.number(Rows.number(row, "ambiguous_rows")),
              Cell.number(Rows.number(row, "unmatched_rows")),
              rate(row, "match"));
    }
    return grid;
  }

  private static Block agreement(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "supplier",
            "attribute",
            "customers",
            "compared",
            "agree",
            "near",
            "different",
            "agreement",
            "filled",
            "updated",
            "conflicting");
    for (Row row :
        lake.read(Tables.ENRICHMENT_AGREEMENT).orderBy("supplier", "attribute").collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "supplier")),
              Cell.text(Rows.text(row, "attribute")),
              Cell.number(Rows.number(row, "customers")),
              Cell.number(Rows.number(row, "compared")),
              Cell.number(Rows.number(row, "agree")),
              Cell.number(Rows.number(row, "near")),
              Cell.number(Rows.number(row, "different")),
              rate(row, "agree"),
              Cell.number(Rows.number(row, "filled")),
              Cell.number(Rows.number(row, "updated")),
              Cell.number(Rows.number(row, "conflicting")));
    }
    return grid;
  }

  /** A rate with its interval; empty where there is nothing to measure it on. */
  private static Cell rate(Row row, String name) {
    if (row.isNullAt(row.fieldIndex(name + "_rate"))) {
      return new Cell.Figure("");
    }
    return new Cell.Figure(
        "%s [%s, %s]"
            .formatted(
                Shown.percent(Rows.decimal(row, name + "_rate")),
                Shown.percent(Rows.decimal(row, name + "_ci_lo")),
                Shown.percent(Rows.decimal(row, name + "_ci_hi"))));
  }
}
