package io.aurum.common.match;

/** Disjoint sets over rows, as an array of links towards the smallest row of each set. */
final class Clusters {
  private Clusters() {}

  /** The smallest row of the row's set; shortens the way to it. */
  static int root(int[] links, int row) {
    int root = row;
    while (links[root] != root) {
      root = links[root];
    }
    int at = row;
    while (links[at] != root) {
      int next = links[at];
      links[at] = root;
      at = next;
    }
    return root;
  }

  /** Joins the sets of two rows. */
  static void join(int[] links, int a, int b) {
    int rootA = root(links, a);
    int rootB = root(links, b);
    links[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** Replaces every link by the smallest row of its set; returns the same array. */
  static int[] resolve(int[] links) {
    for (int row = 0; row < links.length; row++) {
      links[row] = root(links, row);
    }
    return links;
  }
}
