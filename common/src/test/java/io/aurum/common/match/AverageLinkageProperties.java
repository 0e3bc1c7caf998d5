package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The sparse clustering against the definition, which looks at all pairs before every merge. */
@Tag("fast")
class AverageLinkageProperties {
  private static final int MISSING = -3;
  private static final int CLAMP = 9;

  @Property(seed = "42", tries = 500)
  void itIsAverageLinkageInAnyOrderOfThePairs(
      @ForAll @IntRange(min = 1, max = 9) int rows, @ForAll Random random) {
    int[][] weights = new int[rows][rows];
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = i + 1; j < rows; j++) {
        weights[i][j] = MISSING;
        if (random.nextInt(3) > 0) {
          int weight = random.nextInt(25) - 12;
          pairs.add(new int[] {i, j, weight});
          weights[i][j] = Math.max(-CLAMP, Math.min(CLAMP, weight));
        }
        weights[j][i] = weights[i][j];
      }
    }
    int[] multiplicity = random.ints(rows, 1, 4).toArray();
    int[] forced = IntStream.range(0, rows).toArray();
    if (rows > 3 && random.nextBoolean()) {
      Clusters.join(forced, 1, 3);
    }
    Collections.shuffle(pairs, random);
    assertThat(
            new AverageLinkage(MISSING, CLAMP, 0)
                .cluster(
                    MatchTables.blank(multiplicity),
                    forced,
                    MatchTables.scored(pairs),
                    CleanSources.none(rows),
                    (a, b) -> weights[a][b]))
        .isEqualTo(naive(weights, multiplicity, forced));
  }

  private static int[] naive(int[][] weights, int[] multiplicity, int[] forced) {
    int[] cluster = Arrays.copyOf(forced, forced.length);
    while (true) {
      double best = 0;
      int bestA = -1;
      int bestB = -1;
      for (int a = 0; a < cluster.length; a++) {
        for (int b = a + 1; b < cluster.length; b++) {
          if (cluster[a] == a && cluster[b] == b) {
            double average = average(weights, multiplicity, cluster, a, b);
            if (average >= 0 && (bestA < 0 || average > best)) {
              best = average;
              bestA = a;
              bestB = b;
            }
          }
        }
      }
      if (bestA < 0) {
        return cluster;
      }
      for (int row = 0; row < cluster.length; row++) {
        cluster[row] = cluster[row] == bestB ? bestA : cluster[row];
      }
    }
  }

  private static double average(int[][] weights, int[] multiplicity, int[] cluster, int a, int b) {
    long sum = 0;
    long pairs = 0;
    for (int i = 0; i < cluster.length; i++) {
      for (int j = 0; j < cluster.length; j++) {
        if (cluster[i] == a && cluster[j] == b) {
          int records = multiplicity[i] * multiplicity[j];
          sum += (long) weights[i][j] * records;
          pairs += records;
        }
      }
    }
    return (double) sum / pairs;
  }
}
