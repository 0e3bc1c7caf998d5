package io.aurum.jobs.report;

import static io.aurum.jobs.report.GridColumn.decimal;
import static io.aurum.jobs.report.GridColumn.grid;
import static io.aurum.jobs.report.GridColumn.interval;
import static io.aurum.jobs.report.GridColumn.number;
import static io.aurum.jobs.report.GridColumn.share;
import static io.aurum.jobs.report.GridColumn.text;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What customers buy, how that changes, and what they are worth ahead. */
final class ValueSection {
  /** What the tasks of models of purchases begin with. */
  static final String TASK = "value/";

  /** What those of the models of spend end with. */
  private static final String SPEND = "/spend";

  private static final int SHOWN_COHORTS = 12;

  private final Lake lake;

  private ValueSection(Lake lake) {
    this.lake = lake;
  }

  /** The section; empty where nobody has bought anything. */
  static Optional<Section> of(Lake lake) {
    return lake.count(Tables.CUSTOMER_RFM) == 0
        ? Optional.empty()
        : Optional.of(new ValueSection(lake).section());
  }

  private Section section() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Note(
            "Buyers by how recently and how often they bought: table customer_rfm, one row for each buyer."));
    blocks.add(segments());
    blocks.add(new Block.Note("Where in their life as customers all customers are."));
    blocks.add(stages());
    blocks.add(
        new Block.Note(
            "Why revenue changed from one period to the next; the parts sum to the change to the cent."));
    blocks.addAll(bridge());
    blocks.add(
        new Block.Note(
            "How many of those who came in a month bought again later, counted over all complete months since."));
    blocks.add(cohorts());
    blocks.add(
        new Block.Note("The models of purchases to come. Customer value rests on those chosen."));
    blocks.add(models());
    blocks.addAll(metrics());
    return new Section("value", "What customers do and what they are worth", blocks);
  }

  private Block segments() {
    return grid(
        lake.read(Tables.CUSTOMER_RFM)
            .groupBy("segment")
            .agg(
                count(lit(1)).as("customers"),
                sum("monetary_amount").as("spent"),
                avg("recency_days").as("recency"),
                avg("frequency").as("orders"))
            .orderBy(col("spent").desc(), col("segment")),
        text("segment", "segment"),
        number("customers", "customers"),
        decimal("spent", "spent", 2),
        decimal("days since last purchase", "recency", 0),
        decimal("orders each", "orders", 1));
  }

  private Block stages() {
    return grid(
        lake.read(Tables.CUSTOMER_LIFECYCLE)
            .groupBy("stage")
            .agg(count(lit(1)).as("customers"))
            .orderBy(col("customers").desc(), col("stage")),
        text("stage", "stage"),
        number("customers", "customers"));
  }

  private List<Block> bridge() {
    List<Row> parts =
        lake.read(Tables.VALUE_BRIDGE)
            .orderBy(abs(col("amount")).desc(), col("component"))
            .collectAsList();
    if (parts.isEmpty()) {
      return List.of();
    }
    Row first = parts.get(0);
    return List.of(
        Block.Facts.of(
            new Block.Fact("days in each period", Rows.text(first, "period_days")),
            new Block.Fact("revenue before", money(first, "previous_revenue_amount")),
            new Block.Fact("revenue now", money(first, "current_revenue_amount"))),
        new Block.Bars(
            "change of revenue",
            parts.stream()
                .map(
                    part ->
                        new Block.Bar(
                            "",
                            Rows.text(part, "component"),
                            Rows.decimal(part, "amount"),
                            money(part, "amount")))
                .toList()));
  }

  private Block cohorts() {
    return grid(
        lake.read(Tables.COHORT_RETENTION)
            .where("is_complete and period > 0")
            .groupBy("cohort_month")
            .agg(
                max("customers").as("customers"),
                sum("retained").divide(sum("customers")).as("rate"),
                max(when(col("period").equalTo(1), col("rate"))).as("next_rate"),
                sum("revenue_amount").as("revenue"))
            .orderBy(col("cohort_month").desc())
            .limit(SHOWN_COHORTS),
        text("first purchase in", "cohort_month"),
        number("customers", "customers"),
        share("buy again in the next month", "next_rate"),
        share("in a month on average", "rate"),
        decimal("revenue since", "revenue", 2));
  }

  private Block models() {
    return grid(
        lake.read(Tables.VALUE_MODEL)
            .orderBy(col("is_chosen").desc(), col("model"), col("parameter")),
        text("model", "model"),
        text("parameter", "parameter"),
        decimal("estimate", "estimate", 4),
        interval("95 % interval", "ci_lo", "ci_hi", 4),
        decimal("log-likelihood", "log_likelihood", 2),
        number("customers", "n"),
        text("chosen", "is_chosen"));
  }

  private List<Block> metrics() {
    Dataset<Row> metrics =
        lake.read(Tables.MODEL_METRIC)
            .where(col("task").startsWith(TASK))
            .orderBy(col("task").endsWith(SPEND), col("metric"), col("task"));
    return metrics.isEmpty()
        ? List.of()
        : List.of(
            new Block.Note(
                "How far off they were: fitted without the last days, of purchases in those days, beside the saying that nobody buys again, and of spend, beside the saying that each spends as much as in as many days before."),
            grid(
                metrics,
                text("model", "task"),
                text("metric", "metric"),
                decimal("value", "value", 4),
                interval("95 % interval", "ci_lo", "ci_hi", 4),
                decimal("naive", "baseline_value", 4),
                number("customers", "n")));
  }

  private static String money(Row row, String column) {
    String currency = Rows.text(row, "currency");
    return Shown.decimal(Rows.decimal(row, column), 2) + (currency.isEmpty() ? "" : " " + currency);
  }
}
