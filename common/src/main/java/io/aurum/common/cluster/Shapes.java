package io.aurum.common.cluster;

/** Clusters of any shape: {@link Genie} on the tree of mutual reachability. */
final class Shapes {
  /**
   * Neighbours that smooth the density, as many as HDBSCAN's and scikit-learn's DBSCAN's default.
   */
  static final int NEIGHBOURS = 5;

  private Shapes() {}

  /** Labels by number of clusters, 1 to {@code most}; place 0 is empty. */
  static int[][] cut(Points points, int most) {
    return Genie.cut(points, SpanningTree.of(points, NEIGHBOURS), most);
  }
}
