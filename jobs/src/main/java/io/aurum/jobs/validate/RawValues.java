package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.SourceSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Brings the delivered values of every record into one array, in the order of its source's
 * checklist: attributes stand in {@code source_record} as columns, the fields of other entities in
 * a map. Names are looked up here and not in an expression of Spark, which would search the map
 * from its start for every name.
 */
final class RawValues {
  /** Delivered values: of a customer by attribute, of others as they stand in the map. */
  static final String VALUES = "raw_values";

  /** Names of the values; null for a customer. */
  static final String NAMES = "raw_names";

  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType);

  private final int width;
  private final Map<String, Integer> positions = new HashMap<>();

  /** Reads the values of the records that the checklist is for. */
  RawValues(Checklist list) {
    this.width = list.names().size();
    for (String name : list.names()) {
      positions.put(name, positions.size());
    }
  }

  /** The column {@link #VALUES} of a row of {@code source_record}. */
  static Column values(Map<String, Checklist> checklists) {
    return when(isCustomer(), attributes(checklists)).otherwise(map_values(col("fields")));
  }

  /** The column {@link #NAMES} of a row of {@code source_record}. */
  static Column names() {
    return when(isCustomer(), lit(null).cast(TEXTS)).otherwise(map_keys(col("fields")));
  }

  /**
   * The values by position in the checklist, null where none was delivered.
   *
   * @param values place of {@link #VALUES} in the row
   * @param names place of {@link #NAMES} in the row
   */
  String[] read(Row row, int values, int names) {
    List<String> delivered = row.getList(values);
    if (row.isNullAt(names)) {
      return delivered.toArray(String[]::new);
    }
    List<String> named = row.getList(names);
    var raw = new String[width];
    for (int i = 0; i < named.size(); i++) {
      Integer position = positions.get(named.get(i));
      if (position != null) {
        raw[position] = delivered.get(i);
      }
    }
    return raw;
  }

  private static Column isCustomer() {
    return col("entity").equalTo(SourceSettings.CUSTOMER);
  }

  private static Column attributes(Map<String, Checklist> checklists) {
    return checklists.values().stream()
        .filter(list -> list.source().isCustomer())
        .findFirst()
        .map(list -> array(list.names().stream().map(RawValues::attribute).toArray(Column[]::new)))
        .orElseGet(() -> lit(null))
        .cast(TEXTS);
  }

  private static Column attribute(String name) {
    return col("`" + name + "`");
  }
}
