package io.aurum.common.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * k-means: Lloyd's iteration (1982) from starts drawn as k-means++ does (Arthur, Vassilvitskii
 * 2007), the best of several.
 */
final class KMeans {
  private static final int MAX_ITERATIONS = 100;

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
    for (int c = 0; c < k; c++) {
      int chosen = draw(points, nearest, random);
      System.arraycopy(points.point(chosen), 0, centres, c * dimensions, dimensions);
      for (int i = 0; i < nearest.length; i++) {
        double distance = points.distance(i, centres, c * dimensions);
        nearest[i] = c == 0 ? distance : Math.min(nearest[i], distance);
      }
    }
    return centres;
  }

  private static int draw(Points points, double[] mass, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < mass.length; i++) {
      sum += points.weight(i) * mass[i];
    }
    double left = random.nextDouble() * sum;
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
