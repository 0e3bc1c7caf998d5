package io.aurum.common.stat.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CovariatesTest {
  private static final double[] PHONE = {1, 1, 0, 1, 0, 1};
  private static final double[] NO_PHONE = {0, 0, 1, 0, 1, 0};
  private static final double[] FEE = {20.25, 90.1, 18.4, 33.3, 45.9, 70.6};

  @Test
  void complementsCopiesSumsAndConstantsSayNothingOfTheirOwn() {
    double[] sum = new double[FEE.length];
    double[] almost = new double[FEE.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = 3 * FEE[i] - 7 * PHONE[i] + 1e4;
      almost[i] = FEE[i] + (i == 2 ? 0.5 : 0);
    }
    double[] constant = {5, 5, 5, 5, 5, 5};

    assertThat(
            Covariates.independent(
                new double[][] {constant, PHONE, NO_PHONE, FEE, PHONE, sum, almost}))
        .containsExactly(1, 3, 6);
  }

  @Test
  void ofNoRowsOrCovariatesNothingIsKept() {
    assertThat(Covariates.independent(new double[0][])).isEmpty();
    assertThat(Covariates.independent(new double[][] {{}, {}})).isEmpty();
  }
}
