package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The shortest tree that connects all points (Prim 1957, in time quadratic in their number), under
 * mutual reachability: two points are never nearer than the larger of their core distances, which
 * lead to the m-th neighbour (Campello, Moulavi, Sander 2013). With m = 1 that is the plain
 * distance.
 *
 * @param from one end of each edge, shortest edge first
 * @param to its other end
 * @param length of each edge
 * @param core distance of each point to its m-th neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpanningTree(int[] from, int[] to, double[] length, double[] core) {
  /**
   * @param neighbours m; points alike are each other's neighbours
   */
  static SpanningTree of(Points points, int neighbours) {
    int n = points.size();
    double[] core = neighbours <= 1 ? new double[n] : cores(points, neighbours);
    int[] parent = new int[n];
    double[] distance = new double[n];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    boolean[] reached = new boolean[n];
    int[] from = new int[Math.max(0, n - 1)];
    int[] to = new int[from.length];
    double[] length = new double[from.length];
    int current = 0;
    for (int edge = 0; edge < from.length; edge++) {
      reached[current] = true;
      int next = -1;
      for (int i = 0; i < n; i++) {
        if (reached[i]) {
          continue;
        }
        double mutual = Math.max(Math.max(core[current], core[i]), points.distance(current, i));
        if (mutual < distance[i]) {
          distance[i] = mutual;
          parent[i] = current;
        }
        if (next < 0 || distance[i] < distance[next]) {
          next = i;
        }
      }
      from[edge] = Math.min(next, parent[next]);
      to[edge] = Math.max(next, parent[next]);
      length[edge] = distance[next];
      current = next;
    }
    return sorted(from, to, length, core);
  }

  private static SpanningTree sorted(int[] from, int[] to, double[] length, double[] core) {
    int[] order =
        IntStream.range(0, length.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(e -> length[e])
                    .thenComparingInt(e -> from[e])
                    .thenComparingInt(e -> to[e]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new SpanningTree(
        IntStream.of(order).map(e -> from[e]).toArray(),
        IntStream.of(order).map(e -> to[e]).toArray(),
        IntStream.of(order).mapToDouble(e -> Math.sqrt(length[e])).toArray(),
        Arrays.stream(core).map(Math::sqrt).toArray());
  }

  private static double[] cores(Points points, int neighbours) {
    int n = points.size();
    double[] cores = new double[n];
    double[] nearest = new double[neighbours];
    for (int i = 0; i < n; i++) {
      Arrays.fill(nearest, Double.POSITIVE_INFINITY);
      insert(nearest, 0, (int) Math.min(neighbours, points.weight(i) - 1));
      for (int j = 0; j < n; j++) {
        double distance = points.distance(i, j);
        if (j != i && distance < nearest[neighbours - 1]) {
          insert(nearest, distance, (int) Math.min(neighbours, points.weight(j)));
        }
      }
      cores[i] = Double.isInfinite(nearest[neighbours - 1]) ? nearest[0] : nearest[neighbours - 1];
    }
    return cores;
  }

  /** Puts a distance, several times, among the smallest so far, which are ascending. */
  static void insert(double[] nearest, double distance, int times) {
    for (int t = 0; t < times; t++) {
      int at = nearest.length - 1;
      while (at > 0 && nearest[at - 1] > distance) {
        nearest[at] = nearest[at - 1];
        at--;
      }
      if (nearest[at] > distance) {
        nearest[at] = distance;
      }
    }
  }
}
