package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which items are kinds of others. An item never stands beside its own ancestor: that it implies it
 * is nothing new (Srikant and Agrawal, Mining Generalized Association Rules, VLDB 1995).
 */
public final class Taxonomy implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No item is a kind of another. */
  public static final Taxonomy NONE = new Taxonomy(new int[0][]);

  private final int[][] related;

  private Taxonomy(int[][] related) {
    this.related = related;
  }

  /**
   * @param ancestors of each item, numbers of the items that it is a kind of, whatever the distance
   */
  public static Taxonomy of(int[][] ancestors) {
    int[] sizes = new int[ancestors.length];
    for (int item = 0; item < ancestors.length; item++) {
      for (int ancestor : ancestors[item]) {
        sizes[item]++;
        sizes[ancestor]++;
      }
    }
    int[][] related = new int[ancestors.length][];
    Arrays.setAll(related, item -> new int[sizes[item]]);
    for (int item = 0; item < ancestors.length; item++) {
      for (int ancestor : ancestors[item]) {
        related[item][--sizes[item]] = ancestor;
        related[ancestor][--sizes[ancestor]] = item;
      }
    }
    for (int[] others : related) {
      Arrays.sort(others);
    }
    return new Taxonomy(related);
  }

  /** Whether one of two items is a kind of the other. */
  boolean related(int item, int other) {
    return related.length > 0 && Arrays.binarySearch(related[item], other) >= 0;
  }
}
