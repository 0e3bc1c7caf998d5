package io.aurum.common.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees made by XGBoost (Chen and Guestrin, KDD 2016), taken over into {@link TreeScorer}, which
 * needs no native library and scores in doubles.
 *
 * <p>The rows are dense: in a sparse matrix of XGBoost's a zero is a missing value, silently. One
 * native thread, so that the result does not depend on the machine's cores.
 */
final class BoostedTrees {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELD_OUT = "held-out";
  private static final double PRIOR_ROWS = 1;

  private BoostedTrees() {}

  /**
   * How trees are made.
   *
   * @param name of the recipe
   * @param depth splits from root to leaf at most
   * @param rate by which each tree's values are multiplied
   * @param leafWeight rows, weighed by the curvature of the loss, that a leaf needs
   * @param rowShare share of rows that each tree sees
   * @param columnShare share of features that each tree sees
   * @param penalty on the squared values of leaves
   * @param rounds of trees at most
   * @param treesPerRound trees that are averaged in a round: more than one makes a random forest
   */
  record Recipe(
      String name,
      int depth,
      double rate,
      double leafWeight,
      double rowShare,
      double columnShare,
      double penalty,
      int rounds,
      int treesPerRound) {

    private boolean isForest() {
      return treesPerRound > 1;
    }

    private Map<String, Object> parameters(boolean logistic, double base, long seed) {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("objective", logistic ? "binary:logistic" : "reg:squarederror");
      parameters.put("eval_metric", logistic ? "logloss" : "rmse");
      parameters.put("base_score", String.format(Locale.ROOT, "%.9g", base));
      parameters.put("tree_method", "hist");
      parameters.put("nthread", 1);
      parameters.put("verbosity", 0);
      parameters.put("seed", (int) Math.floorMod(seed, (long) Integer.MAX_VALUE));
      parameters.put("max_depth", depth);
      parameters.put("eta", rate);
      parameters.put("min_child_weight", leafWeight);
      parameters.put("subsample", rowShare);
      parameters.put(isForest() ? "colsample_bynode" : "colsample_bytree", columnShare);
      parameters.put("lambda", penalty);
      parameters.put("num_parallel_tree", treesPerRound);
      return parameters;
    }
  }

  /**
   * Trees, and how well they do on rows held out.
   *
   * @param losses mean loss on those rows after each round: nats, or squared error
   */
  record Fitted(TreeScorer scorer, int treesPerRound, double[] losses) {

    /** The trees of the first rounds. */
    TreeScorer after(int rounds) {
      return new TreeScorer(
          scorer.encoder(),
          scorer.intercept(),
          scorer.scale(),
          List.copyOf(scorer.trees().subList(0, rounds * treesPerRound)));
    }
  }

  /**
   * Makes trees until they have not become better on the rows held out for some rounds.
   *
   * @param start model whose scores the trees add to; empty for the mean
   * @param patience rounds without gain before it ends
   */
  static Fitted fit(
      Examples rows,
      Examples heldOut,
      Optional<Scorer> start,
      Recipe recipe,
      boolean logistic,
      long seed,
      int patience) {
    DenseEncoder encoder = logistic ? DenseEncoder.plain(rows) : DenseEncoder.contrasting(rows);
    float base = start.isPresent() ? 0.5f : (float) rows.meanTarget();
    DMatrix training = null;
    DMatrix test = null;
    Booster booster = null;
    try {
      training = matrix(encoder.encodeLearnt(rows), rows, start);
      test = matrix(encoder, heldOut, start);
      Map<String, Object> parameters = recipe.parameters(logistic, base, seed);
      booster = XGBoost.train(training, parameters, 1, Map.of(), null, null);
      double[] losses = new double[recipe.rounds];
      int best = 0;
      int round = 0;
      losses[0] = loss(booster, test, 0, logistic);
      while (round + 1 < recipe.rounds && round - best < patience) {
        round++;
        booster.update(training, round);
        losses[round] = loss(booster, test, round, logistic);
        best = losses[round] < losses[best] ? round : best;
      }
      double intercept = start.isPresent() ? 0 : logistic ? Logit.of(base) : base;
      List<Tree> trees = trees(booster);
      boolean votes = logistic && recipe.isForest();
      return new Fitted(
          new TreeScorer(
              encoder,
              intercept,
              1,
              votes ? trees.stream().map(tree -> votes(tree, base, recipe)).toList() : trees),
          recipe.treesPerRound,
          Arrays.copyOf(losses, round + 1));
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("XGBoost failed to make trees", e);
    } finally {
      dispose(booster, training, test);
    }
  }

