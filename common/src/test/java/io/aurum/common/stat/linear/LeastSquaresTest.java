package io.aurum.common.stat.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.stat.linear.ResidualPass.Robust;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NIST's certified regressions, and the published figures for the insurance data. */
@Tag("fast")
class LeastSquaresTest {
  private static Path data;

  @BeforeAll
  static void find() {
    String folder = System.getenv("AURUM_BENCH_DATA");
    assumeTrue(folder != null, "AURUM_BENCH_DATA is unset: certified figures are not checked");
    data = Path.of(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Longley",
        "Filip",
        "Wampler1",
        "Wampler2",
        "Wampler3",
        "Wampler4",
        "Wampler5",
        "Norris",
        "Pontius",
        "NoInt1",
        "NoInt2"
      })
  void everyCertifiedFigureHasNineDigits(String set) throws IOException {
    JsonNode certified =
        new ObjectMapper().readTree(data.resolve("nist_strd/certified.json").toFile()).get(set);
    boolean intercept = certified.get("intercept").asBoolean();
    List<DoubleDouble[]> rows = nist(set, certified.get("coef").size(), intercept);
    Triangle triangle = inParts(rows);
    LeastSquares model =
        intercept ? LeastSquares.withIntercept(triangle) : LeastSquares.throughOrigin(triangle);
    for (int term = 0; term < model.terms(); term++) {
      assertDigits(model.estimate(term), certified.get("coef").get(term).asDouble());
      assertDigits(model.standardError(term), certified.get("se").get(term).asDouble());
    }
    assertDigits(model.rSquared(), certified.get("r2").asDouble());
    assertDigits(model.residualDeviation(), certified.get("resid_sd").asDouble());
  }

  /** As statsmodels has it of the rows in the order of their years. */
  @Test
  void neighbouringYearsOfLongleyAlternateALittle() throws IOException {
    List<DoubleDouble[]> rows = nist("Longley", 7, true);
    LeastSquares model = LeastSquares.withIntercept(inParts(rows));
    double[] residuals =
        rows.stream().mapToDouble(row -> row[7].minus(model.fitted(row)).toDouble()).toArray();

    for (int cut = 0; cut <= residuals.length; cut++) {
      DurbinWatson early = new DurbinWatson();
      DurbinWatson late = new DurbinWatson();
      Arrays.stream(residuals, 0, cut).forEach(early::add);
      Arrays.stream(residuals, cut, residuals.length).forEach(late::add);
      early.append(late);
      assertThat(early.statistic()).isCloseTo(2.559487689, within(1e-9));
    }
    assertThat(new DurbinWatson().statistic()).isNaN();
  }

  @Test
  void insuranceIsThePublishedRegression() throws IOException {
    List<DoubleDouble[]> rows = insurance();
    LeastSquares model = LeastSquares.withIntercept(inParts(rows));
    double[] estimates = {
      -11938.5386,
      256.8564,
      -131.3144,
      339.1935,
      475.5005,
      23848.5345,
      -352.9639,
      -1035.0220,
      -960.0510
    };
    double[] errors = {
      987.8192, 11.8988, 332.9454, 28.5995, 137.8041, 413.1534, 476.2758, 478.6922, 477.9330
    };
    for (int term = 0; term < estimates.length; term++) {
      assertThat(model.estimate(term)).isCloseTo(estimates[term], within(1e-4));
      assertThat(model.standardError(term)).isCloseTo(errors[term], within(1e-4));
    }
    assertThat(model.rSquared()).isCloseTo(0.750913, within(1e-6));
    assertThat(model.adjustedRSquared()).isCloseTo(0.749414, within(1e-6));
    assertThat(model.fStatistic()).isCloseTo(500.8107, within(1e-4));
    assertThat(model.varianceInflation(1)).isCloseTo(1.01682, within(1e-5));
    assertThat(model.varianceInflation(3)).isCloseTo(1.10663, within(1e-5));
    assertThat(model.varianceInflation(7)).isCloseTo(1.65223, within(1e-5));
    ResidualPass residuals = new ResidualPass(model);
    rows.forEach(residuals::add);
    assertThat(residuals.standardError(5, Robust.HC1)).isCloseTo(574.9535, within(1e-4));
    assertThat(residuals.standardError(5, Robust.HC3)).isCloseTo(578.0788, within(1e-4));
    assertThat(residuals.standardError(3, Robust.HC3)).isCloseTo(31.8793, within(1e-4));
    assertThat(residuals.breuschPagan()).isCloseTo(121.7436, within(1e-4));
    // Published by a package that leaves the variance out of the count of parameters.
    assertThat(model.aic() - 2).isCloseTo(27113.506, within(1e-3));
  }

