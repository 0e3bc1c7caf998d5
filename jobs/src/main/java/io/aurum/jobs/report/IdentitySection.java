package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Whom the records turned out to be, and what decided it. */
final class IdentitySection {
  /** Weights of a level when nothing is known of the attribute on which it depends. */
  private static final String WHATEVER_THE_OTHERS = "(any)";

  private IdentitySection() {}

  static Section of(Lake lake, Run run, ClusterSizes sizes) {
    List<Block> blocks = new ArrayList<>();
    lake.read(Tables.IDENTITY_STAT).collectAsList().forEach(row -> blocks.add(facts(row)));
    blocks.add(new Block.Bars("Customers by number of records", sizes.bars()));
    blocks.add(
        new Block.Bars(
            "Weight of each comparison level, bits (positive speaks for one customer)",
            weights(lake)));
    blocks.add(
        new Block.Note(
            "Which kinds of key brought records together, and what was given up as too large."));
    blocks.add(blocking(lake));
    blocks.add(new Block.Note("Changes of identities in this run."));
    blocks.add(events(lake, run));
    return new Section("identity", "Identity", blocks);
  }

  private static Block facts(Row row) {
    return Block.Facts.of(
        new Block.Fact("Records", Shown.number(Rows.number(row, "records"))),
        new Block.Fact("Customers", Shown.number(Rows.number(row, "customers"))),
        new Block.Fact("Duplicate rate", Shown.percent(Rows.decimal(row, "duplicate_rate"))),
        new Block.Fact("Customers of one record", Shown.number(Rows.number(row, "singletons"))),
        new Block.Fact("Largest customer", Shown.number(Rows.number(row, "size_max")) + " records"),
        new Block.Fact("Oversize customers", Shown.number(Rows.number(row, "oversize_clusters"))),
        new Block.Fact("Pairs linked", Shown.number(Rows.number(row, "link_pairs"))),
        new Block.Fact("Pairs to review", Shown.number(Rows.number(row, "review_pairs"))),
        new Block.Fact(
            "Link threshold", Shown.decimal(Rows.decimal(row, "link_threshold_bits"), 1) + " bits"),
        new Block.Fact(
            "Expected precision", Shown.percent(Rows.decimal(row, "expected_precision_rate"))));
  }

  private static List<Block.Bar> weights(Lake lake) {
    return lake
        .read(Tables.MATCH_MODEL)
        .where(col("given_level").equalTo(WHATEVER_THE_OTHERS))
        .orderBy("attribute_number", "level_number")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Block.Bar(
                    Rows.text(row, "attribute"),
                    Rows.text(row, "level"),
                    Rows.decimal(row, "weight_bits"),
                    Shown.decimal(Rows.decimal(row, "weight_bits"), 1)))
        .toList();
  }

  private static Block blocking(Lake lake) {
    Block.Grid grid =
        Block.Grid.of(
            "key kind",
            "keys",
            "records",
            "pairs found first",
            "largest block",
            "blocks given up",
            "pairs in them",
            "recall lost (estimate)");
    for (Row row :
        lake.read(Tables.BLOCKING_AUDIT)
            .orderBy(col("candidate_pairs").desc(), col("blocking_key"))
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "blocking_key")),
              Cell.number(Rows.number(row, "keys")),
              Cell.number(Rows.number(row, "records")),
              Cell.number(Rows.number(row, "candidate_pairs")),
              Cell.number(Rows.number(row, "largest_block")),
              Cell.number(Rows.number(row, "purged_blocks")),
              Cell.number(Rows.number(row, "purged_pairs")),
              new Cell.Figure(Shown.percent(Rows.decimal(row, "estimated_recall_lost_rate"))));
    }
    return grid;
  }

  private static Block events(Lake lake, Run run) {
    Block.Grid grid = Block.Grid.of("event", "customers", "records moved");
    for (Row row :
        lake.read(Tables.IDENTITY_EVENT)
            .where(col("as_of").equalTo(run.asOf()))
            .groupBy("event")
            .agg(count(lit(1)).as("customers"), sum("records").as("records"))
            .orderBy("event")
            .collectAsList()) {
      grid =
          grid.row(
              Cell.text(Rows.text(row, "event")),
              Cell.number(Rows.number(row, "customers")),
              Cell.number(Rows.number(row, "records")));
    }
    return grid;
  }
}
