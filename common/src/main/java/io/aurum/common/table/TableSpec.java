package io.aurum.common.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table's contract: the one place that says what the table is. The catalogue, column comments,
 * the PII inventory and the order of jobs are generated from it.
 *
 * @param name snake_case, singular
 * @param store where the table lives
 * @param grain what one row is, in words
 * @param key names of the columns that identify a row; declared and unique
 * @param columns in order of appearance, without the attribute columns
 * @param attributes which columns every configured attribute adds (after {@code columns})
 * @param description one sentence for people who look for a table
 */
public record TableSpec(
    String name,
    Store store,
    String grain,
    List<String> key,
    List<Column> columns,
    AttributeColumns attributes,
    String description) {

  public TableSpec {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + ": column declared twice: " + column.name());
      }
    }
    for (String part : key) {
      if (!names.contains(part)) {
        throw new IllegalArgumentException(name + ": key column not declared: " + part);
      }
    }
  }

  /** The contract with further columns appended; used to add the configured attributes. */
  public TableSpec plus(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new TableSpec(name, store, grain, key, all, AttributeColumns.NONE, description);
  }

  /** The column of that name. */
  public Column column(String columnName) {
    return columns.stream()
        .filter(c -> c.name().equals(columnName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no column " + columnName));
  }

  /** Spark schema of the declared columns, descriptions as column comments. */
  public StructType schema() {
    return new StructType(
        columns.stream()
            .map(
                c ->
                    new StructField(
                        c.name(),
                        c.type(),
                        c.nullable(),
                        new MetadataBuilder().putString("comment", c.description()).build()))
            .toArray(StructField[]::new));
  }
}
