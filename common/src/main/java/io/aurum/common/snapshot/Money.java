package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.PurchaseSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The currency in which money is told, and what other currencies are worth in it. An amount without
 * a currency is taken to be in that one; an amount in a currency without a rate is empty.
 *
 * @param currency ISO 4217; empty where no fact names any
 * @param rates what a unit of another currency is worth
 */
record Money(Optional<String> currency, Map<String, BigDecimal> rates) {
  static final DataType AMOUNT = DataTypes.createDecimalType(18, 2);

  /** Names of columns with money, by the conventions of all tables. */
  private static final Pattern MONEY = Pattern.compile("amount|.*_amount|.*_price");

  private static final DataType RATE = DataTypes.createDecimalType(18, 8);

  Money {
    rates = new TreeMap<>(rates);
  }

  /** As configured, else the currency of most order lines, the first of the alphabet of several. */
  static Money of(Lake lake, PurchaseSettings settings) {
    return new Money(settings.currency().or(() -> mostFrequent(lake)), settings.rates());
  }

  private static Optional<String> mostFrequent(Lake lake) {
    return lake
        .read(Entities.ORDER_LINE.table())
        .where(col("currency").isNotNull())
        .groupBy("currency")
        .agg(count(lit(1)).as("lines"))
        .collectAsList()
        .stream()
        .min(
            Comparator.comparingLong((Row row) -> -row.getLong(1))
                .thenComparing(row -> row.getString(0)))
        .map(row -> row.getString(0));
  }

  /** Rows of an entity with a column {@code currency}, all their money in the currency of all. */
  Dataset<Row> inOne(Dataset<Row> rows, Entity entity) {
    Dataset<Row> converted = rows;
    for (EntityColumn column : entity.columns()) {
      if (MONEY.matcher(column.name()).matches()) {
        DataType type = column.column().type();
        converted = converted.withColumn(column.name(), inOne(col(column.name()), type));
      }
    }
    return converted;
  }

  /** An amount of a row with a column {@code currency}, in the currency of all money. */
  Column inOne(Column amount) {
    return inOne(amount, AMOUNT);
  }

  private Column inOne(Column amount, DataType type) {
    Column given = coalesce(col("currency"), lit(currency.orElse("")));
    Column factor = when(given.equalTo(currency.orElse("")), lit(BigDecimal.ONE).cast(RATE));
    for (Map.Entry<String, BigDecimal> rate : rates.entrySet()) {
      factor = factor.when(given.equalTo(rate.getKey()), lit(rate.getValue()).cast(RATE));
    }
    return amount.multiply(factor).cast(type);
  }
}
