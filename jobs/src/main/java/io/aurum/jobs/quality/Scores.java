package io.aurum.jobs.quality;

import io.aurum.common.config.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What checks of records add up to. The score of a set of checks is 1 - sum(w failed) / sum(w
 * checked): the share of passed checks, where a check of higher severity counts for more. Weights
 * double from one severity to the next, so a rule that rejects records outweighs one that merely
 * warns, and no number of rows lets many unimportant rules hide a grave one of the same size.
 *
 * @param rules number of rules
 * @param checked checks of single records
 * @param failed those that failed
 * @param weightedChecks sum of weight times checked
 * @param weightedFailures sum of weight times failed
 */
record Scores(int rules, long checked, long failed, long weightedChecks, long weightedFailures) {
  private static final Scores NOTHING = new Scores(0, 0, 0, 0, 0);

  /**
   * The outcome of one rule on one source. A rule that chooses what is in scope weighs nothing.
   *
   * @param number of the rule in the rule masks; negative where it has no bit
   * @param former what came of it before the newest delivery of the source; empty where that is not
   *     known
   */
  record Check(
      String source,
      String rule,
      int number,
      String dimension,
      Severity severity,
      long checked,
      long failed,
      Optional<Former> former) {

    /** The same check before the newest delivery. */
    Check before() {
      Former then = former.orElseThrow();
      return new Check(
          source, rule, number, dimension, severity, then.checked(), then.failed(), former);
    }

    long weight() {
      return switch (severity) {
        case OFF, DROP -> 0;
        case INFO -> 1;
        case WARN -> 2;
        case ERROR -> 4;
        case BLOCK -> 8;
      };
    }
  }

  /**
   * What came of a rule before the newest delivery of a source.
   *
   * @param checked checks of single records
   * @param failed those that failed
   */
  record Former(long checked, long failed) {}

  /** Adds up the checks that satisfy a condition. */
  static Scores of(Collection<Check> checks, Predicate<Check> condition) {
    return checks.stream().filter(condition).reduce(NOTHING, Scores::plus, Scores::plus);
  }

  /** The scores of every source and dimension in which something was checked. */
  static Map<List<String>, Scores> bySourceAndDimension(Collection<Check> checks) {
    Map<List<String>, Scores> scores = new TreeMap<>(Scores::inOrder);
    for (Check check : checks) {
      if (check.checked() > 0) {
        scores.merge(List.of(check.source(), check.dimension()), NOTHING.plus(check), Scores::plus);
      }
    }
    return scores;
  }

  /**
   * The score of a source and dimension before the newest delivery of the source; empty where it
   * cannot be told of one of the checks, or nothing was checked.
   */
  static OptionalDouble previous(Collection<Check> checks, String source, String dimension) {
    List<Check> own =
        checks.stream()
            .filter(check -> check.source().equals(source) && check.dimension().equals(dimension))
            .filter(check -> check.checked() > 0 || check.former().isPresent())
            .toList();
    if (own.stream().anyMatch(check -> check.former().isEmpty())) {
      return OptionalDouble.empty();
    }
    Scores former = of(own.stream().map(Check::before).toList(), check -> true);
    return former.isMeasured() ? OptionalDouble.of(former.score()) : OptionalDouble.empty();
  }

  /** Whether anything was checked. */
  boolean isMeasured() {
    return weightedChecks > 0;
  }

  /** 0..1; 1 where nothing was checked. */
  double score() {
    return 1 - failureRate();
  }

  Grade grade() {
    return Grade.of(failureRate());
  }

  /** Share of the checks that passed, whatever their severity. */
  double passRate() {
    return checked == 0 ? 1 : 1 - (double) failed / checked;
  }

  private double failureRate() {
    return isMeasured() ? (double) weightedFailures / weightedChecks : 0;
  }

  private Scores plus(Check check) {
    return plus(
        new Scores(
            1,
            check.checked(),
            check.failed(),
            check.weight() * check.checked(),
            check.weight() * check.failed()));
  }

  private Scores plus(Scores other) {
    return new Scores(
        rules + other.rules,
        checked + other.checked,
        failed + other.failed,
        weightedChecks + other.weightedChecks,
        weightedFailures + other.weightedFailures);
  }

  private static int inOrder(List<String> first, List<String> second) {
    int bySource = first.get(0).compareTo(second.get(0));
    return bySource != 0 ? bySource : first.get(1).compareTo(second.get(1));
  }
}
