package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** A few golden customers, masked. */
final class CustomersSection {
  private static final int SHOWN_CUSTOMERS = 8;

  private CustomersSection() {}

  static Section of(Lake lake, Settings settings) {
    List<String> headings =
        new ArrayList<>(List.of("customer", "kind", "records", "sources", "last seen"));
    settings.attributes().forEach(attribute -> headings.add(attribute.name()));
    List<List<Cell>> rows =
        lake
            .read(Tables.PUBLISHED_CUSTOMER)
            .orderBy(col("records").desc(), col("customer_id"))
            .limit(SHOWN_CUSTOMERS)
            .collectAsList()
            .stream()
            .map(row -> cells(row, settings))
            .toList();
    return Section.of(
        "customers",
        "Golden customers",
        new Block.Note(
            "The customers with the most records. Personal values are masked; `aurum why` with the customer's id shows what they were made of."),
        new Block.Grid(headings, rows));
  }

  private static List<Cell> cells(Row row, Settings settings) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(Rows.text(row, "customer_id")));
    cells.add(Cell.text(Rows.text(row, "profile_kind")));
    cells.add(Cell.number(Rows.number(row, "records")));
    cells.add(Cell.text(Rows.text(row, "source_names")));
    cells.add(Cell.text(Rows.text(row, "last_seen").replaceFirst("[T ].*", "")));
    for (AttributeSettings attribute : settings.attributes()) {
      cells.add(Cell.text(shown(row, attribute, settings)));
    }
    return cells;
  }

  /**
   * A published value may still say something about a person (a city, or what the configuration
   * publishes as it is); here it is masked.
   */
  private static String shown(Row row, AttributeSettings attribute, Settings settings) {
    String value = Rows.text(row, attribute.name());
    boolean masked =
        !attribute.publishable() && !settings.publish().clear().contains(attribute.name());
    boolean harmless = attribute.pii() == PiiClass.NON_PII;
    return value.isEmpty() || masked || harmless ? value : attribute.kind().mask(value);
  }
}
