package io.aurum.common.model;

import java.util.Arrays;
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
 * walk through the tree, which multiplies the factors on the way down and sums the leaves on the
 * way up, however deep the tree is. Rows walk together, in blocks, without a branch that depends on
 * them.
 */
final class TreeReasons {
  /** Rows of a block. */
  static final int ROWS = 64;

  private static final GaussIntegratorFactory QUADRATURE = new GaussIntegratorFactory();
  private static final int NONE = -1;

  private final Tree tree;
  private final int depth;
  private final int points;

  /** By node: depth of the last node above that a split of the same column led to, or none. */
  private final int[] before;

  /** By node: share of the rows at its parent that come to it. */
  private final double[] share;

  /**
   * By node and point: what is added to the share where all splits of the column above let a row
   * pass, and what further where this split does too.
   */
  private final double[] passedFactor;

  private final double[] passesFactor;

  /** By node and point: what the leaves below give the column, in the same two parts. */
  private final double[] passedGain;

  private final double[] passesGain;

  TreeReasons(Tree tree) {
    this.tree = tree;
    this.before = new int[tree.nodes()];
    this.share = new double[tree.nodes()];
    this.depth = depth(0);
    this.points = Math.max(1, (columns(0, 0, new int[depth + 1]) + 1) / 2);
    this.passedFactor = new double[tree.nodes() * points];
    this.passesFactor = new double[tree.nodes() * points];
    this.passedGain = new double[tree.nodes() * points];
    this.passesGain = new double[tree.nodes() * points];
    prepare(0, 0, new double[depth + 1], QUADRATURE.legendre(points, 0, 1));
  }

  /** Mean score of the rows that the tree was made of. */
  double base() {
    return mean(0);
  }

  /** A block of rows on its way through trees. */
  static final class Block {
    private final int rows;
    private final float[] values;
    private final double[] contributions;
    private final double[] ones = new double[ROWS];

    /** By depth: whether the row goes left there, whether it passed, products, and sums. */
    private final double[][] left;

    private final double[][] passes;
    private final double[][] products;
    private final double[][] sums;

