package io.aurum.jobs.value;

import io.aurum.common.config.Settings;
import io.aurum.common.run.Run;
import io.aurum.common.snapshot.Conditions;
import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Tells how customers buy, where in their life they are, and what they are worth.
 *
 * <p><b>In:</b> order lines with the customers that their links name, and the golden customers.
 * <b>Out:</b> {@code customer_rfm}, {@code customer_lifecycle}, {@code segment_transition}, {@code
 * cohort_retention}, {@code value_bridge}, {@code customer_value}, {@code value_model} and rows of
 * {@code model_metric}. Without order lines nothing is written.
 *
 * <p><b>Purchases.</b> A purchase is an order; days are those of UTC. Which lines count, what goods
 * that came back do, and the currency are configured under {@code purchases}. Recency is counted
 * from the day of the last order to the date of the run.
 *
 * <p><b>What was before.</b> Former segments and stages are worked out at the date of comparison,
 * {@code value.compare-days} earlier, from the order lines that had happened and were known by
 * then, never from what a former run wrote. The change of revenue compares the days since with as
 * many before.
 *
 * <p><b>What is to come.</b> Repeat purchases follow BG/NBD, MBG/NBD or Pareto/NBD, as {@code
 * value.model} says: the likeliest, the one that told the purchases held out best, or one by name;
 * amounts follow the gamma-gamma model. A repeat purchase is a day with orders after the first such
 * day; refunds do not count. Histories are collapsed to distinct ones before they are fitted.
 *
 * <p><b>How good that is.</b> The last part of the days of purchases, {@code value.holdout-share},
 * is held out: every family is fitted to what had happened and was known before, says how often
 * each customer buys in those days and, with the gamma-gamma model, what is spent, and is judged by
 * what the customers did.
 *
 * <p><b>Accounting.</b> Rows in are the order lines; accepted are those that count; the others are
 * dropped, with their reasons.
 */
public final class ValueJob implements Job {
  @Override
  public String name() {
    return "value";
  }

  @Override
  public String summary() {
    return "Segments customers by what they bought, follows their stages, and values them.";
  }

  @Override
  public String purpose() {
    return "Know which customers buy, leave and return, and what they are worth.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(
        Tables.GOLDEN_CUSTOMER,
        Tables.CUSTOMER_LINK,
        Entities.ORDER_LINE.table(),
        Entities.PRODUCT.table());
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.CUSTOMER_RFM,
        Tables.CUSTOMER_LIFECYCLE,
        Tables.SEGMENT_TRANSITION,
        Tables.COHORT_RETENTION,
        Tables.VALUE_BRIDGE,
        Tables.CUSTOMER_VALUE,
        Tables.VALUE_MODEL,
        Tables.MODEL_METRIC);
  }

  @Override
  public void check(SparkSession spark, Settings settings, Run run) {
    Conditions.check(spark, settings);
  }

  @Override
  public JobResult run(JobContext context) {
    return context.lake().count(Entities.ORDER_LINE.table()) == 0
        ? JobResult.of(0, 0, List.of())
        : new Valuation(context).publish();
  }
}
