package io.aurum.common.lake;

import io.aurum.common.kind.ValueType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Spark types: which kinds take, and when two are the same. */
final class Types {
  private Types() {}

  /** Whether two types are equal apart from nullability and descriptions. */
  static boolean same(DataType one, DataType other) {
    return one.catalogString().equals(other.catalogString());
  }

  /**
   * Type in which a value of a kind is read. Numbers are DOUBLE: they are read by people and
   * learners, in tools that know no 38-digit decimals; the exact canonical text stays in the lake.
   */
  static DataType of(ValueType type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case NUMBER -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
    };
  }
}
