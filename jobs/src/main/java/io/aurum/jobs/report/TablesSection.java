package io.aurum.jobs.report;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.Locale;

/** Every table, with what it is for and how many rows it has. */
final class TablesSection {
  private TablesSection() {}

  static Section of(Lake lake) {
    Block.Grid grid =
        Block.Grid.of("table", "store", "rows", "columns", "one row is", "description");
    for (TableSpec table : Tables.all()) {
      grid =
          grid.row(
              Cell.text(table.name()),
              Cell.text(table.store().name().toLowerCase(Locale.ROOT)),
              new Cell.Figure(rows(lake, table)),
              Cell.number(lake.contract(table).columns().size()),
              Cell.text(table.grain()),
              Cell.text(table.description()));
    }
    return Section.of("tables", "Tables", grid);
  }

  private static String rows(Lake lake, TableSpec table) {
    return lake.exists(table) ? Shown.number(lake.count(table)) : "-";
  }
}