    /**
     * @param encoded columns by row, of {@link #ROWS} rows at most
     * @param trees that they will go through
     */
    Block(List<float[]> encoded, List<TreeReasons> trees) {
      int levels = 1 + trees.stream().mapToInt(t -> t.depth).max().orElse(0);
      int room = ROWS * trees.stream().mapToInt(t -> t.points).max().orElse(0);
      int columns = encoded.get(0).length;
      this.rows = encoded.size();
      this.values = new float[columns * ROWS];
      this.contributions = new double[columns * ROWS];
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          values[column * ROWS + row] = encoded.get(row)[column];
        }
      }
      Arrays.fill(ones, 1);
      this.left = new double[levels][ROWS];
      this.passes = new double[levels][ROWS];
      this.products = new double[levels][room];
      this.sums = new double[levels][room];
    }

    /** What each column contributes to a row's score, over all trees so far. */
    double[] contributions(int row) {
      double[] ofRow = new double[contributions.length / ROWS];
      for (int column = 0; column < ofRow.length; column++) {
        ofRow[column] = contributions[column * ROWS + row];
      }
      return ofRow;
    }
  }

  /** Adds each column's contribution to each row of a block. */
  void add(Block block) {
    Arrays.fill(block.products[0], 0, points * ROWS, 1);
    walk(0, 0, block);
  }

  /** Turns the products at a node into the sums of the leaves below it. */
  private void walk(int node, int level, Block block) {
    double[] products = block.products[level];
    if (tree.isLeaf(node)) {
      double value = tree.value()[node];
      for (int i = 0; i < points * ROWS; i++) {
        products[i] *= value;
      }
      return;
    }
    double[] left = block.left[level];
    int values = tree.feature()[node] * ROWS;
    for (int row = 0; row < block.rows; row++) {
      left[row] = tree.goesLeft(node, block.values[values + row]) ? 1 : 0;
    }
    double[] sums = block.sums[level];
    Arrays.fill(sums, 0, points * ROWS, 0);
    double[] passes = block.passes[level + 1];
    double[] passed = passed(tree.left()[node], block);
    for (int row = 0; row < ROWS; row++) {
      passes[row] = passed[row] * left[row];
    }
    step(tree.left()[node], level, tree.feature()[node], block);
    passed = passed(tree.right()[node], block);
    for (int row = 0; row < ROWS; row++) {
      passes[row] = passed[row] * (1 - left[row]);
    }
    step(tree.right()[node], level, tree.feature()[node], block);
    System.arraycopy(sums, 0, products, 0, points * ROWS);
  }

  private double[] passed(int child, Block block) {
    return before[child] == NONE ? block.ones : block.passes[before[child]];
  }

  /** Goes to a child, whose sums are added to those of its parent. */
  private void step(int child, int level, int column, Block block) {
    double[] passed = passed(child, block);
    double[] passes = block.passes[level + 1];
    double[] from = block.products[level];
    double[] below = block.products[level + 1];
    double[] sums = block.sums[level];
    for (int point = 0; point < points; point++) {
      double whole = share[child];
      double ofPassed = passedFactor[child * points + point];
      double ofPassing = passesFactor[child * points + point];
      int at = point * ROWS;
      for (int row = 0; row < ROWS; row++) {
        below[at + row] =
            from[at + row] * (whole + ofPassed * passed[row] + ofPassing * passes[row]);
      }
    }
    walk(child, level + 1, block);
    double[] contributions = block.contributions;
    int to = column * ROWS;
    for (int point = 0; point < points; point++) {
      double ofPassed = passedGain[child * points + point];
      double ofPassing = passesGain[child * points + point];
      int at = point * ROWS;
      for (int row = 0; row < ROWS; row++) {
        contributions[to + row] +=
            below[at + row] * (ofPassed * passed[row] + ofPassing * passes[row]);
      }
      for (int row = 0; row < ROWS; row++) {
        sums[at + row] += below[at + row];
      }
    }
  }

  private double mean(int node) {
    if (tree.isLeaf(node)) {
      return tree.value()[node];
    }
    int left = tree.left()[node];
    int right = tree.right()[node];
    return share[left] * mean(left) + share[right] * mean(right);
  }

  private int depth(int node) {
    return tree.isLeaf(node)
        ? 0
        : 1 + Math.max(depth(tree.left()[node]), depth(tree.right()[node]));
  }

  /**
   * Finds what leads to each node.
   *
   * @param path by depth: column whose split led there
   * @return columns on the way from the node to a leaf that are not yet on the path, at most
   */
  private int columns(int node, int level, int[] path) {
    if (tree.isLeaf(node)) {
      return 0;
    }
    int[] children = {tree.left()[node], tree.right()[node]};
    double cover = tree.cover()[children[0]] + tree.cover()[children[1]];
    int most = 0;
    for (int child : children) {
      int above = level;
      while (above > 0 && path[above] != tree.feature()[node]) {
        above--;
      }
      before[child] = above == 0 ? NONE : above;
      share[child] = tree.cover()[child] / cover;
      path[level + 1] = tree.feature()[node];
      most = Math.max(most, columns(child, level + 1, path));
    }
    return most + (before[children[0]] == NONE ? 1 : 0);
  }

  /**
   * @param path by depth: share of the rows that all splits of the column let come there
   */
  private void prepare(int node, int level, double[] path, GaussIntegrator quadrature) {
    if (tree.isLeaf(node)) {
      return;
    }
    for (int child : new int[] {tree.left()[node], tree.right()[node]}) {
      double shareBefore = before[child] == NONE ? 1 : path[before[child]];
      double shareNow = shareBefore * share[child];
      for (int point = 0; point < points; point++) {
        double t = quadrature.getPoint(point);
        double weight = quadrature.getWeight(point);
        double factorBefore = shareBefore + t * (1 - shareBefore);
        double factorNow = shareNow + t * (1 - shareNow);
        double failing = shareNow * (1 - t) / factorBefore;
        double failingGain = -1 / (1 - t) - (1 - shareBefore) / factorBefore;
        int at = child * points + point;
        passedFactor[at] = failing - share[child];
        passesFactor[at] = factorNow / factorBefore - failing;
        passedGain[at] = weight * failingGain;
        passesGain[at] = weight * ((1 - shareNow) / factorNow + 1 / (1 - t));
      }
      path[level + 1] = shareNow;
      prepare(child, level + 1, path, quadrature);
    }
  }
}
