package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Brings the delivered values of every record into one array, in the order of its source's
 * checklist: attributes stand in {@code source_record} as columns, the fields of other entities in
 * a map.
 */
final class RawValues {
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private RawValues() {}

  /** Where the values of some sources stand, and in which order they are wanted. */
  private record Layout(boolean customer, List<String> names) {
    static Layout of(Checklist list) {
      return new Layout(list.source().isCustomer(), list.names());
    }

    Column values() {
      return array(names.stream().map(this::value).toArray(Column[]::new)).cast(TEXTS);
    }

    private Column value(String name) {
      return customer ? col("`" + name + "`") : try_element_at(col("fields"), lit(name));
    }
  }

  /**
   * The array; null for a source without checklist.
   *
   * @param checklists by source
   */
  static Column column(Map<String, Checklist> checklists) {
    Map<Layout, List<String>> sources = new LinkedHashMap<>();
    checklists.forEach(
        (source, list) ->
            sources.computeIfAbsent(Layout.of(list), layout -> new ArrayList<>()).add(source));
    Column raw = lit(null).cast(TEXTS);
    for (Map.Entry<Layout, List<String>> entry : sources.entrySet()) {
      raw =
          when(col("source").isin(entry.getValue().toArray()), entry.getKey().values())
              .otherwise(raw);
    }
    return raw;
  }
}
