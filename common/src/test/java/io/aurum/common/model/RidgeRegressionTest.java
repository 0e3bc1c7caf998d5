package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RidgeRegressionTest {
  private static final int ROWS = 8_000;

  /** One number, evenly between -3 and 3, and a class with the law's log-odds. */
  private static Examples curve(DoubleUnaryOperator law, long seed) {
    Random random = new Random(seed);
    Object[][] values = new Object[ROWS][];
    double[] target = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      double x = -3 + 6.0 * i / (ROWS - 1);
      values[i] = new Object[] {x};
      target[i] = random.nextDouble() < Logit.probability(law.applyAsDouble(x)) ? 1 : 0;
    }
    return new Examples(
        List.of(Worlds.number("x")),
        values,
        target,
        IntStream.range(0, ROWS).asLongStream().toArray());
  }

  /** With 8,000 rows a tenth of the range is known to about 0.2 in log-odds. */
  @Test
  void aCurveIsFollowed() {
    DoubleUnaryOperator law = x -> 2 * Math.sin(2 * x);
    LinearScorer fitted = new RidgeRegression(curve(law, 1), true).fit(3);
    for (double x = -2.9; x <= 2.9; x += 0.1) {
      assertThat(fitted.score(new Object[] {x})).isCloseTo(law.applyAsDouble(x), within(0.6));
    }
    double squares = 0;
    for (double x = -2.9; x <= 2.9; x += 0.1) {
      squares += Math.pow(fitted.score(new Object[] {x}) - law.applyAsDouble(x), 2) / 59;
    }
    assertThat(Math.sqrt(squares)).isLessThan(0.25);
  }

  @Test
  void aSteepPenaltyLeavesTheBaseRate() {
    Examples rows = curve(x -> x, 2);
    LinearScorer fitted = new RidgeRegression(rows, true).fit(1e9);
    assertThat(fitted.score(new Object[] {2.0}))
        .isCloseTo(Logit.of(rows.meanTarget()), within(1e-4));
  }

  /**
   * Beyond what was seen a number counts as the last one seen; at a knot its bend is 1, half-way
   * between two knots both are a half.
   */
  @Test
  void aNumberHasTheBendsOfTheKnotsBesideIt() {
    SparseEncoder encoder = SparseEncoder.fit(curve(x -> x, 3));
    SparseEncoder.Code code = encoder.codes().get(0);
    assertThat(code.knots()).hasSize(19);
    assertThat(encoder.width()).isEqualTo(22);
    double first = code.knots()[0];
    double second = code.knots()[1];
    assertThat(bends(encoder, first)).containsExactly(1, 1.0);
    assertThat(bends(encoder, (first + second) / 2)).containsExactly(1, 0.5, 2, 0.5);
    assertThat(bends(encoder, -3)).isEmpty();
    assertThat(bends(encoder, -99)).isEmpty();
    assertThat(bends(encoder, 3)).containsExactly(20, 1.0);
    assertThat(bends(encoder, 99)).containsExactly(20, 1.0);
  }

  /** Columns of a number's bends with their values. */
  private static List<Number> bends(SparseEncoder encoder, double x) {
    SparseEncoder.Sparse row = encoder.encode(new Object[] {x});
    return IntStream.range(1, row.size())
        .boxed()
        .<Number>mapMulti(
            (a, told) -> {
              told.accept(row.columns()[a]);
              told.accept(Math.round(row.values()[a] * 1e9) / 1e9);
            })
        .toList();
  }

  /** At the least loss no small step of a weight gains. */
  @Test
  void theWeightsAreThoseOfTheLeastPenalisedLoss() {
    Examples rows = Worlds.customers(600, 4);
    double penalty = 2;
    LinearScorer fitted = new RidgeRegression(rows, true).fit(penalty);
    double least = penalised(rows, fitted, fitted.weights(), penalty);
    for (int j = 0; j < fitted.weights().length; j++) {
      for (double step : new double[] {-1e-3, 1e-3}) {
        double[] moved = fitted.weights().clone();
        moved[j] += step;
        assertThat(penalised(rows, fitted, moved, penalty)).isGreaterThan(least);
      }
    }
  }

  private static double penalised(
      Examples rows, LinearScorer fitted, double[] weights, double penalty) {
    LinearScorer moved =
        new LinearScorer(fitted.encoder(), fitted.intercept(), weights, fitted.means());
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      sum += Logit.loss(moved.score(rows.row(i)), rows.target(i));
    }
    for (SparseEncoder.Code code : fitted.encoder().codes()) {
      for (int j = code.first(); j < code.first() + code.width(); j++) {
        int bend = code.number() ? j - code.first() : 0;
        boolean bends = bend > 0 && bend <= code.bends();
        double off = bends && bend > 1 ? weights[j] - weights[j - 1] : weights[j];
        sum += penalty * (bends ? 5 : 1) / 2 * off * off;
      }
    }
    return sum;
  }
}
