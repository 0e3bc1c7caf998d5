package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RiskBandTest {
  /** Odds of 1 to 9 on average: three times are 3 to 9, nine times 9 to 9. */
  @Test
  void bandsGoWithTheOddsOfTheAverageRow() {
    RiskBand rare = RiskBand.around(0.1);
    assertThat(rare.medium()).isEqualTo(0.1);
    assertThat(rare.high()).isCloseTo(0.25, within(1e-12));
    assertThat(rare.veryHigh()).isCloseTo(0.5, within(1e-12));

    RiskBand even = RiskBand.around(0.5);
    assertThat(even.high()).isCloseTo(0.75, within(1e-12));
    assertThat(even.veryHigh()).isCloseTo(0.9, within(1e-12));
  }
}
