package io.aurum.common.outlier;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random trees that part rows from each other; one that is parted early is odd (Liu, Ting and Zhou,
 * ICDM 2008).
 *
 * @param trees each grown from a sample of its own
 * @param normal mean depth at which a row of so large a sample is parted
 */
record IsolationForest(List<IsolationTree> trees, double normal) implements Detector {
  /** Trees, as the paper advises. */
  static final int TREES = 100;

  /** Rows that a tree is grown from, as the paper advises. */
  static final int SAMPLE = 256;

  private static final double EULER = 0.5772156649015329;

  /**
   * Grows a forest.
   *
   * @param columns by column and row, in an order of content
   */
  static IsolationForest fit(double[][] columns, long seed) {
    int rows = columns[0].length;
    int size = Math.min(SAMPLE, rows);
    List<IsolationTree> trees = new ArrayList<>();
    for (int tree = 0; tree < TREES; tree++) {
      Draws draws = new Draws(seed, tree);
      trees.add(IsolationTree.grow(columns, draws.sample(rows, size), draws));
    }
    return new IsolationForest(trees, Math.max(depth(size), Double.MIN_NORMAL));
  }

  /** 0.5 where a row is as easily parted as any, towards 1 where it is more easily. */
  @Override
  public double score(double[] row) {
    double sum = 0;
    for (IsolationTree tree : trees) {
      sum += tree.depth(row);
    }
    return Math.pow(2, -sum / trees.size() / normal);
  }

  /** Mean depth of an unsuccessful search in a binary search tree of so many rows. */
  static double depth(int rows) {
    if (rows <= 1) {
      return 0;
    }
    return rows == 2 ? 1 : 2 * (Math.log(rows - 1) + EULER) - 2.0 * (rows - 1) / rows;
  }

  /**
   * One tree; node 0 is its root.
   *
   * @param columns by node: column that is asked; -1 in a leaf
   * @param limits by node: values below it go left; in a leaf its depth, that of the rows which it
   *     did not part included
   * @param rights by node: node on the right; on the left is the next node
   */
  record IsolationTree(int[] columns, double[] limits, int[] rights) implements Serializable {

    static IsolationTree grow(double[][] columns, int[] rows, Draws draws) {
      return new Grower(columns, rows, draws).grow();
    }

    double depth(double[] row) {
      int node = 0;
      while (columns[node] >= 0) {
        node = row[columns[node]] < limits[node] ? node + 1 : rights[node];
      }
      return limits[node];
    }
  }

  private static final class Grower {
    private final double[][] columns;
    private final int[] rows;
    private final Draws draws;
    private final int deepest;
    private final int[] asked;
    private final double[] limits;
    private final int[] rights;
    private int nodes;

    Grower(double[][] columns, int[] rows, Draws draws) {
      this.columns = columns;
      this.rows = rows;
      this.draws = draws;
      this.deepest = 32 - Integer.numberOfLeadingZeros(Math.max(1, rows.length - 1));
      this.asked = new int[2 * rows.length];
      this.limits = new double[2 * rows.length];
      this.rights = new int[2 * rows.length];
    }

    IsolationTree grow() {
      node(0, rows.length, 0);
      return new IsolationTree(
          Arrays.copyOf(asked, nodes), Arrays.copyOf(limits, nodes), Arrays.copyOf(rights, nodes));
    }

    private int node(int from, int to, int depth) {
      int node = nodes++;
      int column = depth < deepest && to - from > 1 ? varying(from, to) : -1;
      asked[node] = column;
      if (column < 0) {
        limits[node] = depth + depth(to - from);
      } else {
        limits[node] = limit(column, from, to);
        int middle = part(column, limits[node], from, to);
        node(from, middle, depth + 1);
        rights[node] = node(middle, to, depth + 1);
      }
      return node;
    }

    /** A random column of those in which the rows differ; -1 where they are all alike. */
    private int varying(int from, int to) {
      int[] candidates = new int[columns.length];
      int count = 0;
      for (int column = 0; column < columns.length; column++) {

        double first = columns[column][rows[from]];
        for (int i = from + 1; i < to; i++) {
          if (columns[column][rows[i]] != first) {
            candidates[count++] = column;
            break;
          }
        }
      }
      return count == 0 ? -1 : candidates[draws.below(count)];
    }

    /** Above the least value and at most the greatest, so that both sides have rows. */
    private double limit(int column, int from, int to) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = from; i < to; i++) {
        min = Math.min(min, columns[column][rows[i]]);
        max = Math.max(max, columns[column][rows[i]]);
      }
      return Math.min(max, Math.max(Math.nextUp(min), min + draws.unit() * (max - min)));
    }

    private int part(int column, double limit, int from, int to) {
      int middle = from;
      for (int i = from; i < to; i++) {
        if (columns[column][rows[i]] < limit) {
          int row = rows[i];
          rows[i] = rows[middle];
          rows[middle++] = row;
        }
      }
      return middle;
    }
  }
}
