package io.aurum.common.model;

import io.aurum.common.model.BoostedTrees.Fitted;
import io.aurum.common.model.BoostedTrees.Recipe;
import io.aurum.common.model.LearningReport.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Learns a model from rows, and how good it is, in one go.
 *
 * <ol>
 *   <li>The rows are cut into folds by their content.
 *   <li>For each fold every candidate is fitted to the other folds: a regularised linear model with
 *       several penalties, boosted trees, boosted trees that start from the linear model, and a
 *       random forest.
 *   <li>Penalty and number of trees are those with the smallest loss over all rows, each scored by
 *       the model that has not seen it.
 *   <li>So are the weights with which the chosen ones are mixed; a single model is a mixture too.
 *   <li>Probabilities are calibrated: each fold's by a calibration fitted on the other folds.
 * </ol>
 *
 * <p>The result depends on the rows' content and the seed alone.
 */
public final class CrossFit {
  private static final double[] PENALTIES = {0.3, 1, 3, 10, 30};

  /** Rounds without gain after which no more trees are made. */
  private static final int PATIENCE = 40;

  /** Share of rows that the interval about a predicted number is to hold. */
  private static final double COVERAGE = 0.9;

  private final Examples rows;
  private final boolean logistic;
  private final long seed;
  private final Folds folds;
  private final int[] foldOf;
  private final List<Part> parts;

  /**
   * A candidate with its fitted model for each fold.
   *
   * @param scorers what is summed, by fold
   * @param scores of all rows by the model that has not seen them
   */
  private record Fit(String name, List<List<Scorer>> scorers, double[] scores, double loss) {}

  /**
   * The rows of one turn.
   *
   * @param learnt rows that are learnt from
   * @param held numbers of the rows that are held out
   */
  private record Part(Examples learnt, int[] held, Examples heldOut) {}

  /** What was learnt. */
  public record Learned(LearnedModel model, LearningReport report) {}

  private CrossFit(Examples rows, boolean logistic, int count, long seed) {
    this.rows = rows;
    this.logistic = logistic;
    this.seed = seed;
    this.folds = Folds.of(hashes(), strata(), count, seed);
    this.foldOf =
        IntStream.range(0, rows.size())
            .map(i -> folds.fold(rows.hash(i), stratum(rows.target(i), logistic)))
            .toArray();
    this.parts = IntStream.range(0, count).mapToObj(this::part).toList();
  }

  /**
   * Learns a class.
   *
   * @param rows with targets 0 and 1
   * @param folds at least 2
   */
  public static Learned classes(Examples rows, int folds, long seed) {
    return new CrossFit(rows, true, folds, seed).learn();
  }

  /** Learns a number. */
  public static Learned numbers(Examples rows, int folds, long seed) {
    return new CrossFit(rows, false, folds, seed).learn();
  }

  static int stratum(double target, boolean logistic) {
    return logistic && target > 0.5 ? 1 : 0;
  }

  private Learned learn() {
    Fit linear = linear();
    List<Fit> fits = new ArrayList<>(List.of(linear));
    Recipes.boosted(rows.size(), logistic).stream()
        .map(recipe -> trees(recipe, Optional.empty()))
        .forEach(fits::add);
    Recipes.onLinear(rows.size(), logistic)
        .ifPresent(recipe -> fits.add(trees(recipe, Optional.of(linear))));
    fits.add(trees(Recipes.forest(logistic), Optional.empty()));
    double[] weights =
        Mixture.weights(
            fits.stream().map(Fit::scores).toArray(double[][]::new), rows.targets(), logistic);
    double[] said = mixed(fits, weights);
    Calibration.Method method = logistic ? calibrationFor(said) : Calibration.Method.NONE;
    List<Calibration> calibrations =
        IntStream.range(0, folds.count()).mapToObj(f -> calibration(method, said, f)).toList();
    double[] scores =
        IntStream.range(0, said.length)
            .mapToDouble(i -> calibrations.get(foldOf[i]).logOdds(said[i]))
            .toArray();
    LearnedModel model =
        new LearnedModel(
            logistic,
            rows.columns(),
            folds,
            IntStream.range(0, folds.count()).mapToObj(f -> member(fits, weights, f)).toList(),
            calibrations,
            calibration(method, said, LearnedModel.UNSEEN),
            logistic ? 0 : halfWidth(scores));
    return new Learned(
        model,
        new LearningReport(
            scores, baseline(), candidates(fits, weights), method.name().toLowerCase(Locale.ROOT)));
  }

  private Fit linear() {
    List<RidgeRegression> regressions =
        parts.parallelStream().map(p -> new RidgeRegression(p.learnt, logistic)).toList();
    List<Fit> fits = new ArrayList<>();
    for (double penalty : PENALTIES) {
      List<List<Scorer>> scorers =
          regressions.parallelStream().map(r -> List.<Scorer>of(r.fit(penalty))).toList();
      Fit fit = fit(String.format(Locale.ROOT, "linear, penalty %s", penalty), scorers);
      if (!fits.isEmpty() && fit.loss > fits.get(fits.size() - 1).loss) {
        break;
      }
      fits.add(fit);
    }
    return best(fits);
  }

