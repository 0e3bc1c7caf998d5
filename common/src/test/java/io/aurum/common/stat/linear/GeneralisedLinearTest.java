package io.aurum.common.stat.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.stat.linear.ResidualPass.Robust;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published fits; figures that they do not give are those of statsmodels 0.15.0. */
@Tag("fast")
class GeneralisedLinearTest {
  private static final Offset<Double> CLOSE = within(1e-7);

  /** Rows in two parts. */
  private record Rows(List<double[]> rows) implements DesignRows {
    @Override
    public <T extends Serializable> T pass(Pass<T> pass) {
      int half = rows.size() / 2;
      return pass.merge(
          part(pass, rows.subList(0, half)), part(pass, rows.subList(half, rows.size())));
    }

    private static <T> T part(Pass<T> pass, List<double[]> rows) {
      T sum = pass.empty();
      for (double[] row : rows) {
        pass.take(sum, Arrays.stream(row).mapToObj(DoubleDouble::of).toArray(DoubleDouble[]::new));
      }
      return sum;
    }
  }

  /**
   * Counts of Dobson, An Introduction to Generalized Linear Models (1990), as R's ?glm fits them.
   */
  @Test
  void dobsonsCounts() {
    double[] counts = {18, 17, 15, 20, 10, 20, 25, 13, 12};
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      int outcome = i % 3;
      int treatment = i / 3;
      rows.add(
          new double[] {
            1, is(outcome == 1), is(outcome == 2), is(treatment == 1), is(treatment == 2), counts[i]
          });
    }
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(rows), 5, Family.POISSON);
    double[] estimates = {3.04452244, -0.45425527, -0.29298712, 0, 0};
    double[] errors = {0.17089865, 0.20217076, 0.19274234, 0.2, 0.2};
    double[] robust = {0.11626678, 0.14821415, 0.14607791, 0.14666667, 0.14483707};
    for (int term = 0; term < 5; term++) {
      assertThat(model.estimates()[term]).isCloseTo(estimates[term], CLOSE);
      assertThat(model.standardError(term)).isCloseTo(errors[term], CLOSE);
      assertThat(model.standardError(term, Robust.HC0)).isCloseTo(robust[term], CLOSE);
    }
    assertThat(model.isConverged()).isTrue();
    assertThat(model.deviance()).isCloseTo(5.129141077, CLOSE);
    assertThat(model.nullDeviance()).isCloseTo(10.581445864, CLOSE);
    assertThat(model.aic()).isCloseTo(56.761318402, CLOSE);
    assertThat(model.dispersion()).isCloseTo(5.173201621 / 4, CLOSE);
    assertThat(model.probability(estimates[1] / errors[1])).isCloseTo(0.0246, within(1e-4));
  }

  /** Clotting times of McCullagh and Nelder (1989), by the logarithm of the concentration. */
  @Test
  void clottingTimes() {
    double[] concentration = {5, 10, 15, 20, 30, 40, 60, 80, 100};
    double[] time = {118, 58, 42, 35, 27, 25, 21, 19, 18};
    List<double[]> rows =
        IntStream.range(0, 9)
            .mapToObj(i -> new double[] {1, Math.log(concentration[i]), time[i]})
            .toList();
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(rows), 2, Family.GAMMA);
    assertThat(model.estimates()[0]).isCloseTo(5.50323023, CLOSE);
    assertThat(model.estimates()[1]).isCloseTo(-0.60191767, CLOSE);
    assertThat(model.standardError(0)).isCloseTo(0.19030092, CLOSE);
    assertThat(model.standardError(1)).isCloseTo(0.05530780, CLOSE);
    assertThat(model.deviance()).isCloseTo(0.162608294, CLOSE);
    assertThat(model.nullDeviance()).isCloseTo(3.512826264, CLOSE);
    assertThat(model.dispersion()).isCloseTo(0.024354385, CLOSE);
  }

  /** Spector and Mazzeo (1980): the logit of Greene's Econometric Analysis. */
  @Test
  void gradesByTeaching() {
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(grades()), 4, Family.BINOMIAL);
    double[] estimates = {-13.0213468581, 2.8261125949, 0.0951576613, 2.3786876551};
    double[] errors = {4.931324213, 1.2629410755, 0.1415542057, 1.0645642544};
    double[] robust = {5.1975854103, 1.267545982, 0.1179222677, 0.9644192097};
    for (int term = 0; term < 4; term++) {
      assertThat(model.estimates()[term]).isCloseTo(estimates[term], CLOSE);
      assertThat(model.standardError(term)).isCloseTo(errors[term], within(1e-6));
      assertThat(model.standardError(term, Robust.HC0)).isCloseTo(robust[term], within(1e-6));
    }
    assertThat(model.logLikelihood()).isCloseTo(-12.889634222, CLOSE);
    assertThat(model.nullDeviance()).isCloseTo(41.183459393, CLOSE);
    assertThat(model.aic()).isCloseTo(33.779268444, CLOSE);
  }

  /** Odds of two groups: 30 of 40 and 5 of 50. */
  @Test
  void oneFactorIsTheLogarithmOfTheOddsRatio() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      boolean first = i < 40;
      rows.add(new double[] {1, is(first), is(first ? i < 30 : i < 45)});
    }
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(rows), 2, Family.BINOMIAL);
    assertThat(model.estimates()[1]).isCloseTo(Math.log((30 / 10.0) / (5 / 45.0)), CLOSE);
    assertThat(model.standardError(1))
        .isCloseTo(Math.sqrt(1 / 30.0 + 1 / 10.0 + 1 / 5.0 + 1 / 45.0), CLOSE);
  }

  /** A term that tells the class alone has no finite estimate, and that is said. */
  @Test
  void whatTellsAClassAloneDoesNotConverge() {
    List<double[]> rows =
        IntStream.range(0, 40).mapToObj(i -> new double[] {1, i, is(i >= 20)}).toList();
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(rows), 2, Family.BINOMIAL);
    assertThat(model.deviance()).isLessThan(1e-6);
    assertThat(model.nullDeviance()).isCloseTo(80 * Math.log(2), CLOSE);
  }

  @Test
  void normalResponsesAreLeastSquaresToTheDigit() {
    List<double[]> rows = grades();
    GeneralisedLinear model = GeneralisedLinear.fit(new Rows(rows), 4, Family.GAUSSIAN);
    Triangle triangle = new Triangle(5);
    for (double[] row : rows) {
      triangle.add(Arrays.stream(row).mapToObj(DoubleDouble::of).toArray(DoubleDouble[]::new));
    }
    LeastSquares squares = LeastSquares.withIntercept(triangle);
    for (int term = 0; term < 4; term++) {
      assertThat(model.estimates()[term]).isCloseTo(squares.estimate(term), within(1e-14));
      assertThat(model.standardError(term)).isCloseTo(squares.standardError(term), within(1e-14));
    }
    assertThat(model.aic()).isCloseTo(squares.aic(), within(1e-10));
    assertThat(model.steps()).isEqualTo(1);
  }

  private static double is(boolean holds) {
    return holds ? 1 : 0;
  }

  /** Intercept, grade point average, score before, whether taught anew, and whether it helped. */
  static List<double[]> grades() {
    double[][] before = {
      {2.66, 20, 0}, {2.89, 22, 0}, {3.28, 24, 0}, {2.92, 12, 0}, {4.00, 21, 1}, {2.86, 17, 0},
      {2.76, 17, 0}, {2.87, 21, 0}, {3.03, 25, 0}, {3.92, 29, 1}, {2.63, 20, 0}, {3.32, 23, 0},
      {3.57, 23, 0}, {3.26, 25, 1}, {3.53, 26, 0}, {2.74, 19, 0}, {2.75, 25, 0}, {2.83, 19, 0},
      {3.12, 23, 0}, {3.16, 25, 1}, {2.06, 22, 0}, {3.62, 28, 1}, {2.89, 14, 0}, {3.51, 26, 0},
      {3.54, 24, 1}, {2.83, 27, 1}, {3.39, 17, 1}, {2.67, 24, 0}, {3.65, 21, 1}, {4.00, 23, 1},
      {3.10, 21, 0}, {2.39, 19, 1}
    };
    return IntStream.range(0, before.length)
        .mapToObj(i -> new double[] {1, before[i][0], before[i][1], i < 18 ? 0 : 1, before[i][2]})
        .toList();
  }
}
