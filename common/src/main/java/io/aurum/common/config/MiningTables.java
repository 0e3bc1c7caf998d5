package io.aurum.common.config;

import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.feature.Feature;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Column;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tables that an analysis can name as its input, with their columns: plain tables by the name
 * of their source, facts by their entity, and results about customers by their own name. The first
 * that bears the name is meant.
 */
final class MiningTables {
  private static final String NOUN = "table";
  private static final List<String> LEADING =
      List.of("source", "entity_id", "customer_id", "known_at");

  private final Map<String, List<String>> columnsOf = new LinkedHashMap<>();

  /**
   * @param features of the customer profile, which are columns of its table
   */
  MiningTables(List<SourceSettings> sources, List<Feature> features) {
    for (SourceSettings source : sources) {
      if (source.entity().equals(Entities.TABLE_ROW.name())) {
        columnsOf.put(source.name(), List.copyOf(source.columns().keySet()));
      }
    }
    for (Entity entity : Mineable.ENTITIES) {
      columnsOf.putIfAbsent(
          entity.name(), entity.columns().stream().map(EntityColumn::name).toList());
    }
    for (TableSpec result : Mineable.RESULTS) {
      columnsOf.putIfAbsent(result.name(), columns(result, features));
    }
  }

  private static List<String> columns(TableSpec result, List<Feature> features) {
    List<String> columns =
        new ArrayList<>(Mineable.columns(result).stream().map(Column::name).toList());
    if (result.equals(Tables.CUSTOMER_PROFILE)) {
      features.forEach(feature -> columns.add(feature.name()));
    }
    return List.copyOf(columns);
  }

  /** Parses the name of a table. */
  Parser<String> table() {
    return oneOf(NOUN, columnsOf.keySet());
  }

  /**
   * Parses the name of one of the table's columns. Where the table is unknown, its columns are too:
   * that is not said again.
   */
  Parser<String> column(String table) {
    List<String> columns = columns(table);
    return columns.isEmpty() ? name() : oneOf("column of the table", columns);
  }

  /**
   * A condition over the rows of a table, as an analysis sees them: with the source, the id of the
   * record, the customer, and of a delivered table the time from which a row is known.
   */
  Optional<Condition> condition(Section section, String key, String table) {
    List<String> columns = new ArrayList<>(columns(table));
    if (!columns.isEmpty()) {
      columns.addAll(LEADING);
    }
    return SqlConditions.find(section, key, columns);
  }

  /** Those of some names, in lower case, that are columns of the table's own. */
  List<String> own(String table, List<String> names) {
    return columns(table).stream()
        .filter(column -> names.contains(column.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The table's own columns, in its order; none where the table is unknown. */
  List<String> columns(String table) {
    return columnsOf.getOrDefault(table, List.of());
  }
}
