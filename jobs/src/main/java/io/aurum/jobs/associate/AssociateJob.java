package io.aurum.jobs.associate;

import io.aurum.common.config.AssociateSettings;
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
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds what goes with what: the analyses under {@code associate}.
 *
 * <p><b>In:</b> the table that an analysis names: a plain one, facts, or a result about customers.
 * Rows with the same basket are one basket; an item counts once in it. <b>Out:</b> {@code
 * frequent_itemset}, {@code association_rule} and, of analyses with sequences, {@code
 * sequence_pattern}.
 *
 * <p><b>Itemsets.</b> Every set of items that enough baskets hold, exactly: with {@code
 * min-support} a set is frequent in at least that share of the baskets, rounded up to whole ones.
 * Baskets are encoded once and sent to all executors, which search classes of itemsets of their own
 * (see {@link io.aurum.common.pattern.ItemsetMiner}); what they find is written from there.
 *
 * <p><b>Rules.</b> Every rule with one item as its consequent and enough confidence. All are
 * measured on the same baskets, and tried on baskets held out, from which nothing is learnt. Their
 * p-values are adjusted for all rules of the analysis together. A rule is redundant where a part of
 * what it asks for says as much.
 *
 * <p><b>Taxonomy.</b> A basket with an item holds the categories of the item too. No itemset holds
 * an item with a category of its own.
 *
 * <p><b>Names.</b> Where a catalogue knows what items are called, itemsets, rules and sequences are
 * told by these names in words; columns that name items hold what the table calls them.
 *
 * <p><b>Sequences.</b> What customers do one after the other, in the order of time; things of one
 * day are one step, and there are two steps at least.
 *
 * <p><b>RowAccounting.</b> Rows in are the rows of the tables, those of a table counted for each
 * analysis; accepted are those that make baskets; the others are dropped, with their reasons.
 */
public final class AssociateJob implements Job {
  @Override
  public String name() {
    return "associate";
  }

  @Override
  public String summary() {
    return "Finds what goes with what: itemsets, rules with all measures, and sequences.";
  }

  @Override
  public String purpose() {
    return "Know which goods and contents go together; nothing is told of a single customer.";
  }

  @Override
  public List<TableSpec> reads() {
    List<TableSpec> tables = new ArrayList<>(List.of(Tables.TABLE_ROW, Tables.CUSTOMER_LINK));
    Mineable.ENTITIES.forEach(entity -> tables.add(entity.table()));
    tables.addAll(Mineable.RESULTS);
    return List.copyOf(tables);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(Tables.FREQUENT_ITEMSET, Tables.ASSOCIATION_RULE, Tables.SEQUENCE_PATTERN);
  }

  @Override
  public JobResult run(JobContext context) {
    List<Association> done = new ArrayList<>();
    try {
      for (AssociateSettings analysis : context.settings().mining().associations()) {
        context.progress().phase("analysis " + analysis.name());
        done.add(Association.of(context, analysis));
      }
      List<Commit> commits =
          List.of(
              publish(context, Tables.FREQUENT_ITEMSET, done, a -> Optional.of(a.itemsets())),
              publish(context, Tables.ASSOCIATION_RULE, done, a -> Optional.of(a.rules())),
              publish(context, Tables.SEQUENCE_PATTERN, done, Association::sequences));
      return RowAccounting.of(done.stream().map(Association::rows).toList())
          .result(commits, done.stream().map(Association::inWords).toList());
    } finally {
      done.forEach(Association::close);
    }
  }

  private static Commit publish(
      JobContext context,
      TableSpec table,
      List<Association> done,
      Function<Association, Optional<Dataset<Row>>> rows) {
    Lake lake = context.lake();
    Dataset<Row> all =
        done.stream()
            .flatMap(association -> rows.apply(association).stream())
            .reduce(Dataset::unionByName)
            .orElseGet(
                () -> context.spark().createDataFrame(List.of(), lake.contract(table).schema()));
    return lake.publish(table, all);
  }
}
