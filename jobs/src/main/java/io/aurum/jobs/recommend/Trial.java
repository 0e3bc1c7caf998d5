package io.aurum.jobs.recommend;

import io.aurum.common.config.RecommendSettings;
import io.aurum.common.pattern.Choice;
import io.aurum.common.pattern.Foresight;
import io.aurum.common.pattern.Learner;
import io.aurum.common.pattern.RankingQuality;
import io.aurum.common.pattern.Way;
import io.aurum.common.pattern.Ways;
import io.aurum.common.stat.Wilson;
import io.aurum.jobs.recommend.Takings.Taking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Tries recommendations out, in two ways. By time: what was taken before a day is learnt from, and
 * what the same people newly took since is to be foreseen; that is what happens in earnest, but few
 * may have been there before and since. By customer: of each the first part is learnt from and the
 * last is to be foreseen, so that all who took things at different times are judged, though what
 * others took later is known. Items that nobody took before count among what was taken, and no
 * method can foresee them.
 *
 * <p>Which way to recommend is chosen as in earnest, from what was before alone: its last part is
 * foreseen from its first. So what is judged had no part in the choice.
 */
final class Trial {
  private static final String BY_TIME = "time";
  private static final String BY_CUSTOMER = "customer";
  private static final String RECOMMENDED = "recommended";

  /** Share of what each person took that a way to recommend is chosen by. */
  private static final double LAST = 0.2;

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

  /**
   * Tries recommendations out, where the configuration asks for it and there is a past to judge.
   */
  static Optional<Trial> of(Takings takings, RecommendSettings settings, long seed) {
    double later = settings.judge();
    Optional<Instant> cut = takings.cut(later);
    if (later == 0 || cut.isEmpty()) {
      return Optional.empty();
    }
    long at = TimeUnit.SECONDS.toMicros(cut.get().getEpochSecond());
    Ways ways = settings.ways();
    List<Judged> judged = new ArrayList<>();
    judge(BY_TIME, cut, takings, taking -> taking.at() < at, ways, seed).ifPresent(judged::add);
    judge(BY_CUSTOMER, Optional.empty(), takings, takings.beforeTheLast(later), ways, seed)
        .ifPresent(judged::add);
    return judged.isEmpty() ? Optional.empty() : Optional.of(new Trial(judged));
  }

  /** The way that foresees best what people took last. */
  static Choice choice(Takings takings, Ways ways) {
    return Choice.of(takings.split(takings.beforeTheLast(LAST)), ways);
  }

  private static Optional<Judged> judge(
      String split,
      Optional<Instant> cut,
      Takings takings,
      Predicate<Taking> isBefore,
      Ways ways,
      long seed) {
    Foresight foresight = takings.split(isBefore);
    if (foresight.people() == 0) {
      return Optional.empty();
    }
    Takings past = takings.where(isBefore);
    Choice chosen = choice(past, ways);
    Learner learner = foresight.learner(ways);
    Map<String, RankingQuality> methods = new LinkedHashMap<>();
    for (Way way : compared(ways)) {
      Choice choice = way == chosen.way() ? chosen : choice(past, ways.only(way));
      methods.put(way.label(), foresight.quality(learner.learn(choice)));
    }
    methods.put("als", foresight.qualityOfFactors(seed));
    methods.put(RECOMMENDED, methods.get(chosen.way().label()));
    return Optional.of(new Judged(split, cut, methods, foresight.items()));
  }

  /** Popularity is what every way is to be held against. */
  private static Set<Way> compared(Ways ways) {
    Set<Way> compared = new LinkedHashSet<>(ways.preferred());
    compared.add(Way.POPULARITY);
    return compared;
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
