package io.aurum.jobs.recommend;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.basket.ItemRows;
import io.aurum.common.config.RecommendSettings;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.Neighbours;
import io.aurum.common.pattern.WorkShares;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.RowAccounting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The recommendations of one entry, until they are closed. */
final class Recommendations implements AutoCloseable {
  private static final int TASKS_PER_CORE = 4;

  /** A neighbour takes an item's number, a score and a count. */
  private static final long BYTES_OF_NEIGHBOUR = 16;

  private final JobContext context;
  private final RecommendSettings settings;
  private final RowAccounting accounting;
  private final Histories histories;
  private final Broadcast<Adviser> adviser;
  private final Optional<Trial> trial;
  private final int people;

  private Recommendations(
      JobContext context,
      RecommendSettings settings,
      RowAccounting accounting,
      Histories histories,
      Broadcast<Adviser> adviser,
      Optional<Trial> trial,
      int people) {
    this.context = context;
    this.settings = settings;
    this.accounting = accounting;
    this.histories = histories;
    this.adviser = adviser;
    this.trial = trial;
    this.people = people;
  }

  static Recommendations of(JobContext context, RecommendSettings settings) {
    Histories histories = new Histories(context, settings);
    ItemRows.Counts counts = histories.count();
    try (BasketItems taken = BasketItems.of(histories.baskets(), 0, context.run().seed())) {
      BasketItems.Encoded encoded =
          taken.encode(settings.minCount(), settings.memoryMb(), "recommend." + settings.name());
      requireRoom(settings, encoded.labels().size());
      context.progress().phase("likeness of %,d items".formatted(encoded.labels().size()));
      Map<String, Integer> numbers = Shop.numbers(encoded.labels());
      Adviser adviser =
          new Adviser(
              settings.name(),
              Shop.of(context, settings.catalogue(), encoded.labels()),
              numbers,
              Adviser.counts(encoded.baskets()),
              neighbours(context, settings, encoded.baskets()),
              settings
                  .rules()
                  .map(analysis -> RuleShelf.read(context.lake(), analysis, numbers))
                  .orElseGet(RuleShelf::empty),
              settings.exclude(),
              settings.items(),
              context.run().runId());
      return new Recommendations(
          context,
          settings,
          new RowAccounting(counts.all(), taken.rows() + histories.returns(), counts.leftOut()),
          histories,
          spark(context).broadcast(adviser),
          Trial.of(context, settings, histories),
          taken.learnt());
    }
  }

  private static JavaSparkContext spark(JobContext context) {
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext());
  }

  private static void requireRoom(RecommendSettings settings, int items) {
    long megabytes = (items * (long) settings.neighbours() * BYTES_OF_NEIGHBOUR) >> 20;
    if (megabytes >= settings.memoryMb()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "%,d neighbours of %,d items take %,d MB."
              .formatted(settings.neighbours(), items, megabytes),
          "they are held whole by every executor, and 'recommend.%s.memory' allows %,d MB"
              .formatted(settings.name(), settings.memoryMb()),
          "raise min-count, keep fewer neighbours, or allow more memory");
    }
  }

  private static Neighbours neighbours(
      JobContext context, RecommendSettings settings, Baskets baskets) {
    JavaSparkContext spark = spark(context);
    List<int[]> shares = WorkShares.of(baskets.work(), TASKS_PER_CORE * spark.defaultParallelism());
    Broadcast<Baskets> shared = spark.broadcast(baskets);
    int minCount = settings.minCount();
    double shrinkage = settings.shrinkage();
    int most = settings.neighbours();
    List<Neighbours.Of> found =
        spark
            .parallelize(shares, Math.max(1, shares.size()))
            .flatMap(
                items ->
                    Neighbours.find(shared.value(), items, minCount, shrinkage, most).iterator())
            .collect();
    shared.destroy();
    return Neighbours.of(baskets.items(), found);
  }

  /** Rows of {@code recommendation}. */
  Dataset<Row> rows() {
    Broadcast<Adviser> shared = adviser;
    JavaRDD<Row> rows =
        histories.people().javaRDD().mapPartitions(people -> shared.value().advise(people));
    return context
        .spark()
        .createDataFrame(rows, context.lake().contract(Tables.RECOMMENDATION).schema());
  }

  /** Rows of {@code recommendation_metric}. */
  List<Row> metrics() {
    return trial.map(t -> t.rows(settings.name(), context.run().runId())).orElse(List.of());
  }

  RowAccounting accounting() {
    return accounting;
  }

  /** What was done, in a sentence. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "recommendations %s: %,d items for %,d customers%s",
        settings.name(),
        adviser.value().counts().length,
        people,
        trial.map(Trial::inWords).orElse(""));
  }

  @Override
  public void close() {
    adviser.destroy();
  }
}
