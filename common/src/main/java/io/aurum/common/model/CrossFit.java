package io.aurum.common.model;

import static java.util.stream.Collectors.joining;

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
 *   <li>The rows are cut into folds by their content, by their groups or into blocks of days, see
 *       {@link Folds}.
 *   <li>For each fold every candidate is fitted to the other folds: a regularised linear model with
 *       several penalties, boosted trees, boosted trees that start from the linear model, and a
 *       random forest.
 *   <li>Penalty and number of trees of a fold are those with the smallest loss over the rows of the
 *       other folds, each scored by the model that has not seen it.
 *   <li>So are the weights with which the chosen ones are mixed; a single model is a mixture too.
 *   <li>Probabilities are calibrated: each fold's by a calibration chosen and fitted on the others.
 * </ol>
 *
 * <p>So nothing that makes the score of a row was chosen to fit that row's target; rounds that no
 * fold reached are the one thing that all folds decide together.
 *
 * <p>The result depends on the rows' content and the seed alone.
 */
public final class CrossFit {
  private static final double[] PENALTIES = {0.3, 1, 3, 10, 30, 100};

  /** Rounds without gain after which no more trees are made. */
  private static final int PATIENCE = 40;

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
   * @param losses mean loss of each fold's rows
   */
  private record Fit(
      String name, List<List<Scorer>> scorers, double[] scores, double[] losses, double loss) {}

  /**
   * The rows of one turn.
   *
   * @param learnt rows that are learnt from
   * @param held numbers of the rows that are held out
   */
  private record Part(Examples learnt, int[] held, Examples heldOut) {}

  /** What was learnt. */
  public record Learned(LearnedModel model, LearningReport report) {}

  private CrossFit(Examples rows, boolean logistic, Folds folds, int[] foldOf, long seed) {
    this.rows = rows;
    this.logistic = logistic;
    this.seed = seed;
    this.folds = folds;
    this.foldOf = foldOf;
    this.parts = IntStream.range(0, folds.count()).mapToObj(this::part).toList();
  }

  private static CrossFit of(Examples rows, boolean logistic, int count, long seed) {
    int[] strata =
        IntStream.range(0, rows.size()).map(i -> stratum(rows.target(i), logistic)).toArray();
    Folds folds = folds(rows, strata, count, seed);
    return new CrossFit(rows, logistic, folds, foldOf(rows, strata, folds), seed);
  }

  /**
   * The folds of rows: blocks of days where they have a time and days enough, whole groups where
   * they are grouped, else by content.
   */
  static Folds folds(Examples rows, int[] strata, int count, long seed) {
    return ofDays(rows, strata, count).orElseGet(() -> ofGroups(rows, strata, count, seed));
  }

  private static Optional<Folds> ofDays(Examples rows, int[] strata, int count) {
    return rows.isOrdered()
        ? Folds.ofDays(IntStream.range(0, rows.size()).map(rows::day).toArray(), strata, count)
        : Optional.empty();
  }

  private static Folds ofGroups(Examples rows, int[] strata, int count, long seed) {
    long[] groups = IntStream.range(0, rows.size()).mapToLong(rows::group).toArray();
    return rows.isGrouped()
        ? Folds.ofGroups(groups, strata, count, seed)
        : Folds.of(groups, strata, count, seed);
  }

  /** The fold of each row. */
  static int[] foldOf(Examples rows, int[] strata, Folds folds) {
    return IntStream.range(0, rows.size())
        .map(i -> folds.fold(rows.group(i), rows.day(i), strata[i]))
        .toArray();
  }

  /**
   * The block of days that each row is in; empty where the rows are not predicted in blocks.
   *
   * @param logistic whether the targets are 0 and 1, or numbers of classes
   */
  public static Optional<int[]> blocks(Examples rows, boolean logistic, int count) {
    int[] strata =
        IntStream.range(0, rows.size()).map(i -> logistic ? (int) rows.target(i) : 0).toArray();
    return ofDays(rows, strata, count).map(folds -> foldOf(rows, strata, folds));
  }

  /**
   * Learns a class.
   *
   * @param rows with targets 0 and 1
   * @param folds at least 2
   */
  public static Learned classes(Examples rows, int folds, long seed) {
    return of(rows, true, folds, seed).learn();
  }

  /**
   * Learns one class of several, in folds that they share.
   *
   * @param rows with targets 0 and 1
   * @param foldOf fold of each row
   */
  static Learned oneOfClasses(Examples rows, Folds folds, int[] foldOf, long seed) {
    return new CrossFit(rows, true, folds, foldOf, seed).learn();
  }

