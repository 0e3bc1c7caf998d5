package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.config.RecommendSettings;
import io.aurum.common.pattern.Baskets;
import io.aurum.common.pattern.IntegerList;
import io.aurum.common.pattern.LeastSquaresFactors;
import io.aurum.common.pattern.Neighbours;
import io.aurum.common.pattern.RankingQuality;
import io.aurum.common.pattern.Recommender;
import io.aurum.common.stat.Wilson;
import io.aurum.jobs.JobContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Tries recommendations out: what was taken before a day is learnt from, and what the same people
 * newly took since is to be foreseen. Items that nobody took before count among what was taken, and
 * no method can foresee them. With very many takings a sample of the people is tried, drawn by
 * hash.
 */
final class Trial {
  /** Takings up to which all people are tried; they are gathered in one place. */
  private static final long MOST_TAKINGS = 2_000_000;

  private static final int PARTS = 1 << 20;

  private final Instant cut;
  private final Map<String, RankingQuality> methods;
  private final int items;

  private Trial(Instant cut, Map<String, RankingQuality> methods, int items) {
    this.cut = cut;
    this.methods = methods;
    this.items = items;
  }

  /** What people took, by numbers: item numbers ascend with the people who took them before. */
  private record Sample(Baskets baskets, int[][] before, List<Set<Integer>> after, int items) {}

  /**
   * Tries recommendations out, where the configuration asks for it and there is a past to judge.
   */
  static Optional<Trial> of(JobContext context, RecommendSettings settings, Histories histories) {
    if (settings.judge() == 0) {
      return Optional.empty();
    }
    context.progress().phase("judging recommendations by what was taken later");
    Dataset<Row> first =
        histories
            .taken()
            .groupBy(Histories.PERSON, Histories.ITEM)
            .agg(min(Histories.TIME).as("at"));
    List<Row> days =
        first.groupBy(to_date(col("at")).as("day")).count().collectAsList().stream()
            .sorted(Comparator.comparing(row -> row.getLocalDate(0)))
            .toList();
    long takings = days.stream().mapToLong(row -> row.getLong(1)).sum();
    Optional<Instant> cut = cut(days, takings, settings.judge());
    return cut.flatMap(
        at -> {
          long kept = Math.min(PARTS, Math.max(1, PARTS * MOST_TAKINGS / takings));
          List<Row> sample =
              first
                  .where(pmod(xxhash64(col(Histories.PERSON)), lit(PARTS)).lt(lit(kept)))
                  .select(
                      col(Histories.PERSON),
                      col(Histories.ITEM),
                      col("at").lt(lit(Timestamp.from(at))))
                  .collectAsList();
          return tried(at, sample(sample), settings, context.run().seed());
        });
  }

