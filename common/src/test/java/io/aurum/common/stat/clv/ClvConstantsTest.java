package io.aurum.common.stat.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The published figures for CDNOW: 2,357 customers, 39 weeks of calibration, time in weeks. */
@Tag("fast")
class ClvConstantsTest {
  /** End of the 39 weeks, as the file writes dates. */
  private static final int LAST_DAY = 19970930;

  private static Path folder;
  private static Cohort cohort;

  @BeforeAll
  static void read() throws IOException {
    String data = System.getenv("AURUM_BENCH_DATA");
    assumeTrue(data != null, "AURUM_BENCH_DATA is unset: the published figures are not checked");
    folder = Path.of(data, "cdnow");
    List<String[]> rows =
        Files.readAllLines(folder.resolve("cdnow_customers_summary.csv")).stream()
            .skip(1)
            .map(line -> line.strip().split(",", -1))
            .toList();
    cohort =
        Cohort.of(
            rows.stream().mapToInt(row -> (int) Double.parseDouble(row[1])).toArray(),
            rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray(),
            rows.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray());
  }

  @Test
  void bgNbdIsThePublishedOne() {
    PurchaseFit fit = PurchaseFit.of(PurchaseFamily.BG_NBD, cohort);
    assertParameters(fit, 0.243, 4.414, 0.793, 2.426);
    assertThat(fit.logLikelihood()).isCloseTo(-9582.43, within(0.01));
    PurchaseModel model = fit.model();
    assertThat(model.expectedPurchases(2, 30.43, 38.86, 39)).isCloseTo(1.226, within(1e-3));
    Map<Double, Double> expected =
        new TreeMap<>(
            Map.of(
                0.1429, 0.0078, 1.0, 0.0532, 3.0, 0.1506, 31.8571, 1.0405, 32.0, 1.0437, 78.0,
                1.8576));
    expected.forEach(
        (time, purchases) ->
            assertThat(model.expectedPurchases(time)).isCloseTo(purchases, within(1e-3)));
  }

  @Test
  void paretoNbdIsThePublishedOne() {
    PurchaseFit fit = PurchaseFit.of(PurchaseFamily.PARETO_NBD, cohort);
    assertParameters(fit, 0.553, 10.578, 0.606, 11.669);
    assertThat(fit.logLikelihood()).isCloseTo(-9594.97, within(0.01));
    assertThat(fit.logLikelihood())
        .as("not below the published point")
        .isGreaterThanOrEqualTo(new ParetoNbd(0.553, 10.578, 0.606, 11.669).logLikelihood(cohort));
    assertThat(fit.model().expectedPurchases(26, 30.86, 31, 52)).isCloseTo(25.46, within(0.01));
    assertThat(fit.model().pAlive(26, 30.86, 31)).isCloseTo(0.9979, within(1e-4));
  }

  @Test
  void mbgNbdIsThePublishedOne() {
    PurchaseFit fit = PurchaseFit.of(PurchaseFamily.MBG_NBD, cohort);
    assertParameters(fit, 0.52484, 6.18299, 0.89136, 1.61400);
    assertThat(fit.logLikelihood()).isCloseTo(-9582.13, within(0.01));
  }

  @Test
  void gammaGammaIsThePublishedOne() throws IOException {
    Map<String, TreeMap<Integer, Double>> days = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("CDNOW_sample.txt"))) {
      String[] cells = line.strip().split("\\s+", -1);
      if (cells.length == 5) {
        days.computeIfAbsent(cells[1], id -> new TreeMap<>())
            .merge(Integer.parseInt(cells[2]), Double.parseDouble(cells[4]), Double::sum);
      }
    }
    List<double[]> repeaters =
        days.values().stream()
            .map(spent -> spent.headMap(LAST_DAY, true).values().stream().skip(1).toList())
            .filter(amounts -> !amounts.isEmpty())
            .map(
                amounts ->
                    new double[] {
                      amounts.size(), amounts.stream().collect(Collectors.averagingDouble(a -> a))
                    })
            .filter(customer -> customer[1] > 0)
            .toList();
    assertThat(repeaters).hasSize(946);
    int[] x = repeaters.stream().mapToInt(customer -> (int) customer[0]).toArray();
    double[] mean = repeaters.stream().mapToDouble(customer -> customer[1]).toArray();
    GammaGamma model = GammaGamma.fit(x, mean);
    assertThat(model.p()).isCloseTo(6.25, within(0.005));
    assertThat(model.q()).isCloseTo(3.74, within(0.005));
    assertThat(model.gamma()).isCloseTo(15.44, within(0.01));
    assertThat(model.logLikelihood(x, mean)).isCloseTo(-4055.92, within(0.01));
    double[] firstTen = {24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17};
    List<TreeMap<Integer, Double>> customers = List.copyOf(days.values());
    for (int i = 0; i < firstTen.length; i++) {
      List<Double> repeats =
          customers.get(i).headMap(LAST_DAY, true).values().stream().skip(1).toList();
      double ownMean = repeats.stream().mapToDouble(a -> a).average().orElse(0);
      assertThat(model.expectedAmount(repeats.size(), ownMean))
          .isCloseTo(firstTen[i], within(0.01));
    }
  }

  /** The negative binomial distribution: r horizon / alpha purchases are expected. */
  @Test
  void whoHardlyLeavesBuysAtHisRate() {
    assertThat(new BgNbd(4, 1, 1e-12, 1).expectedPurchases(52)).isCloseTo(208, within(1e-6));
    assertThat(new BgNbd(0.2, 0.01, 1e-12, 1).expectedPurchases(52)).isCloseTo(1040, within(1e-4));
    assertThat(new BgNbd(300, 1, 1e-12, 1).expectedPurchases(52))
        .as("the chance of none is no double")
        .isCloseTo(15_600, within(1e-3));
  }

  private static void assertParameters(PurchaseFit fit, double... published) {
    for (int i = 0; i < published.length; i++) {
      assertThat(fit.model().parameters()[i])
          .isCloseTo(published[i], within(1e-3 * Math.max(1, published[i])));
      assertThat(fit.parameters()[i].standardError()).isBetween(0.0, published[i]);
    }
  }
}
