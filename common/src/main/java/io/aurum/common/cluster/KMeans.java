package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means: Lloyd's iteration (1982) from starts drawn as greedy k-means++ does (Arthur,
 * Vassilvitskii 2007: of several candidates for a centre the one that leaves the smallest sum of
 * squares), the best of several.
 */
final class KMeans {
  private static final int MAX_ITERATIONS = 300;

  /** Candidates for each next centre, to which ln k are added, as scikit-learn has it. */
  private static final int CANDIDATES = 2;

  private KMeans() {}

  /**
   * @param points weighted; at least k of them with a weight
   * @param restarts starts, of which the one with the smallest sum of squares is kept
   */
  static Centres fit(Points points, int k, int restarts, SplittableRandom random) {
    Centres best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int restart = 0; restart < restarts; restart++) {
      double[] centres = start(points, k, random);
      double inertia = iterate(points, centres, k);
      if (inertia < least) {
        least = inertia;
        best = new Centres(centres, k);
      }
    }
    return best;
  }

  private static double[] start(Points points, int k, SplittableRandom random) {
    int dimensions = points.dimensions();
    double[] centres = new double[k * dimensions];
    double[] nearest = new double[points.size()];
    Arrays.fill(nearest, 1);
    int chosen = draw(points, nearest, random);
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    nearest = nearest(points, nearest, chosen);
    System.arraycopy(points.point(chosen), 0, centres, 0, dimensions);
    int candidates = CANDIDATES + (int) Math.log(k);
    for (int c = 1; c < k; c++) {
      double least = Double.POSITIVE_INFINITY;
      double[] before = nearest;
      for (int candidate = 0; candidate < candidates; candidate++) {
        int drawn = draw(points, before, random);
        double[] after = nearest(points, before, drawn);
        double left = sum(points, after);
        if (left < least) {
          least = left;
          nearest = after;
          chosen = drawn;
        }
      }
      System.arraycopy(points.point(chosen), 0, centres, c * dimensions, dimensions);
    }
    return centres;
  }

  /** Squared distances to the nearest centre, once one more point is a centre. */
  private static double[] nearest(Points points, double[] before, int centre) {
    double[] nearest = new double[before.length];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Math.min(before[i], points.distance(i, centre));
    }
    return nearest;
  }

  private static double sum(Points points, double[] mass) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      sum += points.weight(i) * mass[i];
    }
    return sum;
  }

  private static int draw(Points points, double[] mass, SplittableRandom random) {
    double left = random.nextDouble() * sum(points, mass);
    int last = 0;
    for (int i = 0; i < mass.length; i++) {
      double own = points.weight(i) * mass[i];
      if (own > 0) {
        last = i;
        left -= own;
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** Moves the centres to their resting place; the weighted sum of squares there. */
  private static double iterate(Points points, double[] centres, int k) {
    int dimensions = points.dimensions();
    int[] labels = new int[points.size()];
    Arrays.fill(labels, -1);
    double[] sums = new double[centres.length];
    double[] sizes = new double[k];
    double inertia = 0;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      boolean moved = false;
      inertia = 0;
      Arrays.fill(sums, 0);
      Arrays.fill(sizes, 0);
      for (int i = 0; i < labels.length; i++) {
        double weight = points.weight(i);
        if (weight == 0) {
          continue;
        }
        int label = nearest(points, i, centres, k);
        inertia += weight * points.distance(i, centres, label * dimensions);
        moved |= label != labels[i];
        labels[i] = label;
        sizes[label] += weight;
        for (int d = 0; d < dimensions; d++) {
          sums[label * dimensions + d] += weight * points.at(i, d);
        }
      }
      if (!moved) {
        break;
      }
      for (int c = 0; c < k; c++) {
        for (int d = 0; sizes[c] > 0 && d < dimensions; d++) {
          centres[c * dimensions + d] = sums[c * dimensions + d] / sizes[c];
        }
      }
    }
    return inertia;
  }

  private static int nearest(Points points, int point, double[] centres, int k) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      double distance = points.distance(point, centres, c * points.dimensions());
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }
}
