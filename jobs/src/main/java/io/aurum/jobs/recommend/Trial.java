package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Tries recommendations out, in two ways. By time: what was taken before a day is learnt from, and
 * what the same people newly took since is to be foreseen; that is what happens in earnest, but few
 * may have been there before and since. By customer: of each the first part is learnt from and the
 * last is to be foreseen, so that all who took things at different times are judged, though what
 * others took later is known. Items that nobody took before count among what was taken, and no
 * method can foresee them. With very many takings a sample of the people is tried, drawn by hash.
 */
final class Trial {
  /** Takings up to which all people are tried; they are gathered in one place. */
  private static final long MOST_TAKINGS = 2_000_000;

  private static final int PARTS = 1 << 20;

  private static final String BY_TIME = "time";
  private static final String BY_CUSTOMER = "customer";

  private final List<Judged> judged;

  private Trial(List<Judged> judged) {
    this.judged = List.copyOf(judged);
  }

  /**
   * How well recommendations did.
   *
   * @param split how what was learnt from and what was to be foreseen were told apart
   * @param cut day from which on it was to be foreseen, of a split by time
   * @param items of all people
   */
  private record Judged(
      String split, Optional<Instant> cut, Map<String, RankingQuality> methods, int items) {}

  /** What somebody took first at a time, in microseconds since 1970. */
  private record Taking(String person, String item, long at) {}

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
    if (cut.isEmpty()) {
      return Optional.empty();
    }
    List<Taking> sample = sample(first, takings);
    long at = TimeUnit.SECONDS.toMicros(cut.get().getEpochSecond());
    long seed = context.run().seed();
    List<Judged> judged = new ArrayList<>();
    judge(BY_TIME, cut, split(sample, taking -> taking.at < at), settings, seed)
        .ifPresent(judged::add);
    Map<String, Long> ends = ends(sample, settings.judge());
    judge(
            BY_CUSTOMER,
            Optional.empty(),
            split(sample, taking -> taking.at < ends.get(taking.person)),
            settings,
            seed)
        .ifPresent(judged::add);
    return judged.isEmpty() ? Optional.empty() : Optional.of(new Trial(judged));
  }

  private static List<Taking> sample(Dataset<Row> first, long takings) {
    long kept = Math.min(PARTS, Math.max(1, PARTS * MOST_TAKINGS / takings));
    return first
        .where(pmod(xxhash64(col(Histories.PERSON)), lit(PARTS)).lt(lit(kept)))
        .select(col(Histories.PERSON), col(Histories.ITEM), unix_micros(col("at")))
        .collectAsList()
        .stream()
        .map(row -> new Taking(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  /**
   * When the last part of each person's takings begins; what was taken at the same time is not torn
   * apart.
   */
  private static Map<String, Long> ends(List<Taking> takings, double later) {
    Map<String, List<Long>> times = new HashMap<>();
    takings.forEach(
        taking -> times.computeIfAbsent(taking.person, p -> new ArrayList<>()).add(taking.at));
    Map<String, Long> ends = new HashMap<>();
    times.forEach(
        (person, of) -> {
          Collections.sort(of);
          ends.put(person, of.get((int) Math.ceil((1 - later) * (of.size() - 1))));
        });
    return ends;
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
  private static Sample split(List<Taking> takings, Predicate<Taking> isBefore) {
    Map<String, Integer> takers = new TreeMap<>();
    Map<String, List<Taking>> people = new TreeMap<>();
    for (Taking taking : takings) {
      takers.merge(taking.item, isBefore.test(taking) ? 1 : 0, Integer::sum);
      people.computeIfAbsent(taking.person, absent -> new ArrayList<>()).add(taking);
    }
    List<String> items =
        takers.keySet().stream()
            .sorted(Comparator.<String>comparingInt(takers::get).thenComparing(item -> item))
            .toList();
    Map<String, Integer> numbers = Shop.numbers(items);
    List<int[]> before = new ArrayList<>();
    List<Set<Integer>> after = new ArrayList<>();
    for (List<Taking> ofPerson : people.values()) {
      before.add(numbers(ofPerson, isBefore, numbers));
      after.add(
          Arrays.stream(numbers(ofPerson, isBefore.negate(), numbers))
              .boxed()
              .collect(Collectors.toSet()));
    }
    int[] counts = items.stream().mapToInt(takers::get).toArray();
    return new Sample(baskets(before, counts), before.toArray(int[][]::new), after, items.size());
  }

  private static int[] numbers(
      List<Taking> takings, Predicate<Taking> wanted, Map<String, Integer> numbers) {
    return takings.stream()
        .filter(wanted)
        .mapToInt(taking -> numbers.get(taking.item))
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
  private static Optional<Judged> judge(
      String split, Optional<Instant> cut, Sample sample, RecommendSettings settings, long seed) {
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
    return Optional.of(new Judged(split, cut, methods, sample.items));
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
    for (Judged one : judged) {
      one.methods.forEach(
          (method, quality) -> {
            double gain = quality.gain();
            double recall = quality.recall();
            rows.add(mean(one, task, method, "ndcg", gain, quality.gainError(), runId));
            rows.add(mean(one, task, method, "recall", recall, quality.recallError(), runId));
            rows.add(coverage(one, task, method, runId));
          });
    }
    return rows;
  }

  private static Row mean(
      Judged one,
      String task,
      String method,
      String metric,
      double value,
      double error,
      String runId) {
    return RowFactory.create(
        task,
        one.split,
        method,
        metric,
        value,
        Math.max(0, value - Wilson.Z_95 * error),
        Math.min(1, value + Wilson.Z_95 * error),
        (long) one.methods.get(method).people(),
        one.cut.orElse(null),
        runId);
  }

  private static Row coverage(Judged one, String task, String method, String runId) {
    return RowFactory.create(
        task,
        one.split,
        method,
        "coverage",
        one.methods.get(method).items() / (double) one.items,
        null,
        null,
        (long) one.items,
        one.cut.orElse(null),
        runId);
  }

  /** The figures of each method. */
  String inWords() {
    return judged.stream().map(Trial::inWords).collect(Collectors.joining());
  }

  private static String inWords(Judged one) {
    return one.methods.entrySet().stream()
        .map(
            method ->
                String.format(
                    Locale.ROOT,
                    "%s ndcg %.4f recall %.4f coverage %.3f",
                    method.getKey(),
                    method.getValue().gain(),
                    method.getValue().recall(),
                    method.getValue().items() / (double) one.items))
        .collect(Collectors.joining(", ", "; foreseen, split by " + one.split + ": ", ""));
  }
}