  /** Loss on rows that were not learnt from, in the unit of {@link Losses}. */
  private static double loss(Booster booster, DMatrix test, int round, boolean logistic)
      throws XGBoostError {
    String said = booster.evalSet(new DMatrix[] {test}, new String[] {HELD_OUT}, round);
    double loss = Double.parseDouble(said.substring(said.lastIndexOf(':') + 1).trim());
    return logistic ? loss : loss * loss;
  }

  private static void dispose(Booster booster, DMatrix training, DMatrix test) {
    if (booster != null) {
      booster.dispose();
    }
    if (training != null) {
      training.dispose();
    }
    if (test != null) {
      test.dispose();
    }
  }

  /** Rows that were not learnt from. */
  static DMatrix matrix(DenseEncoder encoder, Examples rows, Optional<Scorer> start)
      throws XGBoostError {
    float[] values = new float[rows.size() * encoder.width()];
    for (int i = 0; i < rows.size(); i++) {
      encoder.encode(rows.row(i), values, i * encoder.width());
    }
    return matrix(values, rows, start);
  }

  /**
   * @param values of the rows, one row after the other
   */
  private static DMatrix matrix(float[] values, Examples rows, Optional<Scorer> start)
      throws XGBoostError {
    float[] target = new float[rows.size()];
    float[] scores = new float[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      target[i] = (float) rows.target(i);
      scores[i] = start.isPresent() ? (float) start.get().score(rows.row(i)) : 0;
    }
    DMatrix matrix = new DMatrix(values, rows.size(), values.length / rows.size(), Float.NaN);
    matrix.setLabel(target);
    if (start.isPresent()) {
      matrix.setBaseMargin(scores);
    }
    return matrix;
  }

  /** The trees of a model in the format that XGBoost documents as its JSON schema. */
  static List<Tree> trees(Booster booster) throws XGBoostError, IOException {
    JsonNode model =
        JSON.readTree(booster.toByteArray("json"))
            .path("learner")
            .path("gradient_booster")
            .path("model")
            .path("trees");
    List<Tree> trees = new ArrayList<>(model.size());
    model.forEach(tree -> trees.add(tree(tree)));
    return trees;
  }

  /**
   * A tree of a forest whose leaves say the log-odds of their rows. XGBoost's leaves say one step
   * of Newton's method from the base rate, which falls the shorter of them the farther they are
   * from it. A leaf has one row of the base rate more than it has, so that none is certain.
   *
   * @param base share of the positive rows
   */
  private static Tree votes(Tree tree, double base, Recipe recipe) {
    double[] value = new double[tree.value().length];
    for (int i = 0; i < value.length; i++) {
      if (tree.isLeaf(i)) {
        double rows = tree.cover()[i] / (base * (1 - base));
        double surplus =
            tree.value()[i]
                * recipe.treesPerRound
                / recipe.rate
                * (tree.cover()[i] + recipe.penalty);
        double none = base * PRIOR_ROWS / (rows + PRIOR_ROWS);
        double all = (rows + base * PRIOR_ROWS) / (rows + PRIOR_ROWS);
        double rate = Math.min(all, Math.max(none, base + surplus / (rows + PRIOR_ROWS)));
        value[i] = (Logit.of(rate) - Logit.of(base)) / recipe.treesPerRound;
      }
    }
    return new Tree(
        tree.feature(),
        tree.threshold(),
        tree.left(),
        tree.right(),
        tree.missingLeft(),
        value,
        tree.cover());
  }

  private static Tree tree(JsonNode node) {
    int nodes = node.path("left_children").size();
    int[] feature = new int[nodes];
    float[] threshold = new float[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    boolean[] missingLeft = new boolean[nodes];
    double[] value = new double[nodes];
    double[] cover = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      left[i] = node.path("left_children").get(i).asInt();
      right[i] = node.path("right_children").get(i).asInt();
      feature[i] = node.path("split_indices").get(i).asInt();
      missingLeft[i] = node.path("default_left").get(i).asInt() == 1;
      cover[i] = node.path("sum_hessian").get(i).asDouble();
      float condition = (float) node.path("split_conditions").get(i).asDouble();
      threshold[i] = left[i] < 0 ? 0 : condition;
      value[i] = left[i] < 0 ? condition : 0;
    }
    return new Tree(feature, threshold, left, right, missingLeft, value, cover);
  }
}
