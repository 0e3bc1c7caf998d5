package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.TreeMap;

/** Clusters that grow by joining, with the inequality of their sizes. */
final class Forest {
  private final int[] parent;
  private final double[] weight;
  private final TreeMap<Double, Integer> bySize = new TreeMap<>();
  private int clusters;

  /** Every point a cluster of its own. */
  Forest(Points points) {
    clusters = points.size();
    parent = new int[clusters];
    weight = new double[clusters];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      weight[i] = points.weight(i);
      bySize.merge(weight[i], 1, Integer::sum);
    }
  }

  /** Joins the clusters of two points, which are different ones. */
  void join(int a, int b) {
    int kept = Math.min(root(a), root(b));
    int gone = Math.max(root(a), root(b));
    leave(weight[kept]);
    leave(weight[gone]);
    parent[gone] = kept;
    weight[kept] += weight[gone];
    bySize.merge(weight[kept], 1, Integer::sum);
    clusters--;
  }

  private void leave(double size) {
    bySize.computeIfPresent(size, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Size of the smallest cluster. */
  double smallest() {
    return bySize.firstKey();
  }

  /** Whether one of two points is in a cluster of this size. */
  boolean touches(int a, int b, double size) {
    return weight[root(a)] == size || weight[root(b)] == size;
  }

  /** Gini's index of the sizes: 0 where all are equal, near 1 where one holds nearly all. */
  double gini() {
    if (clusters < 2) {
      return 0;
    }
    double before = 0;
    double ranked = 0;
    double total = 0;
    for (var entry : bySize.entrySet()) {
      double size = entry.getKey();
      double count = entry.getValue();
      ranked += size * count * (2 * before + count - clusters);
      total += size * count;
      before += count;
    }
    return ranked / (total * (clusters - 1));
  }

  /** Cluster of each point, numbered by their first points. */
  int[] labels() {
    int[] number = new int[parent.length];
    Arrays.fill(number, -1);
    int[] labels = new int[parent.length];
    int next = 0;
    for (int i = 0; i < parent.length; i++) {
      int root = root(i);
      if (number[root] < 0) {
        number[root] = next++;
      }
      labels[i] = number[root];
    }
    return labels;
  }

  private int root(int point) {
    int root = point;
    while (parent[root] != root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  }
}
