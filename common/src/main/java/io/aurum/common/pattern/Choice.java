package io.aurum.common.pattern;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A way to recommend, chosen by trying: which of several, learning from the first part of what each
 * person took, foresees the last part by its mean gain. The first in the order of preference is
 * taken that the best does not beat by more than a standard error of their difference (as Breiman,
 * Friedman, Olshen and Stone choose trees, Classification and Regression Trees, 1984), so that
 * chance does not choose.
 *
 * @param way the way chosen
 * @param strength of the ridge, where items are weighed
 */
public record Choice(Way way, double strength) {
  /** The mean of fewer people says too little. */
  private static final int LEAST_JUDGED = 30;

  /** What is chosen where nothing can be tried: what is preferred. */
  public static Choice preferred(Ways ways) {
    return candidates(ways).get(0);
  }

  /** The way, and the strength of its ridge. */
  public String inWords() {
    String of = BigDecimal.valueOf(strength).stripTrailingZeros().toPlainString();
    return way == Way.WEIGHTS ? way.label() + " of strength " + of : way.label();
  }

  /** Whether there is more than one to choose from. */
  public static boolean isOpen(Ways ways) {
    return candidates(ways).size() > 1;
  }

  /** Chooses by trying; what is preferred where too few can be judged. */
  public static Choice of(Foresight foresight, Ways ways) {
    if (!isOpen(ways) || foresight.people() < LEAST_JUDGED) {
      return preferred(ways);
    }
    Learner learner = foresight.learner(ways);
    Map<Choice, RankingQuality> tried = new LinkedHashMap<>();
    for (Choice candidate : candidates(ways)) {
      tried.put(candidate, foresight.quality(learner.learn(candidate)));
    }
    return preferred(tried);
  }

  /** Every way with each of its strengths, the preferred first. */
  private static List<Choice> candidates(Ways ways) {
    return ways.preferred().stream()
        .flatMap(
            way ->
                way == Way.WEIGHTS
                    ? ways.strengths().stream().map(strength -> new Choice(way, strength))
                    : Stream.of(new Choice(way, 0)))
        .toList();
  }

  /** The first that the best does not beat by more than a standard error of their difference. */
  private static Choice preferred(Map<Choice, RankingQuality> tried) {
    RankingQuality best =
        tried.values().stream().max(Comparator.comparingDouble(RankingQuality::gain)).orElseThrow();
    return tried.keySet().stream()
        .filter(
            choice -> {
              RankingQuality quality = tried.get(choice);
              return best.gain() - quality.gain() <= quality.gainErrorAgainst(best);
            })
        .findFirst()
        .orElseThrow();
  }
}
