package io.aurum.jobs.associate;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.basket.ItemRows;
import io.aurum.common.config.AssociateSettings;
import io.aurum.common.config.AssociateSettings.Count;
import io.aurum.common.config.AssociateSettings.Share;
import io.aurum.common.config.AssociateSettings.Wanted;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.pattern.Taxonomy;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.RowAccounting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One analysis: what was found, until it is closed. */
final class Association implements AutoCloseable {
  /** With less than two baskets everything that ever happened would be a pattern. */
  private static final int LEAST_COUNT = 2;

  private final JobContext context;
  private final AssociateSettings analysis;
  private final RowAccounting rows;
  private final BasketItems.Encoded encoded;
  private final Names names;
  private final Search search;
  private final RuleJudge judge;
  private final int minCount;
  private final Search.Size size;
  private final Optional<Dataset<Row>> sequences;

  private Association(
      JobContext context, AssociateSettings analysis, ItemRows rows, BasketItems items) {
    this.context = context;
    this.analysis = analysis;
    ItemRows.Counts counts = rows.count();
    this.rows = new RowAccounting(counts.all(), items.rows(), counts.leftOut());
    this.names = new Names(context, analysis.catalogue());
    Categories categories = Categories.of(context, analysis);
    int floor = floor(items.learnt());
    this.encoded = items.encode(floor, analysis.memoryMb(), "associate." + analysis.name());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    Taxonomy taxonomy = categories.taxonomy(encoded.labels());
    this.search =
        new Search(
            spark, encoded, taxonomy, analysis.maxItems(), Confidence.of(analysis.minConfidence()));
    this.minCount =
        analysis.support() instanceof Wanted wanted ? largestCount(wanted.rules()) : floor;
    this.size = search.size(minCount, analysis.mostRows());
    requireFew();
    int parts = spark.defaultParallelism() * 2;
    this.judge =
        new RuleJudge(
            search.rules(minCount, parts), search.subject(), Math.max(1, encoded.size()), parts);
    this.sequences =
        analysis
            .sequences()
            .map(asked -> new Sequences(context, analysis, asked, names).of(rows.counted()));
  }

  /** Does an analysis. */
  static Association of(JobContext context, AssociateSettings analysis) {
    ItemRows rows =
        ItemRows.of(
            new MiningRows(context.lake(), context.run(), context.settings()).of(analysis.table()),
            new ItemRows.Columns(analysis.basket(), analysis.item(), analysis.time()),
            analysis.where(),
            context.run());
    Dataset<Row> baskets = Categories.of(context, analysis).implied(rows.baskets());
    try (BasketItems items = BasketItems.of(baskets, analysis.heldOut(), context.run().seed())) {
      return new Association(context, analysis, rows, items);
    }
  }

  /** Baskets that an item has to be in at least, to be of any use. */
  private int floor(int learnt) {
    if (analysis.support() instanceof Count count) {
      return count.baskets();
    }
    return analysis.support() instanceof Share share
        ? Math.max(
            1,
            share
                .rate()
                .multiply(BigDecimal.valueOf(learnt))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact())
        : LEAST_COUNT;
  }

  /**
   * The largest count with at least so many rules: the count is halved until there are enough, and
   * found between the last two. Fewer baskets make no fewer rules.
   */
  private int largestCount(int wanted) {
    int few = Math.max(LEAST_COUNT + 1, encoded.size());
    int enough = Math.max(LEAST_COUNT, few / 2);
    while (enough > LEAST_COUNT && search.size(enough, wanted).rules() < wanted) {
      few = enough;
      enough = Math.max(LEAST_COUNT, enough / 2);
    }
    while (few - enough > 1) {
      int middle = (few + enough) >>> 1;
      if (search.size(middle, wanted).rules() < wanted) {
        few = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  private void requireFew() {
    if (Math.max(size.itemsets(), size.rules()) > analysis.mostRows()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "Analysis '%s' finds more than %,d %s in at least %,d baskets."
              .formatted(
                  analysis.name(),
                  analysis.mostRows(),
                  size.itemsets() > analysis.mostRows() ? "itemsets" : "rules",
                  minCount),
          "so many cannot be read by anybody, and 'associate.%s.most-rows' is the limit"
              .formatted(analysis.name()),
          "raise min-support or min-confidence, lower max-items, or say wanted-rules = 1000");
    }
  }

  /** What became of the table's rows. */
  RowAccounting rows() {
    return rows;
  }

  /** Rows of {@code frequent_itemset}. */
  Dataset<Row> itemsets() {
    Broadcast<PatternRows> words = words();
    JavaRDD<Row> found =
        search
            .itemsets(minCount)
            .flatMap(block -> block.map(itemset -> words.value().itemset(itemset)));
    return context
        .spark()
        .createDataFrame(found, context.lake().contract(Tables.FREQUENT_ITEMSET).schema());
  }

  /** Rows of {@code association_rule}. */
  Dataset<Row> rules() {
    Broadcast<PatternRows> words = words();
    Broadcast<Search.Subject> subject = search.subject();
    JavaRDD<Row> found =
        judge.adjusted().flatMap(rules -> words.value().rules(rules, subject.value()));
    return context
        .spark()
        .createDataFrame(found, context.lake().contract(Tables.ASSOCIATION_RULE).schema());
  }

  private Broadcast<PatternRows> words() {
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
        .broadcast(
            new PatternRows(
                analysis.name(),
                encoded.size(),
                names.of(encoded.labels()),
                names.areKnown(),
                context.run().runId()));
  }

  /** Rows of {@code sequence_pattern}, where they are asked for. */
  Optional<Dataset<Row>> sequences() {
    return sequences;
  }

  /** What was found, in a sentence. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "analysis %s: %,d itemsets in at least %,d of %,d baskets, %,d rules",
        analysis.name(),
        size.itemsets(),
        minCount,
        encoded.size(),
        size.rules());
  }

  @Override
  public void close() {
    judge.close();
    search.close();
  }
}