  /** Learns a number. */
  public static Learned numbers(Examples rows, int folds, long seed) {
    return of(rows, false, folds, seed).learn();
  }

  static int stratum(double target, boolean logistic) {
    return logistic && target > 0.5 ? 1 : 0;
  }

  private Learned learn() {
    Fit linear = linear();
    List<Fit> fits = new ArrayList<>(List.of(linear));
    Recipes.boosted(rows.size(), rows.columns().size(), logistic).stream()
        .map(recipe -> trees(recipe, Optional.empty()))
        .forEach(fits::add);
    Recipes.onLinear(rows.size(), logistic)
        .ifPresent(recipe -> fits.add(trees(recipe, Optional.of(linear))));
    fits.add(trees(Recipes.forest(logistic), Optional.empty()));
    List<double[]> weights =
        Mixture.weightsWithout(
            fits.stream().map(Fit::scores).toArray(double[][]::new),
            rows.targets(),
            logistic,
            foldOf,
            folds.count());
    double[] said = mixed(fits, weights);
    Calibrating calibrating = new Calibrating(said);
    List<Calibration> calibrations =
        IntStream.range(0, folds.count()).mapToObj(calibrating::without).toList();
    double[] scores =
        IntStream.range(0, said.length)
            .mapToDouble(i -> calibrations.get(foldOf[i]).logOdds(said[i]))
            .toArray();
    LearnedModel model =
        new LearnedModel(
            logistic,
            rows.columns(),
            folds,
            IntStream.range(0, folds.count())
                .mapToObj(f -> member(fits, weights.get(f), f))
                .toList(),
            calibrations,
            calibrating.without(LearnedModel.UNSEEN),
            logistic
                ? PredictionIntervals.NONE
                : PredictionIntervals.learn(scores, rows.targets(), foldOf));
    return new Learned(
        model,
        new LearningReport(
            scores,
            baseline(),
            candidates(fits, weights),
            calibrating.method(LearnedModel.UNSEEN).name().toLowerCase(Locale.ROOT)));
  }

  private Fit linear() {
    List<RidgeRegression> regressions =
        parts.parallelStream().map(p -> new RidgeRegression(p.learnt, logistic)).toList();
    List<Fit> fits = new ArrayList<>();
    for (double penalty : PENALTIES) {
      List<List<Scorer>> scorers =
          regressions.parallelStream().map(r -> List.<Scorer>of(r.fit(penalty))).toList();
      Fit fit = fit(String.valueOf(penalty), scorers);
      fits.add(fit);
      if (fits.size() > 1 && fit.loss > fits.get(fits.size() - 2).loss) {
        break;
      }
    }
    List<Fit> chosen =
        IntStream.range(0, parts.size()).mapToObj(fold -> bestWithout(fold, fits)).toList();
    return fit(
        "linear, penalty " + chosen.stream().map(Fit::name).distinct().collect(joining(" or ")),
        IntStream.range(0, parts.size())
            .mapToObj(fold -> chosen.get(fold).scorers.get(fold))
            .toList());
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
    int[] rounds =
        IntStream.range(0, parts.size()).map(fold -> roundsWithout(fold, fitted)).toArray();
    List<List<Scorer>> scorers = new ArrayList<>();
    for (int f = 0; f < fitted.size(); f++) {
      List<Scorer> sum = new ArrayList<>();
      int fold = f;
      start.ifPresent(fit -> sum.addAll(fit.scorers.get(fold)));
      sum.add(fitted.get(f).after(rounds[f]));
      scorers.add(sum);
    }
    return fit(
        recipe.name() + (start.isPresent() ? " on linear, " : ", ") + inWords(rounds), scorers);
  }

  private static String inWords(int[] rounds) {
    int fewest = Arrays.stream(rounds).min().orElseThrow();
    int most = Arrays.stream(rounds).max().orElseThrow();
    return fewest == most
        ? fewest + (fewest == 1 ? " round" : " rounds")
        : fewest + " to " + most + " rounds";
  }

