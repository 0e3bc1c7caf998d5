package io.aurum.jobs.recommend;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.basket.ItemRows;
import io.aurum.common.config.RecommendSettings;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.Choice;
import io.aurum.common.pattern.Learner;
import io.aurum.common.pattern.Neighbours;
import io.aurum.common.pattern.Ways;
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
  private final Choice choice;
  private final Optional<Trial> trial;

  private Recommendations(
      JobContext context,
      RecommendSettings settings,
      RowAccounting accounting,
      Histories histories,
      Broadcast<Adviser> adviser,
      Choice choice,
      Optional<Trial> trial) {
    this.context = context;
    this.settings = settings;
    this.accounting = accounting;
    this.histories = histories;
    this.adviser = adviser;
    this.choice = choice;
    this.trial = trial;
  }

  static Recommendations of(JobContext context, RecommendSettings settings) {
    Histories histories = new Histories(context, settings);
    ItemRows.Counts counts = histories.count();
    try (BasketItems taken = BasketItems.of(histories.baskets(), 0, context.run().seed())) {
      BasketItems.Encoded encoded =
          taken.encode(
              settings.ways().minCount(), settings.memoryMb(), "recommend." + settings.name());
      requireRoom(settings, encoded.labels().size());
      context.progress().phase("likeness of %,d items".formatted(encoded.labels().size()));
      Map<String, Integer> numbers = Shop.numbers(encoded.labels());
      Optional<Takings> takings = takings(settings, histories, context.run().seed());
      Choice choice = choice(context, settings, takings);
      Adviser adviser =
          new Adviser(
              settings.name(),
              Shop.of(context, settings.catalogue(), encoded.labels()),
              numbers,
              Adviser.counts(encoded.baskets()),
              learner(context, settings.ways(), encoded.baskets()).learn(choice),
              taken.learnt(),
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
          choice,
          trial(context, settings, takings));
    }
  }

  private static JavaSparkContext spark(JobContext context) {
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext());
  }

  /** What people took when, where anything is to be tried by it. */
  private static Optional<Takings> takings(
      RecommendSettings settings, Histories histories, long seed) {
    boolean isTried = settings.judge() > 0 || Choice.isOpen(settings.ways());
    return settings.time().filter(time -> isTried).map(time -> Takings.of(histories, seed));
  }

  private static Choice choice(
      JobContext context, RecommendSettings settings, Optional<Takings> takings) {
    if (takings.isEmpty() || !Choice.isOpen(settings.ways())) {
      return Choice.preferred(settings.ways());
    }
    context.progress().phase("choosing the way that foresees best what was taken last");
    return Trial.choice(takings.get(), settings.ways());
  }

  private static Optional<Trial> trial(
      JobContext context, RecommendSettings settings, Optional<Takings> takings) {
    if (settings.judge() == 0) {
      return Optional.empty();
    }
    context.progress().phase("judging recommendations by what was taken later");
    return takings.flatMap(all -> Trial.of(all, settings, context.run().seed()));
  }

  private static void requireRoom(RecommendSettings settings, int items) {
    Ways ways = settings.ways();
    long ofNeighbours = items * (long) ways.neighbours() * BYTES_OF_NEIGHBOUR;
    long megabytes = (ofNeighbours + ways.bytesOfWeights(items)) >> 20;
    if (megabytes >= settings.memoryMb()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "%,d neighbours of %,d items and weights of %,d take %,d MB."
              .formatted(ways.neighbours(), items, Math.min(items, ways.weighed()), megabytes),
          "they are held whole by every executor, and 'recommend.%s.memory' allows %,d MB"
              .formatted(settings.name(), settings.memoryMb()),
          "raise min-count, weigh fewer items, keep fewer neighbours, or allow more memory");
    }
  }

  /** Neighbours are found on the executors; all else is learnt here. */
  private static Learner learner(JobContext context, Ways ways, Baskets baskets) {
    return new Learner(ways, baskets, () -> neighbours(context, ways, baskets));
  }

  private static Neighbours neighbours(JobContext context, Ways ways, Baskets baskets) {
    JavaSparkContext spark = spark(context);
    List<int[]> shares = WorkShares.of(baskets.work(), TASKS_PER_CORE * spark.defaultParallelism());
    Broadcast<Baskets> shared = spark.broadcast(baskets);
    List<Neighbours.Of> found =
        spark
            .parallelize(shares, Math.max(1, shares.size()))
            .flatMap(items -> ways.neighbours(shared.value(), items).iterator())
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
        "recommendations %s: %,d items for %,d customers by %s%s",
        settings.name(),
        adviser.value().counts().length,
        adviser.value().people(),
        choice.inWords(),
        trial.map(Trial::inWords).orElse(""));
  }

  @Override
  public void close() {
    adviser.destroy();
  }
}
