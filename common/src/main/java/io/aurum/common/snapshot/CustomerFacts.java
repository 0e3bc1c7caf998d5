package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.feature.FactTimes;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What customers did, entity by entity: the columns of the entity with {@code customer_id}, {@value
 * #TIME}, and money in one currency. Order lines are those that count.
 */
record CustomerFacts(Lake lake, Run run, Purchases purchases) {
  /** When a fact happened. */
  static final String TIME = "fact_time";

  /** The facts of an entity whose customers are known. */
  Dataset<Row> of(String entityName) {
    Entity entity = Entities.byName(entityName).orElseThrow();
    Dataset<Row> rows =
        entity.equals(Entities.ORDER_LINE) ? purchases.lines() : inOneCurrency(entity);
    return rows.where(col(Facts.CUSTOMER_ID).isNotNull())
        .withColumn(TIME, col(times(entityName).happened()).cast(DataTypes.TimestampType));
  }

  private Dataset<Row> inOneCurrency(Entity entity) {
    Dataset<Row> rows = new Facts(lake, run).of(entity);
    if (entity.column("currency").isEmpty()) {
      return rows;
    }
    return purchases.money().inOne(rows, entity);
  }

  /**
   * The same facts without what became known of them only later.
   *
   * @param end first instant that is later
   */
  static Dataset<Row> asKnownBefore(Column end, Dataset<Row> facts, String entityName) {
    Dataset<Row> known = facts;
    for (Map.Entry<String, List<String>> later :
        new TreeMap<>(times(entityName).later()).entrySet()) {
      Column arrived = col(later.getKey()).cast(DataTypes.TimestampType).lt(end);
      for (String dependent : later.getValue()) {
        known = known.withColumn(dependent, when(arrived, col(dependent)));
      }
      known = known.withColumn(later.getKey(), when(arrived, col(later.getKey())));
    }
    return known;
  }

  private static FactTimes times(String entityName) {
    return FactTimes.of(entityName).orElseThrow();
  }
}
