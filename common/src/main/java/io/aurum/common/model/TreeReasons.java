package io.aurum.common.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shapley values of the features in a tree's score: TreeSHAP with path-dependent expectations
 * (Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles",
 * 2018), in doubles.
 *
 * <p>What a leaf contributes to a row depends on nothing but which of the features on its path let
 * the row pass. So the contributions are worked out once for each leaf and each set of passing
 * features, and a row needs one comparison for each split and one look-up for each leaf.
 */
final class TreeReasons {
  /** Splits that one word can hold the outcomes of. */
  private static final int MAX_SPLITS = 64;

  private final Tree tree;
  private final int[] splits;
  private final List<Leaf> leaves = new ArrayList<>();
  private final double base;

  /**
   * @param features on the path, each once
   * @param relevant by feature: bits of its splits on the path
   * @param wanted by feature: the outcomes of those splits that lead to the leaf
   * @param shares by set of passing features and feature: contribution
   */
  private record Leaf(int[] features, long[] relevant, long[] wanted, double[][] shares) {}

  TreeReasons(Tree tree) {
    this.tree = tree;
    this.splits = splitsOf(tree);
    this.base = walk(0, new ArrayList<>());
  }

  /** Mean score of the rows that the tree was made of. */
  double base() {
    return base;
  }

  /** Adds each feature's contribution, times a weight. */
  void add(float[] row, double weight, double[] contributions) {
    long outcomes = 0;
    for (int i = 0; i < splits.length; i++) {
      if (tree.goesLeft(splits[i], row)) {
        outcomes |= 1L << i;
      }
    }
    for (Leaf leaf : leaves) {
      int passing = 0;
      for (int f = 0; f < leaf.features.length; f++) {
        if ((outcomes & leaf.relevant[f]) == leaf.wanted[f]) {
          passing |= 1 << f;
        }
      }
      double[] shares = leaf.shares[passing];
      for (int f = 0; f < leaf.features.length; f++) {
        contributions[leaf.features[f]] += weight * shares[f];
      }
    }
  }

  private static int[] splitsOf(Tree tree) {
    List<Integer> splits = new ArrayList<>();
    for (int node = 0; node < tree.nodes(); node++) {
      if (!tree.isLeaf(node)) {
        splits.add(node);
      }
    }
    if (splits.size() > MAX_SPLITS) {
      throw new IllegalArgumentException("A tree of " + splits.size() + " splits has no reasons");
    }
    return splits.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A step on the way to a leaf: a node, and whether the way goes left there. */
  private record Step(int node, int bit, boolean left, double share) {}

  /** Collects the leaves below a node; returns the mean score below it. */
  private double walk(int node, List<Step> path) {
    if (tree.isLeaf(node)) {
      leaves.add(leaf(tree.value()[node], path));
      return tree.value()[node];
    }
    double leftShare = tree.cover()[tree.left()[node]] / tree.cover()[node];
    double rightShare = tree.cover()[tree.right()[node]] / tree.cover()[node];
    double total = leftShare + rightShare;
    int bit = Arrays.binarySearch(splits, node);
    path.add(new Step(node, bit, true, leftShare / total));
    double left = walk(tree.left()[node], path);
    path.set(path.size() - 1, new Step(node, bit, false, rightShare / total));
    double right = walk(tree.right()[node], path);
    path.remove(path.size() - 1);
    return (leftShare * left + rightShare * right) / total;
  }

  private Leaf leaf(double value, List<Step> path) {
    int[] features = path.stream().mapToInt(step -> tree.feature()[step.node]).distinct().toArray();
    long[] relevant = new long[features.length];
    long[] wanted = new long[features.length];
    double[] absent = new double[features.length];
    Arrays.fill(absent, 1);
    for (Step step : path) {
      int f = 0;
      while (features[f] != tree.feature()[step.node]) {
        f++;
      }
      relevant[f] |= 1L << step.bit;
      wanted[f] |= step.left ? 1L << step.bit : 0;
      absent[f] *= step.share;
    }
    double[][] shares = new double[1 << features.length][];
    for (int passing = 0; passing < shares.length; passing++) {
      shares[passing] = shapley(value, absent, passing);
    }
    return new Leaf(features, relevant, wanted, shares);
  }

  /**
   * Shapley values of the game in which a set of features reaches the leaf with probability 1 for
   * each of its features that passes, 0 for each that does not, and the share of training rows for
   * each feature outside the set.
   */
  private static double[] shapley(double value, double[] absent, int passing) {
    int n = absent.length;
    double[] shares = new double[n];
    for (int f = 0; f < n; f++) {
      double[] weights = sizeWeights(absent, passing, f);
      double sum = 0;
      for (int size = 0; size < n; size++) {
        sum += weights[size] / (n * binomial(n - 1, size));
      }
      double gain = (((passing >> f) & 1) == 1 ? 1 : 0) - absent[f];
      shares[f] = value * gain * sum;
    }
    return shares;
  }

  /**
   * By size of the set: the sum over all sets of that size, without the feature left out, of the
   * probability to reach the leaf as far as the other features decide.
   */
  private static double[] sizeWeights(double[] absent, int passing, int leftOut) {
    double[] weights = new double[absent.length];
    weights[0] = 1;
    for (int f = 0; f < absent.length; f++) {
      if (f != leftOut) {
        double present = ((passing >> f) & 1) == 1 ? 1 : 0;
        for (int size = absent.length - 1; size > 0; size--) {
          weights[size] = weights[size] * absent[f] + weights[size - 1] * present;
        }
        weights[0] *= absent[f];
      }
    }
    return weights;
  }

  private static double binomial(int n, int k) {
    double result = 1;
    for (int i = 1; i <= k; i++) {
      result = result * (n - k + i) / i;
    }
    return result;
  }
}
