package io.aurum.common.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types of columns, by the names that the contracts use. */
final class ColumnTypes {
  static final DataType STRING = DataTypes.StringType;
  static final DataType LONG = DataTypes.LongType;
  static final DataType INT = DataTypes.IntegerType;
  static final DataType DOUBLE = DataTypes.DoubleType;
  static final DataType BOOLEAN = DataTypes.BooleanType;
  static final DataType TIMESTAMP = DataTypes.TimestampType;
  static final DataType DATE = DataTypes.DateType;

  private ColumnTypes() {}
}