  /** The first day before which the wanted share of all takings happened; days are those of UTC. */
  private static Optional<Instant> cut(List<Row> days, long takings, double later) {
    long before = 0;
    for (Row day : days) {
      if (before > 0 && before >= (1 - later) * takings) {
        return Optional.of(day.getLocalDate(0).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      before += day.getLong(1);
    }
    return Optional.empty();
  }

  /** Numbers items and people in an order that only their names and counts decide. */
  private static Sample sample(List<Row> takings) {
    Map<String, Integer> takers = new TreeMap<>();
    Map<String, List<Row>> people = new TreeMap<>();
    for (Row taking : takings) {
      takers.merge(taking.getString(1), taking.getBoolean(2) ? 1 : 0, Integer::sum);
      people.computeIfAbsent(taking.getString(0), absent -> new ArrayList<>()).add(taking);
    }
    List<String> items =
        takers.keySet().stream()
            .sorted(Comparator.<String>comparingInt(takers::get).thenComparing(item -> item))
            .toList();
    Map<String, Integer> numbers = Shop.numbers(items);
    List<int[]> before = new ArrayList<>();
    List<Set<Integer>> after = new ArrayList<>();
    for (List<Row> ofPerson : people.values()) {
      before.add(numbers(ofPerson, true, numbers));
      after.add(
          Arrays.stream(numbers(ofPerson, false, numbers)).boxed().collect(Collectors.toSet()));
    }
    int[] counts = items.stream().mapToInt(takers::get).toArray();
    return new Sample(baskets(before, counts), before.toArray(int[][]::new), after, items.size());
  }

  private static int[] numbers(List<Row> takings, boolean before, Map<String, Integer> numbers) {
    return takings.stream()
        .filter(taking -> taking.getBoolean(2) == before)
        .mapToInt(taking -> numbers.get(taking.getString(1)))
        .sorted()
        .toArray();
  }

  private static Baskets baskets(List<int[]> people, int[] counts) {
    IntegerList flat = new IntegerList();
    for (int[] items : people) {
      flat.add(items.length);
      flat.addAll(items, items.length);
    }
    return Baskets.of(List.of(flat.toArray()), List.of(), counts);
  }

  /** Judges those who had a past and took something new. */
  private static Optional<Trial> tried(
      Instant cut, Sample sample, RecommendSettings settings, long seed) {
    int[] judged =
        IntStream.range(0, sample.before.length)
            .filter(p -> sample.before[p].length > 0 && !sample.after.get(p).isEmpty())
            .toArray();
    if (judged.length == 0) {
      return Optional.empty();
    }
    Map<String, RankingQuality> methods = new LinkedHashMap<>();
    methods.put("neighbours", quality(judged, sample, byNeighbours(sample, settings)));
    methods.put("popularity", quality(judged, sample, byPopularity(sample)));
    methods.put("als", quality(judged, sample, byFactors(sample, seed)));
    return Optional.of(new Trial(cut, methods, sample.items));
  }

  private static RankingQuality quality(
      int[] judged, Sample sample, IntFunction<List<Integer>> lists) {
    RankingQuality quality = new RankingQuality();
    for (int person : judged) {
      quality.add(lists.apply(person), sample.after.get(person));
    }
    return quality;
  }

  private static boolean isNew(Sample sample, int person, int item) {
    return Arrays.binarySearch(sample.before[person], item) < 0;
  }

  private static IntFunction<List<Integer>> byNeighbours(
      Sample sample, RecommendSettings settings) {
    int[] all = IntStream.range(0, sample.items).toArray();
    Recommender recommender =
        new Recommender(
            Neighbours.of(
                sample.items,
                Neighbours.find(
                    sample.baskets,
                    all,
                    settings.minCount(),
                    settings.shrinkage(),
                    settings.neighbours())));
    return person ->
        recommender
            .recommend(
                sample.before[person], item -> isNew(sample, person, item), RankingQuality.PLACES)
            .stream()
            .map(Recommender.Suggestion::item)
            .toList();
  }

  /** Items are numbered by how many took them. */
  private static IntFunction<List<Integer>> byPopularity(Sample sample) {
    return person ->
        IntStream.range(0, sample.items)
            .map(i -> sample.items - 1 - i)
            .filter(item -> isNew(sample, person, item))
            .limit(RankingQuality.PLACES)
            .boxed()
            .toList();
  }

  private static IntFunction<List<Integer>> byFactors(Sample sample, long seed) {
    LeastSquaresFactors factors = LeastSquaresFactors.of(sample.before, sample.items, seed);
    return person -> {
      double[] scores = new double[sample.items];
      Arrays.setAll(scores, item -> factors.score(person, item));
      return IntStream.range(0, sample.items)
          .filter(item -> isNew(sample, person, item))
          .boxed()
          .sorted(
              Comparator.<Integer>comparingDouble(item -> scores[item])
                  .thenComparingInt(item -> item)
                  .reversed())
          .limit(RankingQuality.PLACES)
          .toList();
    };
  }

  /** Rows of {@code recommendation_metric}. */
  List<Row> rows(String task, String runId) {
    List<Row> rows = new ArrayList<>();
    methods.forEach(
        (method, quality) -> {
          rows.add(mean(task, method, "ndcg", quality.gain(), quality.gainError(), quality, runId));
          rows.add(
              mean(
                  task, method, "recall", quality.recall(), quality.recallError(), quality, runId));
          rows.add(
              RowFactory.create(
                  task,
                  method,
                  "coverage",
                  quality.items() / (double) items,
                  null,
                  null,
                  (long) items,
                  cut,
                  runId));
        });
    return rows;
  }

  private Row mean(
      String task,
      String method,
      String metric,
      double value,
      double error,
      RankingQuality quality,
      String runId) {
    return RowFactory.create(
        task,
        method,
        metric,
        value,
        Math.max(0, value - Wilson.Z_95 * error),
        Math.min(1, value + Wilson.Z_95 * error),
        (long) quality.people(),
        cut,
        runId);
  }

  /** The figures of each method. */
  String inWords() {
    return methods.entrySet().stream()
        .map(
            method ->
                String.format(
                    Locale.ROOT,
                    "%s ndcg %.4f recall %.4f coverage %.3f",
                    method.getKey(),
                    method.getValue().gain(),
                    method.getValue().recall(),
                    method.getValue().items() / (double) items))
        .collect(Collectors.joining(", ", "; foreseen: ", ""));
  }
}
