package io.aurum.common.table;

import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/**
 * One typed column of a table's contract.
 *
 * @param name snake_case, the unit in the name where it has one ({@code _days}, {@code _s}, {@code
 *     _rate}, {@code _score})
 * @param type Spark type; flat in everything that is published
 * @param description one sentence for people who read the table
 * @param pii how far the column identifies a person
 * @param nullable whether a row may leave it empty
 * @param formerly value of the rows that were written before the table had the column
 */
public record Column(
    String name,
    DataType type,
    String description,
    PiiClass pii,
    boolean nullable,
    Optional<String> formerly) {

  public Column {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(pii, "pii");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("Column name is not snake_case: " + name);
    }
    if (description.isBlank()) {
      throw new IllegalArgumentException("Column has no description: " + name);
    }
  }

  /** A required column that says nothing about a person. */
  public static Column of(String name, DataType type, String description) {
    return new Column(name, type, description, PiiClass.NON_PII, false, Optional.empty());
  }

  /** The same column, allowed to be empty. */
  public Column optional() {
    return new Column(name, type, description, pii, true, formerly);
  }

  /** The same column with another PII class. */
  public Column pii(PiiClass newPii) {
    return new Column(name, type, description, newPii, nullable, formerly);
  }

  /** The same column, with this value where it is empty because the row is older than it. */
  public Column formerly(String value) {
    return new Column(name, type, description, pii, nullable, Optional.of(value));
  }
}
