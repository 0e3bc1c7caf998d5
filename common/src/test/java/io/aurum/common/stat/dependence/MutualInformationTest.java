package io.aurum.common.stat.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MutualInformationTest {
  /** Quinlan's fourteen Saturday mornings (Machine Learning 1, 1986), class P as 1. */
  private static final int[] CLASS = {0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0};

  /** sunny, overcast, rain. */
  private static final int[] OUTLOOK = {0, 0, 1, 2, 2, 2, 1, 0, 0, 2, 0, 1, 1, 2};

  /** hot, mild, cool. */
  private static final int[] TEMPERATURE = {0, 0, 0, 1, 2, 2, 2, 1, 2, 1, 1, 1, 0, 1};

  /** high, normal. */
  private static final int[] HUMIDITY = {0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 0};

  /** false, true. */
  private static final int[] WINDY = {0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1};

  /** The paper prints .246, .029, .151 and .048, rounded in between. */
  @Test
  void quinlansGains() {
    assertThat(MutualInformation.bits(OUTLOOK, CLASS)).isCloseTo(0.2467, within(1e-4));
    assertThat(MutualInformation.bits(TEMPERATURE, CLASS)).isCloseTo(0.0292, within(1e-4));
    assertThat(MutualInformation.bits(HUMIDITY, CLASS)).isCloseTo(0.1518, within(1e-4));
    assertThat(MutualInformation.bits(WINDY, CLASS)).isCloseTo(0.0481, within(1e-4));
  }

  @Test
  void aColumnTellsAllOfItselfAndNothingOfAnIndependentOne() {
    assertThat(MutualInformation.bits(CLASS, CLASS))
        .as("entropy of 9 and 5 of 14")
        .isCloseTo(0.9403, within(1e-4));
    assertThat(MutualInformation.bits(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1})).isZero();
    assertThat(MutualInformation.bits(new int[0], new int[0])).isZero();
    assertThatThrownBy(() -> MutualInformation.bits(CLASS, new int[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
