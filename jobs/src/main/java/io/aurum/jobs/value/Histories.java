package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Gathers the order lines of each customer into a {@link History}: one shuffle, by customer. */
final class Histories {
  static final String ID = "customer_id";
  private static final String DAYS = "days";

  private Histories() {}

  /**
   * Rows of {@code customer_id} and the days of the history, ascending.
   *
   * <p>The lines of an order are one order on its first day, known when the last of them was; goods
   * that came back are another.
   */
  static Dataset<Row> of(Dataset<Row> lines) {
    Column cents = col("amount").multiply(100).cast(DataTypes.LongType);
    Column bought = not(col("is_return"));
    return lines
        .select(
            col(ID),
            col("order_id"),
            col("is_return"),
            unix_date(to_date(col("ordered_at"))).as("day"),
            unix_date(to_date(col("known_at"))).as("known"),
            cents.as("cents"))
        .repartition(col(ID))
        .groupBy(ID, "order_id", "is_return")
        .agg(min("day").as("day"), max("known").as("known"), sum("cents").as("cents"))
        .groupBy(ID, "day", "known")
        .agg(
            count_if(bought).cast(DataTypes.IntegerType).as("orders"),
            sum(when(bought, col("cents")).otherwise(lit(0L))).as("bought"),
            sum(when(bought, lit(0L)).otherwise(col("cents"))).as("refunded"))
        .groupBy(ID)
        .agg(
            sort_array(collect_list(struct("day", "known", "orders", "bought", "refunded")))
                .as(DAYS));
  }

  /** The history in a row. */
  static History history(Row row) {
    List<Row> days = row.getList(row.fieldIndex(DAYS));
    return new History(
        days.stream().mapToInt(day -> day.getInt(0)).toArray(),
        days.stream().mapToInt(day -> day.getInt(1)).toArray(),
        days.stream().mapToInt(day -> day.getInt(2)).toArray(),
        days.stream().mapToLong(day -> day.getLong(3)).toArray(),
        days.stream().mapToLong(day -> day.getLong(4)).toArray());
  }
}
