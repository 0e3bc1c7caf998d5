package io.aurum.common.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.cluster.ClusterSearch.Candidate;
import io.aurum.common.cluster.ClusterSearch.Options;
import io.aurum.common.cluster.ClusterSearch.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClusterSearchTest {
  private static final Options OPTIONS = new Options(2, 6, Set.of(Method.values()), 20, 42);

  @Test
  void findsARingAroundACore() {
    Planted planted = ringAndCore();

    Result found = ClusterSearch.search(Points.of(planted.rows), OPTIONS);

    assertThat(found.chosen().orElseThrow().method()).isEqualTo(Method.SHAPES);
    assertThat(agreement(planted, found)).isEqualTo(1);
    assertThat(found.stability()).hasSize(2);
    assertThat(Arrays.stream(found.stability()).min().orElse(0)).isCloseTo(1, within(0.05));
  }

  @Test
  void findsBlobsThatTouch() {
    Planted planted = blobs(400, 4);

    Result found = ClusterSearch.search(Points.of(planted.rows), OPTIONS);

    assertThat(found.chosen().orElseThrow().clusters()).isEqualTo(3);
    assertThat(agreement(planted, found)).isGreaterThan(0.8);
  }

  @Test
  void aValueThatManyShareIsNoCluster() {
    Planted planted = blobs(400, 4);
    Random random = new Random(7);
    double[][] rows =
        Arrays.stream(planted.rows)
            .map(
                p -> new double[] {p[0], p[1], random.nextInt(5) < 2 ? 0 : 1 + random.nextDouble()})
            .toArray(double[][]::new);

    Result found =
        ClusterSearch.search(
            Points.of(rows),
            new Options(
                2, 6, Set.of(Method.K_MEANS, Method.MIXTURE, Method.DIAGONAL_MIXTURE), 20, 42));

    assertThat(found.candidates()).extracting(Candidate::method).containsOnly(Method.K_MEANS);
  }

  @Test
  void oneBlobIsOneCluster() {
    Planted planted = blobs(400, 0);

    Result found = ClusterSearch.search(Points.of(planted.rows), OPTIONS);

    assertThat(found.chosen()).isEmpty();
    assertThat(found.labels()).containsOnly(0);
    assertThat(found.reason()).contains("all rows are one");
  }

  @Test
  void theOrderOfTheRowsShowsNowhere() {
    Planted planted = ringAndCore();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < planted.rows.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(3));
    double[][] shuffled = order.stream().map(i -> planted.rows[i]).toArray(double[][]::new);

    Points points = Points.of(planted.rows);
    Points others = Points.of(shuffled);
    int[] labels = points.ofRows(ClusterSearch.search(points, OPTIONS).labels());
    int[] again = others.ofRows(ClusterSearch.search(others, OPTIONS).labels());

    for (int at = 0; at < again.length; at++) {
      assertThat(again[at]).isEqualTo(labels[order.get(at)]);
    }
  }

  @Test
  void theLargestClusterIsTheFirst() {
    Result found = ClusterSearch.search(Points.of(ringAndCore().rows), OPTIONS);

    long first = Arrays.stream(found.labels()).filter(l -> l == 0).count();
    assertThat(first).isEqualTo(300);
  }

  @Test
  void aNumberAndMethodThatAreSaidAreTaken() {
    Result found =
        ClusterSearch.search(
            Points.of(blobs(50, 0).rows), new Options(4, 4, Set.of(Method.K_MEANS), 5, 1));

    assertThat(found.chosen().orElseThrow().clusters()).isEqualTo(4);
    assertThat(found.reason()).isEqualTo("4 clusters by k-means, as configured");
  }

  private static double agreement(Planted planted, Result found) {
    return Agreement.adjustedRand(planted.labels, Points.of(planted.rows).ofRows(found.labels()));
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Planted(double[][] rows, int[] labels) {}

  private static Planted ringAndCore() {
    Random random = new Random(1);
    double[][] rows = new double[500][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = i < 300 ? 0 : 1;
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = i < 300 ? 5 + 0.2 * random.nextGaussian() : random.nextDouble();
      rows[i] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
    }
    return new Planted(rows, labels);
  }

  /** Three normal clusters, each at this distance from the others. */
  private static Planted blobs(int each, double apart) {
    Random random = new Random(2);
    double[][] centres = {{0, 0}, {apart, 0}, {apart / 2, apart * Math.sqrt(0.75)}};
    double[][] rows = new double[3 * each][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = i % 3;
      rows[i] =
          new double[] {
            centres[i % 3][0] + random.nextGaussian(), centres[i % 3][1] + random.nextGaussian()
          };
    }
    return new Planted(rows, labels);
  }
}
