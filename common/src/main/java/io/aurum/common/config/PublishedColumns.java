package io.aurum.common.config;

import io.aurum.common.table.Entities;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.Mineable;
import java.util.List;
import java.util.Optional;

/**
 * Columns of tables that are mined whose values stand in published results as they are: items, and
 * what they are called.
 *
 * @param sources all of them
 */
record PublishedColumns(MiningTables tables, List<SourceSettings> sources) {

  /** The column under a key that must be there. */
  String require(Section section, String key, String table) {
    String column = section.require(key, tables.column(table));
    check(section, key, table, column);
    return column;
  }

  /** The column under a key that may be left out. */
  Optional<String> find(Section section, String key, String table) {
    Optional<String> column = section.find(key, tables.column(table));
    column.ifPresent(name -> check(section, key, table, name));
    return column;
  }

  /** The catalogue of a section. */
  ItemCatalogue catalogue(Section catalogue) {
    String table = catalogue.require("table", tables.table());
    return new ItemCatalogue(
        table, catalogue.require("item", tables.column(table)), require(catalogue, "label", table));
  }

  private void check(Section section, String key, String table, String column) {
    Optional<SourceSettings> plain =
        sources.stream()
            .filter(source -> source.entity().equals(Entities.TABLE_ROW.name()))
            .filter(source -> source.name().equals(table))
            .findFirst();
    boolean published =
        plain.isPresent()
            ? plain.get().fields().stream()
                .filter(field -> field.name().equals(column))
                .allMatch(FieldSettings::publishable)
            : Mineable.ENTITIES.stream()
                .filter(entity -> entity.name().equals(table))
                .flatMap(entity -> entity.columns().stream())
                .map(EntityColumn::column)
                .filter(known -> known.name().equals(column))
                .allMatch(known -> known.pii().publishable());
    if (!published) {
      section.reject(
          key,
          "personal column '" + column + "' for '" + section.pathTo(key) + "'",
          "its values are published, and what the column holds is personal or not known",
          plain.isPresent()
              ? "declare the column with a kind that is not personal: %s { column = .., kind = category }"
                  .formatted(column)
              : "name a column that tells of no person or device");
    }
  }
}
