package io.aurum.jobs.recommend;

import io.aurum.common.config.RecommendSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.RowAccounting;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Recommends items to customers: the entries under {@code recommend}.
 *
 * <p><b>In:</b> a table of who took what, consents, a catalogue of items and, where named, the
 * rules of an analysis. <b>Out:</b> {@code recommendation}, and {@code recommendation_metric} where
 * recommendations are judged.
 *
 * <p><b>How.</b> In one of three ways. By weights: each item is foreseen from all that a customer
 * took, by ridge regression (see {@link io.aurum.common.pattern.ItemWeights}). By neighbours: items
 * are alike where the same customers take both, and what is most like a customer's own items comes
 * first (see {@link io.aurum.common.pattern.Neighbours}). Or by what most took. Which of them, and
 * how strong the ridge is, is chosen by how well it foresees the last part of what each customer
 * took from the first (see {@link io.aurum.common.pattern.Choice}).
 *
 * <p><b>Why</b> is told by the customer's own items that count most, or by a rule: those count that
 * are not redundant, are surer than chance, and of which the customer has everything they ask for.
 * What only rules expect fills a list that would be too short.
 *
 * <p><b>Never recommended</b> is what the customer owns or has returned, as configured, and what
 * the catalogue lacks or does not offer. Whoever has withdrawn or refused consent, or whose consent
 * has expired, gets nothing.
 *
 * <p><b>Judged</b> by what customers took later, split by one day for all and by the last part of
 * each: the way that was chosen without sight of it, the others, and factors by alternating least
 * squares.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the tables; accepted are those of customers' items;
 * the others are dropped, with their reasons.
 */
public final class RecommendJob implements Job {
  @Override
  public String name() {
    return "recommend";
  }

  @Override
  public String summary() {
    return "Recommends items to each customer, with the reason in words.";
  }

  @Override
  public String purpose() {
    return "Offer customers what suits them; whoever withdrew consent is offered nothing.";
  }

  @Override
  public List<TableSpec> reads() {
    List<TableSpec> tables =
        new ArrayList<>(List.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK, Tables.ASSOCIATION_RULE));
    Mineable.ENTITIES.forEach(entity -> tables.add(entity.table()));
    tables.addAll(Mineable.RESULTS);
    return List.copyOf(tables);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.RECOMMENDATION, Tables.RECOMMENDATION_METRIC);
  }

  @Override
  public JobResult run(JobContext context) {
    List<Recommendations> done = new ArrayList<>();
    try {
      for (RecommendSettings settings : context.settings().mining().recommendations()) {
        context.progress().phase("recommendations " + settings.name());
        done.add(Recommendations.of(context, settings));
      }
      List<Commit> commits =
          List.of(
              publish(
                  context,
                  Tables.RECOMMENDATION,
                  done.stream().map(Recommendations::rows).toList()),
              publish(
                  context,
                  Tables.RECOMMENDATION_METRIC,
                  List.of(
                      context
                          .spark()
                          .createDataFrame(
                              done.stream().flatMap(d -> d.metrics().stream()).toList(),
                              context.lake().contract(Tables.RECOMMENDATION_METRIC).schema()))));
      return RowAccounting.of(done.stream().map(Recommendations::accounting).toList())
          .result(commits, done.stream().map(Recommendations::inWords).toList());
    } finally {
      done.forEach(Recommendations::close);
    }
  }

  private static Commit publish(JobContext context, TableSpec table, List<Dataset<Row>> parts) {
    Lake lake = context.lake();
    return lake.publish(
        table,
        parts.stream()
            .reduce(Dataset::unionByName)
            .orElseGet(
                () -> context.spark().createDataFrame(List.of(), lake.contract(table).schema())));
  }
}
