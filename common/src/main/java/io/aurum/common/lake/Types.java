package io.aurum.common.lake;

import org.apache.spark.sql.types.DataType;

/** Comparison of Spark types. */
final class Types {
  private Types() {}

  /** Whether two types are equal apart from nullability and descriptions. */
  static boolean same(DataType one, DataType other) {
    return one.catalogString().equals(other.catalogString());
  }
}
