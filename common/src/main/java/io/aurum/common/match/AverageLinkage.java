package io.aurum.common.match;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Clusters records by agglomerative average linkage over scored pairs: the two clusters whose records
 * agree best on average are merged first, and none are merged whose average says "different". Joining
 * whatever is connected instead lets one bad pair weld two customers, and chains of them hundreds.
 *
 * <p>A pair that was not scored, or scored so low that it was not kept, counts with a fixed negative
 * weight: not having met is evidence against. Weights are clamped, so that one very strong or very
 * weak pair does not decide for a whole cluster.
 *
 * <p>The work is sparse: it grows with the number of kept pairs times the logarithm, not with the
 * square of a component's size. The result does not depend on the order of the pairs; ties are broken
 * by row, which is an order by content.
 */
public final class AverageLinkage {
  private final int missingWeight;
  private final int clamp;

  /**
   * @param missingWeight weight of a pair without a score, negative
   * @param clamp largest absolute weight of a pair
   */
  public AverageLinkage(int missingWeight, int clamp) {
    if (missingWeight >= 0) {
      throw new IllegalArgumentException("missingWeight must be negative: " + missingWeight);
    }
    this.missingWeight = missingWeight;
    this.clamp = clamp;
  }

  /** What is known between two clusters. */
  private static final class Link {
    private long sum;
    private long pairs;
  }

  /** Two clusters that could be merged, as of when they had these sizes. */
  private record Merge(double average, int a, int b, int sizeA, int sizeB) {
    private static final Comparator<Merge> BEST_FIRST =
        Comparator.comparingDouble(Merge::average)
            .reversed()
            .thenComparingInt(Merge::a)
            .thenComparingInt(Merge::b);
  }

  /**
   * Clusters rows.
   *
   * @param rows number of rows
   * @param pairs kept pairs, packed as {@code first row << 32 | second row}, each once
   * @param weights weight of each pair
   * @param threshold average weight from which two clusters are merged
   * @return for each row the smallest row of its cluster
   */
  public int[] cluster(int rows, long[] pairs, int[] weights, int threshold) {
    int[] clusterOf = new int[rows];
    int[] size = new int[rows];
    Arrays.fill(size, 1);
    Arrays.setAll(clusterOf, row -> row);
    Map<Integer, Map<Integer, Link>> links = new HashMap<>();
    for (int p = 0; p < pairs.length; p++) {
      int a = (int) (pairs[p] >>> 32);
      int b = (int) pairs[p];
      Link link = new Link();
      link.sum = Math.max(-clamp, Math.min(clamp, weights[p]));
      link.pairs = 1;
      links.computeIfAbsent(a, r -> new HashMap<>()).put(b, link);
      links.computeIfAbsent(b, r -> new HashMap<>()).put(a, link);
    }
    PriorityQueue<Merge> queue = new PriorityQueue<>(Merge.BEST_FIRST);
    links.forEach(
        (a, ofA) ->
            ofA.forEach(
                (b, link) -> {
                  if (a < b) {
                    offer(queue, a, b, size, link, threshold);
                  }
                }));
    while (!queue.isEmpty()) {
      Merge merge = queue.poll();
      if (size[merge.a()] == merge.sizeA() && size[merge.b()] == merge.sizeB()) {
        merge(merge.a(), merge.b(), clusterOf, size, links, queue, threshold);
      }
    }
    for (int row = 0; row < rows; row++) {
      clusterOf[row] = root(clusterOf, row);
    }
    return clusterOf;
  }

  private void offer(
      PriorityQueue<Merge> queue, int a, int b, int[] size, Link link, int threshold) {
    double all = (double) size[a] * size[b];
    double average = (link.sum + (all - link.pairs) * missingWeight) / all;
    if (average >= threshold) {
      queue.add(new Merge(average, Math.min(a, b), Math.max(a, b), size[Math.min(a, b)], size[Math.max(a, b)]));
    }
  }

  /** Merges b into a, a < b; a dead cluster has size 0. */
  private void merge(
      int a,
      int b,
      int[] clusterOf,
      int[] size,
      Map<Integer, Map<Integer, Link>> links,
      PriorityQueue<Merge> queue,
      int threshold) {
    clusterOf[b] = a;
    size[a] += size[b];
    size[b] = 0;
    Map<Integer, Link> ofA = links.get(a);
    Map<Integer, Link> ofB = links.remove(b);
    ofA.remove(b);
    ofB.remove(a);
    ofB.forEach(
        (c, link) -> {
          Map<Integer, Link> ofC = links.get(c);
          ofC.remove(b);
          Link known = ofA.get(c);
          if (known == null) {
            ofA.put(c, link);
            ofC.put(a, link);
          } else {
            known.sum += link.sum;
            known.pairs += link.pairs;
          }
        });
    ofA.forEach((c, link) -> offer(queue, a, c, size, link, threshold));
  }

  private static int root(int[] clusterOf, int row) {
    int root = row;
    while (clusterOf[root] != root) {
      root = clusterOf[root];
    }
    int at = row;
    while (clusterOf[at] != root) {
      int next = clusterOf[at];
      clusterOf[at] = root;
      at = next;
    }
    return root;
  }
}
