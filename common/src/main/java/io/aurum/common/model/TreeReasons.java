package io.aurum.common.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Shapley values of the columns in a tree's score: TreeSHAP with path-dependent expectations
 * (Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles",
 * 2018), in doubles.
 *
 * <p>Where each column is known with probability t, a row reaches a leaf with the product of one
 * factor for each column on the way: {@code a + t (p - a)}, where p is 1 if all its splits let the
 * row pass, else 0, and a is the share of the training rows that they let pass. The Shapley value
 * of a column is the integral of the derivative by its probability, for t from 0 to 1 (Owen,
 * "Multilinear Extensions of Games", 1972). It is a polynomial, of which Gauss and Legendre's
 * quadrature is exact with half as many points as there are columns on the way. So a row needs one
 * walk down the tree, which multiplies the factors, and one up, which sums the leaves: as many
 * steps as there are nodes, however deep the tree.
 */
final class TreeReasons {
  private static final GaussIntegratorFactory QUADRATURE = new GaussIntegratorFactory();

  private final Tree tree;

  /** Nodes, each behind its parent. */
  private final int[] order;

  private final int[] parent;

  /** The last node above that was led to by a split of the same column; -1 where none was. */
  private final int[] before;

  /** Share of the rows at the parent that come to a node. */
  private final double[] share;

  private final int points;

  /** By node and point: what the product is multiplied by where all splits so far let it pass. */
  private final double[] passing;

  /** The same where this split is the first of its column that does not. */
  private final double[] failing;

  /** By node and point: what the leaves below add to the column where all splits let it pass. */
  private final double[] passingGain;

  /** The same where this split is the first of its column that does not. */
  private final double[] failingGain;

  TreeReasons(Tree tree) {
    this.tree = tree;
    this.order = new int[tree.nodes()];
    this.parent = new int[tree.nodes()];
    this.before = new int[tree.nodes()];
    this.share = new double[tree.nodes()];
    this.points = Math.max(1, (prepare() + 1) / 2);
    this.passing = new double[tree.nodes() * points];
    this.failing = new double[tree.nodes() * points];
    this.passingGain = new double[tree.nodes() * points];
    this.failingGain = new double[tree.nodes() * points];
    fillIn();
  }

  /** Mean score of the rows that the tree was made of. */
  double base() {
    double[] reached = new double[tree.nodes()];
    double base = 0;
    for (int node : order) {
      reached[node] = node == 0 ? 1 : reached[parent[node]] * share[node];
      base += tree.isLeaf(node) ? reached[node] * tree.value()[node] : 0;
    }
    return base;
  }

  /** Room for one row's way through trees. */
  static final class Room {
    private final double[] sums;
    private final boolean[] passes;

    Room(List<TreeReasons> trees) {
      int nodes = trees.stream().mapToInt(t -> t.order.length).max().orElse(0);
      int points = trees.stream().mapToInt(t -> t.points).max().orElse(0);
      this.sums = new double[nodes * points];
      this.passes = new boolean[nodes];
    }
  }

  /**
   * Adds each column's contribution.
   *
   * @param room that is large enough for this tree; nothing in it is read
   */
  void add(float[] row, Room room, double[] contributions) {
    descend(row, room.sums, room.passes);
    ascend(room.sums, room.passes, contributions);
  }

  /** Multiplies the factors on the way to each node; a leaf's are multiplied by its value. */
  private void descend(float[] row, double[] sums, boolean[] passes) {
    Arrays.fill(sums, 0, points, 1);
    for (int i = 1; i < order.length; i++) {
      int node = order[i];
      int above = parent[node];
      boolean passed = before[node] < 0 || passes[before[node]];
      passes[node] = passed && tree.goesLeft(above, row) == (tree.left()[above] == node);
      double value = tree.isLeaf(node) ? tree.value()[node] : 1;
      int to = node * points;
      int from = above * points;
      if (passed) {
        double[] factors = passes[node] ? passing : failing;
        for (int point = 0; point < points; point++) {
          sums[to + point] = sums[from + point] * factors[to + point] * value;
        }
      } else {
        for (int point = 0; point < points; point++) {
          sums[to + point] = sums[from + point] * share[node] * value;
        }
      }
    }
  }

  /** Sums the leaves below each node. */
  private void ascend(double[] sums, boolean[] passes, double[] contributions) {
    for (int i = order.length - 1; i > 0; i--) {
      int node = order[i];
      int at = node * points;
      if (!tree.isLeaf(node)) {
        int left = tree.left()[node] * points;
        int right = tree.right()[node] * points;
        for (int point = 0; point < points; point++) {
          sums[at + point] = sums[left + point] + sums[right + point];
        }
      }
      if (before[node] < 0 || passes[before[node]]) {
        double[] gains = passes[node] ? passingGain : failingGain;
        double gain = 0;
        for (int point = 0; point < points; point++) {
          gain += sums[at + point] * gains[at + point];
        }
        contributions[tree.feature()[parent[node]]] += gain;
      }
    }
  }

  /**
   * Orders the nodes and finds what leads to them.
   *
   * @return columns on the way to a leaf at most
   */
  private int prepare() {
    int[] columns = new int[tree.nodes()];
    int most = 0;
    int size = 0;
    Deque<Integer> left = new ArrayDeque<>();
    left.push(0);
    while (!left.isEmpty()) {
      int node = left.pop();
      order[size++] = node;
      if (node > 0) {
        before[node] = sameColumnAbove(node);
        columns[node] = columns[parent[node]] + (before[node] < 0 ? 1 : 0);
        most = Math.max(most, columns[node]);
      }
      if (!tree.isLeaf(node)) {
        int[] children = {tree.left()[node], tree.right()[node]};
        double cover = tree.cover()[children[0]] + tree.cover()[children[1]];
        for (int child : children) {
          parent[child] = node;
          share[child] = tree.cover()[child] / cover;
          left.push(child);
        }
      }
    }
    return most;
  }

  private int sameColumnAbove(int node) {
    int column = tree.feature()[parent[node]];
    for (int above = parent[node]; above > 0; above = parent[above]) {
      if (tree.feature()[parent[above]] == column) {
        return above;
      }
    }
    return -1;
  }

  private void fillIn() {
    GaussIntegrator quadrature = QUADRATURE.legendre(points, 0, 1);
    double[] shares = new double[tree.nodes()];
    for (int i = 1; i < order.length; i++) {
      int node = order[i];
      double shareBefore = before[node] < 0 ? 1 : shares[before[node]];
      shares[node] = shareBefore * share[node];
      for (int point = 0; point < points; point++) {
        double t = quadrature.getPoint(point);
        double weight = quadrature.getWeight(point);
        double factorBefore = shareBefore + t * (1 - shareBefore);
        double factor = shares[node] + t * (1 - shares[node]);
        double gainBefore = (1 - shareBefore) / factorBefore;
        int at = node * points + point;
        passing[at] = factor / factorBefore;
        failing[at] = shares[node] * (1 - t) / factorBefore;
        passingGain[at] = weight * ((1 - shares[node]) / factor - gainBefore);
        failingGain[at] = weight * (-1 / (1 - t) - gainBefore);
      }
    }
  }
}
