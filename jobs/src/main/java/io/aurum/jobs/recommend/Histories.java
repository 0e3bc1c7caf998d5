package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.basket.ItemRows;
import io.aurum.common.config.RecommendSettings;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.table.Entities;
import io.aurum.jobs.JobContext;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who took what, who returned what, and who wants to hear of it. */
final class Histories {
  static final String PERSON = "person";
  static final String ITEM = "item";
  static final String TAKEN = "taken";
  static final String RETURNED = "returned";
  static final String TIME = "time";

  private final JobContext context;
  private final RecommendSettings settings;
  private final ItemRows rows;
  private final Dataset<Row> counted;

  Histories(JobContext context, RecommendSettings settings) {
    this.context = context;
    this.settings = settings;
    Dataset<Row> table =
        new MiningRows(context.lake(), context.run(), context.settings()).of(settings.table());
    this.rows =
        ItemRows.of(
            table,
            new ItemRows.Columns(List.of(settings.customer()), settings.item(), settings.time()),
            settings.where(),
            context.run());
    Column came =
        settings.returned().isNone() ? lit(false) : MiningRows.holds(table, settings.returned());
    this.counted =
        rows.counted()
            .select(
                col(settings.customer()).cast("string").as(PERSON),
                col(settings.item()).cast("string").as(ITEM),
                came.as(RETURNED),
                settings
                    .time()
                    .map(time -> col(time).cast("timestamp"))
                    .orElse(lit(null).cast("timestamp"))
                    .as(TIME));
  }

  ItemRows.Counts count() {
    return rows.count();
  }

  /** Rows that say that an item came back. */
  long returns() {
    return counted.where(col(RETURNED)).count();
  }

  /** Rows that say that an item was taken: {@code person, item, time}. */
  Dataset<Row> taken() {
    return counted.where(not(col(RETURNED))).drop(RETURNED);
  }

  /** The same as baskets, one for each person. */
  Dataset<Row> baskets() {
    return taken()
        .select(
            col(PERSON).as(BasketItems.BASKET),
            col(ITEM).as(BasketItems.ITEM),
            lit(1).as(BasketItems.ROWS));
  }

  /** People who may be offered something: {@code person, taken, returned}, lists of items. */
  Dataset<Row> people() {
    Dataset<Row> people =
        counted
            .groupBy(PERSON)
            .agg(
                collect_set(when(not(col(RETURNED)), col(ITEM))).as(TAKEN),
                collect_set(when(col(RETURNED), col(ITEM))).as(RETURNED));
    return settings
        .consent()
        .map(
            purpose ->
                people.join(
                    unwilling(purpose), col(PERSON).equalTo(col(Consents.WHO)), "left_anti"))
        .orElse(people);
  }

  private Dataset<Row> unwilling(String purpose) {
    Dataset<Row> declarations = new Facts(context.lake(), context.run()).of(Entities.CONSENT_EVENT);
    return Consents.unwilling(declarations, purpose, context.run());
  }
}
