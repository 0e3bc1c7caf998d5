package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TreeReasonsTest {
  private static final int COLUMNS = 5;
  private static final Map<String, Object> PARAMETERS =
      Map.of(
          "objective",
          "binary:logistic",
          "max_depth",
          5,
          "eta",
          0.3,
          "nthread",
          1,
          "tree_method",
          "hist",
          "base_score",
          "0.5",
          "verbosity",
          0);

  /**
   * Worked by hand: the root splits by feature 0 (6 of 10 rows go left), the left child by feature
   * 1 (2 of 6 go left). The row goes left twice and reaches 12.
   */
  @Test
  void shapleyValuesOfATreeWorkedByHand() {
    Tree tree =
        new Tree(
            new int[] {0, 1, 0, 0, 0},
            new float[] {5, 3, 0, 0, 0},
            new int[] {1, 3, -1, -1, -1},
            new int[] {2, 4, -1, -1, -1},
            new boolean[] {true, false, false, false, false},
            new double[] {0, 0, 20, 12, 6},
            new double[] {10, 6, 4, 2, 4});
    double none = 0.4 * 20 + 0.2 * 12 + 0.4 * 6;
    double first = (12 * 2 + 6 * 4) / 6.0;
    double second = 0.6 * 12 + 0.4 * 20;
    TreeReasons reasons = new TreeReasons(tree);
    TreeReasons.Block block = new TreeReasons.Block(List.of(new float[] {1, 1}), List.of(reasons));
    reasons.add(block);
    double[] contributions = block.contributions(0);

    assertThat(reasons.base()).isCloseTo(none, within(1e-12));
    assertThat(contributions[0]).isCloseTo(((first - none) + (12 - second)) / 2, within(1e-12));
    assertThat(contributions[1]).isCloseTo(((second - none) + (12 - first)) / 2, within(1e-12));
  }

  @Test
  void agreeWithXgboost() throws XGBoostError, IOException {
    Examples rows = Worlds.customers(800, 5);
    DenseEncoder encoder = DenseEncoder.plain(rows);
    DMatrix matrix = BoostedTrees.matrix(encoder, rows, Optional.empty());
    Booster booster = XGBoost.train(matrix, PARAMETERS, 25, Map.of(), null, null);
    TreeScorer scorer = new TreeScorer(encoder, 0, 1, BoostedTrees.trees(booster));
    float[][] theirs = booster.predictContrib(matrix, 0);
    float[][] margins = booster.predict(matrix, true);
    Explainer explainer = scorer.explainer();

    for (int i = 0; i < rows.size(); i++) {
      double[] ours = new double[rows.columns().size()];
      double base = explainer.explain(List.<Object[]>of(rows.row(i)), 1, List.of(ours));
      assertThat(scorer.score(rows.row(i))).isCloseTo(margins[i][0], within(1e-5));
      assertThat(base + Arrays.stream(ours).sum())
          .isCloseTo(scorer.score(rows.row(i)), within(1e-12));
      assertThat(base).isCloseTo(theirs[i][ours.length], within(1e-4));
      for (int f = 0; f < ours.length; f++) {
        assertThat(ours[f]).isCloseTo(theirs[i][f], within(1e-4));
      }
    }
  }

  /** The trap that dense matrices avoid: a sparse one takes a zero for a missing value. */
  @Test
  void aSparseMatrixWouldBePredictedOtherwise() throws XGBoostError {
    Examples rows = Worlds.customers(500, 6);
    DenseEncoder encoder = DenseEncoder.plain(rows);
    DMatrix dense = BoostedTrees.matrix(encoder, rows, Optional.empty());
    Booster booster = XGBoost.train(dense, PARAMETERS, 20, Map.of(), null, null);
    int width = rows.columns().size();
    float[] values = new float[rows.size() * width];
    int[] columns = new int[values.length];
    long[] starts = new long[rows.size() + 1];
    int size = 0;
    for (int i = 0; i < rows.size(); i++) {
      float[] row = encoder.encode(rows.row(i));
      for (int f = 0; f < width; f++) {
        if (row[f] != 0) {
          values[size] = row[f];
          columns[size++] = f;
        }
      }
      starts[i + 1] = size;
    }
    DMatrix sparse =
        new DMatrix(
            starts,
            Arrays.copyOf(columns, size),
            Arrays.copyOf(values, size),
            DMatrix.SparseType.CSR,
            width);
    float[][] fromDense = booster.predict(dense, true);
    float[][] fromSparse = booster.predict(sparse, true);

    assertThat(
            IntStream.range(0, rows.size())
                .filter(i -> Math.abs(fromDense[i][0] - fromSparse[i][0]) > 0.01)
                .count())
        .isGreaterThan(20);
  }

  /**
   * Against the definition: the mean over all orders in which five columns become known of what
   * each adds, in trees with up to 256 leaves that ask columns several times and have rows with
   * missing values.
   */
  @Test
  void deepTreesOfNumbersAgreeWithTheDefinition() throws XGBoostError, IOException {
    Random random = new Random(11);
    float[] values = new float[1_000 * COLUMNS];
    float[] target = new float[1_000];
    for (int i = 0; i < target.length; i++) {
      for (int c = 0; c < COLUMNS; c++) {
        values[i * COLUMNS + c] =
            random.nextInt(15) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      double x = Float.isNaN(values[i * COLUMNS]) ? 0 : values[i * COLUMNS];
      double y = Float.isNaN(values[i * COLUMNS + 1]) ? 0 : values[i * COLUMNS + 1];
      target[i] = (float) (1_000 * x * y + 300 * y + 50 * random.nextGaussian());
    }
    DMatrix matrix = new DMatrix(values, target.length, COLUMNS, Float.NaN);
    matrix.setLabel(target);
    Map<String, Object> parameters = new HashMap<>(PARAMETERS);
    parameters.putAll(Map.of("objective", "reg:squarederror", "max_depth", 8));
    Booster booster = XGBoost.train(matrix, parameters, 3, Map.of(), null, null);

    for (Tree tree : BoostedTrees.trees(booster)) {
      TreeReasons reasons = new TreeReasons(tree);
      List<float[]> rows =
          IntStream.range(0, TreeReasons.ROWS)
              .mapToObj(i -> Arrays.copyOfRange(values, i * COLUMNS, (i + 1) * COLUMNS))
              .toList();
      TreeReasons.Block block = new TreeReasons.Block(rows, List.of(reasons));
      reasons.add(block);
      for (int i = 0; i < rows.size(); i++) {
        float[] row = rows.get(i);
        double[] ours = block.contributions(i);
        double[] defined = byDefinition(tree, row);
        for (int c = 0; c < COLUMNS; c++) {
          assertThat(ours[c]).isCloseTo(defined[c], within(1e-9));
        }
        assertThat(reasons.base() + Arrays.stream(ours).sum())
            .isCloseTo(tree.score(row), within(1e-9));
      }
    }
  }

  private static double[] byDefinition(Tree tree, float[] row) {
    double[] sums = new double[COLUMNS];
    for (int known = 0; known < 1 << COLUMNS; known++) {
      int size = Integer.bitCount(known);
      for (int c = 0; c < COLUMNS; c++) {
        if ((known >> c & 1) == 0) {
          double orders = factorial(size) * factorial(COLUMNS - size - 1) / factorial(COLUMNS);
          sums[c] +=
              orders * (expected(tree, 0, row, known | 1 << c) - expected(tree, 0, row, known));
        }
      }
    }
    return sums;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  private static double expected(Tree tree, int node, float[] row, int known) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    if ((known >> tree.feature()[node] & 1) == 1) {
      return expected(tree, tree.goesLeft(node, row) ? left : right, row, known);
    }
    double both = tree.cover()[left] + tree.cover()[right];
    return tree.cover()[left] / both * expected(tree, left, row, known)
        + tree.cover()[right] / both * expected(tree, right, row, known);
  }
}