  /** The number of rounds with the smallest loss over the rows of the other folds. */
  private int roundsWithout(int fold, List<Fitted> fitted) {
    int common = fitted.stream().mapToInt(f -> f.losses().length).min().orElseThrow();
    int best = 0;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int round = 0; round < common; round++) {
      int after = round;
      double loss = sumWithout(fold, f -> fitted.get(f).losses()[after]);
      if (loss < bestLoss) {
        bestLoss = loss;
        best = round;
      }
    }
    return best + 1;
  }

  /** Loss over the rows of all folds but one, from the mean loss of each fold. */
  private double sumWithout(int fold, IntToDoubleFunction meanLoss) {
    double sum = 0;
    for (int f = 0; f < parts.size(); f++) {
      sum += f == fold ? 0 : meanLoss.applyAsDouble(f) * parts.get(f).held.length;
    }
    return sum;
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
    double[] losses =
        parts.stream()
            .mapToDouble(
                part ->
                    Losses.mean(
                        pick(part.held, i -> scores[i]), pick(part.held, rows::target), logistic))
            .toArray();
    return new Fit(name, scorers, scores, losses, Losses.mean(scores, rows.targets(), logistic));
  }

  private Fit bestWithout(int fold, List<Fit> fits) {
    Fit best = fits.get(0);
    for (Fit fit : fits) {
      boolean better = lossWithout(fold, fit) < lossWithout(fold, best);
      best = better ? fit : best;
    }
    return best;
  }

  private double lossWithout(int fold, Fit fit) {
    return sumWithout(fold, f -> fit.losses[f]);
  }

  /** The mixture's score of each row, with the weights that the other folds chose. */
  private double[] mixed(List<Fit> fits, List<double[]> weights) {
    double[] sums = new double[rows.size()];
    for (int m = 0; m < fits.size(); m++) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights.get(foldOf[i])[m] * fits.get(m).scores[i];
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

  /** Chooses how to calibrate, and does it, each time without the rows of one fold. */
  private final class Calibrating {
    private final double[] said;
    private final double[][] losses;

    Calibrating(double[] said) {
      this.said = said;
      Calibration.Method[] methods = methods();
      this.losses = new double[methods.length][folds.count()];
      for (int m = 0; m < methods.length; m++) {
        for (int f = 0; f < folds.count(); f++) {
          losses[m][f] = meanLoss(methods[m], f);
        }
      }
    }

    /** Fitted to the rows of all folds but one. */
    Calibration without(int fold) {
      return fit(method(fold), fold);
    }

    /**
     * The method with the smallest loss over the other folds, each calibrated on the others. One
     * that is less simple has to gain more than the standard error of what it gains, by fold: what
     * is less would be noise, and noise is what calibrating is to take away. What one fold alone
     * gains tells nothing.
     */
    Calibration.Method method(int fold) {
      int best = 0;
      for (int m = 1; m < losses.length; m++) {
        best = gains(losses[m], losses[best], fold) ? m : best;
      }
      return methods()[best];
    }

    private boolean gains(double[] own, double[] leading, int fold) {
      double[] gains =
          IntStream.range(0, own.length)
              .filter(f -> f != fold)
              .mapToDouble(f -> leading[f] - own[f])
              .toArray();
      double mean = Arrays.stream(gains).sum() / gains.length;
      double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
      return gains.length > 1 && mean > Math.sqrt(squares / (gains.length - 1) / gains.length);
    }

    private double meanLoss(Calibration.Method method, int fold) {
      Calibration calibration = fit(method, fold);
      int[] held = parts.get(fold).held;
      return Losses.mean(
          pick(held, i -> calibration.logOdds(said[i])), pick(held, rows::target), logistic);
    }

    private Calibration fit(Calibration.Method method, int without) {
      int[] used = IntStream.range(0, said.length).filter(i -> foldOf[i] != without).toArray();
      return method.fit(pick(used, i -> said[i]), pick(used, rows::target));
    }

    private Calibration.Method[] methods() {
      return logistic
          ? Calibration.Method.ofClasses()
          : new Calibration.Method[] {Calibration.Method.FLOOR};
    }
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

  private static List<Candidate> candidates(List<Fit> fits, List<double[]> weights) {
    return IntStream.range(0, fits.size())
        .mapToObj(
            m ->
                new Candidate(
                    fits.get(m).name,
                    fits.get(m).loss,
                    weights.stream().mapToDouble(w -> w[m]).sum() / weights.size()))
        .toList();
  }

  private Part part(int fold) {
    int[] learnt = IntStream.range(0, rows.size()).filter(i -> foldOf[i] != fold).toArray();
    int[] held = IntStream.range(0, rows.size()).filter(i -> foldOf[i] == fold).toArray();
    return new Part(rows.at(learnt), held, rows.at(held));
  }
}