  private Fit trees(Recipe recipe, Optional<Fit> start) {
    List<Fitted> fitted =
        IntStream.range(0, parts.size())
            .parallel()
            .mapToObj(
                f ->
                    BoostedTrees.fit(
                        parts.get(f).learnt,
                        parts.get(f).heldOut,
                        start.map(fit -> fit.scorers.get(f).get(0)),
                        recipe,
                        logistic,
                        Folds.mix(f, seed),
                        PATIENCE))
            .toList();
    int rounds = bestRounds(fitted);
    List<List<Scorer>> scorers = new ArrayList<>();
    for (int f = 0; f < fitted.size(); f++) {
      List<Scorer> sum = new ArrayList<>();
      int fold = f;
      start.ifPresent(fit -> sum.addAll(fit.scorers.get(fold)));
      sum.add(fitted.get(f).after(rounds));
      scorers.add(sum);
    }
    return fit(
        recipe.name()
            + (start.isPresent() ? " on linear" : "")
            + ", "
            + rounds
            + (rounds == 1 ? " round" : " rounds"),
        scorers);
  }

  /** The number of rounds with the smallest loss over all rows. */
  private int bestRounds(List<Fitted> fitted) {
    int common = fitted.stream().mapToInt(f -> f.losses().length).min().orElseThrow();
    int best = 0;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int round = 0; round < common; round++) {
      double loss = 0;
      for (int f = 0; f < fitted.size(); f++) {
        loss += fitted.get(f).losses()[round] * parts.get(f).held.length;
      }
      if (loss < bestLoss) {
        bestLoss = loss;
        best = round;
      }
    }
    return best + 1;
  }

  private Fit fit(String name, List<List<Scorer>> scorers) {
    double[] scores = new double[rows.size()];
    IntStream.range(0, parts.size())
        .parallel()
        .forEach(
            f -> {
              for (int i : parts.get(f).held) {
                for (Scorer scorer : scorers.get(f)) {
                  scores[i] += scorer.score(rows.row(i));
                }
              }
            });
    return new Fit(name, scorers, scores, Losses.mean(scores, rows.targets(), logistic));
  }

  private static Fit best(List<Fit> fits) {
    Fit best = fits.get(0);
    for (Fit fit : fits) {
      best = fit.loss < best.loss ? fit : best;
    }
    return best;
  }

  private double[] mixed(List<Fit> fits, double[] weights) {
    double[] sums = new double[rows.size()];
    for (int m = 0; m < weights.length; m++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[m] * fits.get(m).scores[i];
      }
    }
    return sums;
  }

  private static Mixture member(List<Fit> fits, double[] weights, int fold) {
    List<Scorer> scorers = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    for (int m = 0; m < weights.length; m++) {
      for (Scorer scorer : weights[m] > 0 ? fits.get(m).scorers.get(fold) : List.<Scorer>of()) {
        scorers.add(scorer);
        shares.add(weights[m]);
      }
    }
    return new Mixture(scorers, shares.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The method with the smallest loss where each fold is calibrated on the others. */
  private Calibration.Method calibrationFor(double[] said) {
    Calibration.Method best = Calibration.Method.NONE;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (Calibration.Method method : Calibration.Method.values()) {
      double loss = 0;
      for (int f = 0; f < folds.count(); f++) {
        Calibration calibration = calibration(method, said, f);
        for (int i : parts.get(f).held) {
          loss += Logit.loss(calibration.logOdds(said[i]), rows.target(i));
        }
      }
      if (loss < bestLoss) {
        bestLoss = loss;
        best = method;
      }
    }
    return best;
  }

  private Calibration calibration(Calibration.Method method, double[] said, int without) {
    int[] used = IntStream.range(0, said.length).filter(i -> foldOf[i] != without).toArray();
    return method.fit(pick(used, i -> said[i]), pick(used, rows::target));
  }

  private static double[] pick(int[] which, IntToDoubleFunction value) {
    return Arrays.stream(which).mapToDouble(value).toArray();
  }

  private double[] baseline() {
    double[] baseline = new double[rows.size()];
    for (Part part : parts) {
      double mean = part.learnt.meanTarget();
      for (int i : part.held) {
        baseline[i] = logistic ? Logit.of(mean) : mean;
      }
    }
    return baseline;
  }

  private double halfWidth(double[] scores) {
    double[] errors =
        IntStream.range(0, scores.length)
            .mapToDouble(i -> Math.abs(scores[i] - rows.target(i)))
            .sorted()
            .toArray();
    return errors[Math.min(errors.length - 1, (int) Math.ceil(COVERAGE * (errors.length + 1)) - 1)];
  }

  private static List<Candidate> candidates(List<Fit> fits, double[] weights) {
    return IntStream.range(0, weights.length)
        .mapToObj(m -> new Candidate(fits.get(m).name, fits.get(m).loss, weights[m]))
        .toList();
  }

  private Part part(int fold) {
    int[] learnt = IntStream.range(0, rows.size()).filter(i -> foldOf[i] != fold).toArray();
    int[] held = IntStream.range(0, rows.size()).filter(i -> foldOf[i] == fold).toArray();
    return new Part(rows.at(learnt), held, rows.at(held));
  }

  private long[] hashes() {
    return IntStream.range(0, rows.size()).mapToLong(rows::hash).toArray();
  }

  private int[] strata() {
    return IntStream.range(0, rows.size()).map(i -> stratum(rows.target(i), logistic)).toArray();
  }
}
