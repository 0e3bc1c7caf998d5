package io.aurum.common.table;

import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * A column of an entity that sources can fill.
 *
 * @param column as it stands in the entity's table; a canonical value of the kind can be cast to
 *     its type
 * @param kind name of the kind that standardises and checks its values
 * @param required whether a record without a valid value is no record of the entity
 * @param otherwise SQL over the other columns as delivered, or over {@code source_record_id}: the
 *     value where the source gives none
 */
public record EntityColumn(
    Column column, String kind, boolean required, Optional<String> otherwise) {

  public EntityColumn {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(kind, "kind");
  }

  /** A column that sources may leave out. */
  static EntityColumn of(String name, DataType type, String kind, String description) {
    return new EntityColumn(
        Column.of(name, type, description).optional(), kind, false, Optional.empty());
  }

  public String name() {
    return column.name();
  }

  /** The same column, which every record needs a valid value of. */
  EntityColumn always() {
    Column filled = Column.of(name(), column.type(), column.description()).pii(column.pii());
    return new EntityColumn(filled, kind, true, otherwise);
  }

  /** The same column with a value that stands in for a missing one. */
  EntityColumn orElse(String sql) {
    return new EntityColumn(column, kind, required, Optional.of(sql));
  }

  /** The same column with another PII class. */
  EntityColumn pii(PiiClass pii) {
    return new EntityColumn(column.pii(pii), kind, required, otherwise);
  }
}
