package io.aurum.common.lake;

import io.aurum.common.feature.Feature;
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

  /** Type of a feature in its shape. */
  static DataType of(Feature feature) {
    if (feature.shape() instanceof Feature.Scale) {
      return DataTypes.DoubleType;
    }
    if (!(feature.shape() instanceof Feature.AsIs)) {
      return DataTypes.StringType;
    }
    return switch (feature.type()) {
      case COUNT -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case MONEY -> DataTypes.createDecimalType(18, 2);
      case TEXT -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
    };
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
