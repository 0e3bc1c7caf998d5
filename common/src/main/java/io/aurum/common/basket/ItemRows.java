package io.aurum.common.basket;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.MiningRows;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.Run;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a table that say which item is in which basket: those that a condition holds for,
 * that have a basket and an item, and that had happened by the date of the run. The others are told
 * with the reason.
 */
public final class ItemRows {
  private static final String REASON = "left_out";

  /** Facts of different sources can have the same order numbers; customers are the same. */
  private static final String CUSTOMER = "customer_id";

  private final Columns columns;
  private final Dataset<Row> judged;

  private ItemRows(Columns columns, Dataset<Row> judged) {
    this.columns = columns;
    this.judged = judged;
  }

  /**
   * What the columns of a table mean.
   *
   * @param basket rows with the same values are one basket; or {@code customer_id}
   * @param item what is in it
   * @param time when it was taken
   */
  public record Columns(List<String> basket, String item, Optional<String> time) {}

  /**
   * How many rows there are.
   *
   * @param all rows of the table
   * @param leftOut those that make no baskets, by the reason in words
   */
  public record Counts(long all, Map<String, Long> leftOut) {}

  /**
   * Judges the rows of a table.
   *
   * @param table as {@link MiningRows} gives it
   * @throws AurumException exit code USAGE where the condition is no SQL over the table
   */
  public static ItemRows of(Dataset<Row> table, Columns columns, Condition where, Run run) {
    Column late =
        columns
            .time()
            .map(time -> time(time).geq(lit(Timestamp.from(run.knownBefore()))))
            .orElse(lit(false));
    Column noBasket =
        columns.basket().stream().map(name -> col(name).isNull()).reduce(Column::or).orElseThrow();
    Column reason =
        when(not(MiningRows.holds(table, where)), "that 'where' leaves out")
            .when(
                columns.time().map(time -> col(time).isNull()).orElse(lit(false)), "without a time")
            .when(late, "later than the date")
            .when(noBasket, "without a basket or customer")
            .when(col(columns.item()).isNull(), "without an item");
    return new ItemRows(columns, table.withColumn(REASON, reason));
  }

  private static Column time(String name) {
    return col(name).cast("timestamp");
  }

  /** The rows that count, with all columns of the table. */
  public Dataset<Row> counted() {
    return judged.where(col(REASON).isNull());
  }

  /** The rows that count as {@code basket, item, rows}, in the shape of {@link BasketItems}. */
  public Dataset<Row> baskets() {
    return counted()
        .select(
            basket().as(BasketItems.BASKET),
            col(columns.item()).cast("string").as(BasketItems.ITEM),
            lit(1).as(BasketItems.ROWS));
  }

  /** Values of several columns are told apart by their lengths. */
  private Column basket() {
    if (columns.basket().equals(List.of(CUSTOMER))) {
      return col(CUSTOMER);
    }
    Column key = col(MiningRows.SOURCE);
    for (String name : columns.basket()) {
      Column text = col(name).cast("string");
      key = concat(key, lit(" "), length(text).cast("string"), lit(" "), text);
    }
    return key;
  }

  /** Counts the rows of the table, and those that are left out, in one pass. */
  public Counts count() {
    long all = 0;
    Map<String, Long> leftOut = new TreeMap<>();
    for (Row row : judged.groupBy(REASON).count().collectAsList()) {
      all += row.getLong(1);
      if (!row.isNullAt(0)) {
        leftOut.put(row.getString(0), row.getLong(1));
      }
    }
    return new Counts(all, leftOut);
  }
}