  @Test
  void aTermThatIsACombinationOfOthersIsAliased() {
    List<DoubleDouble[]> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(row(1, i, 2.0 * i + 0.1, i * i % 7, 3 + 2 * i - 5 * (i * i % 7)));
    }
    LeastSquares model = LeastSquares.withIntercept(inParts(rows));
    assertThat(model.estimate(2)).isNaN();
    assertThat(model.rank()).isEqualTo(3);
    assertThat(model.estimate(0)).isCloseTo(3, within(1e-12));
    assertThat(model.estimate(1)).isCloseTo(2, within(1e-12));
    assertThat(model.estimate(3)).isCloseTo(-5, within(1e-12));
  }

  /** Certified values have 15 digits; a certified zero must be met absolutely. */
  private static void assertDigits(double actual, double certified) {
    assertThat(actual).isCloseTo(certified, within(Math.max(1e-9, 1e-9 * Math.abs(certified))));
    if (certified != 0) {
      assertThat(Math.abs(actual - certified) / Math.abs(certified)).isLessThan(1e-9);
    }
  }

  /** Powers are formed here, in the full arithmetic, from the data as printed. */
  private static List<DoubleDouble[]> nist(String set, int terms, boolean intercept)
      throws IOException {
    boolean polynomial = set.equals("Filip") || set.startsWith("Wampler") || set.equals("Pontius");
    int offset = intercept ? 1 : 0;
    return Files.readAllLines(data.resolve("nist_strd/" + set + ".csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells -> {
              DoubleDouble[] row = new DoubleDouble[terms + 1];
              row[0] = DoubleDouble.ONE;
              for (int i = 0; i < terms - offset; i++) {
                row[i + offset] = polynomial ? number(cells[1]).power(i + 1) : number(cells[i + 1]);
              }
              row[terms] = number(cells[0]);
              return row;
            })
        .toList();
  }

  private static List<DoubleDouble[]> insurance() throws IOException {
    return Files.readAllLines(data.resolve("insurance/insurance.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .map(
            cells ->
                new DoubleDouble[] {
                  DoubleDouble.ONE,
                  number(cells[0]),
                  flag(cells[1], "male"),
                  number(cells[2]),
                  number(cells[3]),
                  flag(cells[4], "yes"),
                  flag(cells[5], "northwest"),
                  flag(cells[5], "southeast"),
                  flag(cells[5], "southwest"),
                  number(cells[6])
                })
        .toList();
  }

  /** As a cluster would: three parts, merged. */
  private static Triangle inParts(List<DoubleDouble[]> rows) {
    Triangle[] parts = new Triangle[3];
    Arrays.setAll(parts, i -> new Triangle(rows.get(0).length));
    for (int i = 0; i < rows.size(); i++) {
      parts[i % parts.length].add(rows.get(i));
    }
    parts[1].merge(parts[0]);
    parts[1].merge(parts[2]);
    return parts[1];
  }

  private static DoubleDouble[] row(double... values) {
    return Arrays.stream(values).mapToObj(DoubleDouble::of).toArray(DoubleDouble[]::new);
  }

  private static DoubleDouble number(String text) {
    return DoubleDouble.of(new BigDecimal(text.strip()));
  }

  private static DoubleDouble flag(String cell, String value) {
    return cell.equals(value) ? DoubleDouble.ONE : DoubleDouble.ZERO;
  }
}
