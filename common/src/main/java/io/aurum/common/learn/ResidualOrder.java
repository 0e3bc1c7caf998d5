package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.stat.linear.DurbinWatson;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Residuals in the order of their rows' times, those of the same time in an order of their content.
 * They are sorted where they lie: each part is a stretch of time.
 */
final class ResidualOrder {
  static final StructType SCHEMA =
      new StructType()
          .add("time", DataTypes.DoubleType, false)
          .add("hash", DataTypes.LongType, false)
          .add("target", DataTypes.DoubleType, false)
          .add("residual", DataTypes.DoubleType, false);

  private static final Column[] ORDER =
      List.of("time", "hash", "target").stream().map(name -> col(name)).toArray(Column[]::new);

  private ResidualOrder() {}

  /**
   * Durbin and Watson's statistic; empty of no rows, or where all residuals are 0.
   *
   * @param residuals rows of {@link #SCHEMA}, in any order
   * @param parts that they are sorted in
   */
  static OptionalDouble durbinWatson(Dataset<Row> residuals, int parts) {
    DurbinWatson all = new DurbinWatson();
    residuals
        .repartitionByRange(parts, ORDER)
        .sortWithinPartitions(ORDER)
        .javaRDD()
        .mapPartitions(ResidualOrder::stretch)
        .collect()
        .forEach(all::append);
    double statistic = all.statistic();
    return Double.isNaN(statistic) ? OptionalDouble.empty() : OptionalDouble.of(statistic);
  }

  private static Iterator<DurbinWatson> stretch(Iterator<Row> rows) {
    DurbinWatson stretch = new DurbinWatson();
    rows.forEachRemaining(row -> stretch.add(row.getDouble(3)));
    return List.of(stretch).iterator();
  }
}
