package io.aurum.common.cluster;

/**
 * Genie (Gagolewski, Bartoszuk, Cena 2016): single linkage that joins the smallest cluster next
 * wherever the inequality of the cluster sizes, by Gini's index, has grown above a threshold. It
 * finds clusters of any shape without falling for single outliers.
 */
final class Genie {
  /** Threshold that its authors recommend. */
  static final double GINI = 0.3;

  private Genie() {}

  /**
   * Clusters for every number of clusters asked for.
   *
   * @param tree of the points
   * @param most clusters wanted at most, at least 2
   * @return labels by number of clusters, 1 to {@code most}; place 0 is empty
   */
  static int[][] cut(Points points, SpanningTree tree, int most) {
    int n = points.size();
    int[][] labels = new int[Math.min(most, n) + 1][];
    Forest forest = new Forest(points);
    boolean[] used = new boolean[tree.length().length];
    int first = 0;
    for (int clusters = n; clusters >= 1; clusters--) {
      if (clusters < labels.length) {
        labels[clusters] = forest.labels();
      }
      if (clusters == 1) {
        break;
      }
      while (used[first]) {
        first++;
      }
      int edge = first;
      if (forest.gini() > GINI) {
        double smallest = forest.smallest();
        while (used[edge] || !forest.touches(tree.from()[edge], tree.to()[edge], smallest)) {
          edge++;
        }
      }
      used[edge] = true;
      forest.join(tree.from()[edge], tree.to()[edge]);
    }
    return labels;
  }
}
