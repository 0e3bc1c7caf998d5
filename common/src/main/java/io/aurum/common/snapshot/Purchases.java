package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.PurchaseSettings;
import io.aurum.common.config.PurchaseSettings.Refunds;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The order lines that count, with their customers, in one currency.
 *
 * <p>{@link #lines} are the columns of {@code order_line} with {@code customer_id}, and all money
 * in {@link #currency}. A line counts where the configured condition holds, it has an amount in
 * that currency, it was ordered by the end of the run's date, and it is no refund that the policy
 * ignores.
 */
public final class Purchases {
  private static final String REASON = "left_out";
  private static final String NOBODY = "of no known customer";

  private final Dataset<Row> judged;
  private final Money money;

  private Purchases(Dataset<Row> judged, Money money) {
    this.judged = judged;
    this.money = money;
  }

  /** The lines as the run sees them. */
  public static Purchases of(Lake lake, Run run, Settings settings) {
    PurchaseSettings policy = settings.analysis().purchases();
    Money money = Money.of(lake, policy);
    Dataset<Row> lines = new Facts(lake, run).of(Entities.ORDER_LINE);
    Column counts =
        policy.where().isNone() ? lit(true) : coalesce(expr(policy.where().sql()), lit(false));
    Column refund = coalesce(col("is_return"), lit(false));
    Column ignored = policy.refunds() == Refunds.IGNORE ? refund : lit(false);
    Column late =
        col("ordered_at")
            .geq(lit(Timestamp.from(run.knownBefore())))
            .or(col("known_at").geq(lit(Timestamp.from(run.knownBefore()))));
    Column reason =
        when(not(counts), "that 'purchases.where' leaves out")
            .when(ignored, "that are refunds")
            .when(late, "later than the date")
            .when(col("amount").isNull(), "without an amount")
            .when(money.inOne(col("amount")).isNull(), "without a rate of exchange")
            .when(col(Facts.CUSTOMER_ID).isNull(), NOBODY);
    return new Purchases(
        money.inOne(
            lines.withColumn(REASON, reason).withColumn("is_return", refund), Entities.ORDER_LINE),
        money);
  }

  /** Currency of all amounts; empty where no line names one. */
  public Optional<String> currency() {
    return money.currency();
  }

  /** The lines that count, each with its customer. */
  public Dataset<Row> lines() {
    return judged.where(col(REASON).isNull()).drop(REASON);
  }

  /** The lines that would count if it were known whose they are. */
  public Dataset<Row> ofNobody() {
    return judged.where(col(REASON).equalTo(NOBODY)).drop(REASON);
  }

  /** Lines left out, by the reason in words. */
  public Map<String, Long> leftOut() {
    Map<String, Long> reasons = new TreeMap<>();
    judged
        .where(col(REASON).isNotNull())
        .groupBy(REASON)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> reasons.put(row.getString(0), row.getLong(1)));
    return reasons;
  }

  Money money() {
    return money;
  }
}
