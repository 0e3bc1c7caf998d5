package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.FeatureColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of a score, and what is suggested. */
@Tag("fast")
class ReasonWordsTest {
  private static final List<FeatureColumn> COLUMNS =
      List.of("a", "b", "c", "d", "e", "f", "g").stream()
          .map(name -> new FeatureColumn(name, FeatureColumn.Type.NUMBER))
          .toList();
  private static final Object[] ROW = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0};
  private static final ReasonWords WORDS =
      new ReasonWords(
          COLUMNS,
          new int[] {0, 1, 2, 3, 4, 5, 6},
          new boolean[] {true, true, false, true, true, true, true},
          Map.of("b", "Call", "c", "Write", "g", "Visit"),
          0.25,
          ReasonWords.Unit.LOG_ODDS);

  @Test
  void theFirstReasonThatRaisesTheRiskEnoughAndHasAnActionIsActedUpon() {
    double[] contributions = {0.9, -0.8, 0.3, 0, 0.004, 0.2, 0.15};

    assertThat(WORDS.top(ROW, contributions))
        .isEqualTo("a 1: +0.90; b 2: -0.80; c: +0.30; f 6: +0.20; g 7: +0.15");
    assertThat(WORDS.action(0.6, contributions)).contains("Write");
  }

  @Test
  void aSmallReasonIsNothingToActUpon() {
    assertThat(WORDS.action(0.6, new double[] {0.9, 0.1, 0.05, 0, 0, 0, 0})).isEmpty();
    assertThat(WORDS.action(0.6, new double[] {0.9, 0.11, 0.05, 0, 0, 0, 0})).contains("Call");
  }

  @Test
  void whatIsNotToldIsNotActedUpon() {
    double[] contributions = {0.9, -0.8, -0.7, 0.6, 0.5, 0.45, 0.4};

    assertThat(WORDS.top(ROW, contributions)).doesNotContain("g 7");
    assertThat(WORDS.action(0.6, contributions)).isEmpty();
  }

  @Test
  void nothingIsDoneAboutALowRisk() {
    double[] contributions = {0, 2, 0, 0, 0, 0, 0};

    assertThat(WORDS.action(0.2499, contributions)).isEmpty();
    assertThat(WORDS.action(0.25, contributions)).contains("Call");
  }

  /** The interval is 1,000 wide: what is below 10 is not told. */
  @Test
  void reasonsOfNumbersAreToldInTheirUnitInThreeDigits() {
    double[] contributions = {23_561.4, -1_204.96, 87.654, 0, 9.99, -10, 0.004};

    assertThat(ofNumbers(500).top(ROW, contributions))
        .isEqualTo("a 1: +23,600; b 2: -1,200; c: +87.7; f 6: -10");
    assertThat(ofNumbers(0.01).top(ROW, new double[] {0.0123456, 0, 0, 0, 0, 0, -0.5}))
        .isEqualTo("g 7: -0.5; a 1: +0.0123");
  }

  /** d goes with a and f: together they say 0.5, and what is alike does not crowd out the rest. */
  @Test
  void featuresThatAreAlikeAreOneReason() {
    ReasonWords alike =
        new ReasonWords(
            COLUMNS,
            new int[] {0, 1, 2, 0, 4, 0, 6},
            new boolean[] {true, true, true, true, true, true, true},
            Map.of("d", "Call", "b", "Write"),
            0,
            ReasonWords.Unit.LOG_ODDS);
    double[] contributions = {0.3, 0.45, 0, 0.4, 0, -0.2, 0};

    assertThat(alike.top(ROW, contributions)).isEqualTo("d 4, with a and f: +0.50; b 2: +0.45");
    assertThat(alike.action(0.5, contributions)).contains("Call");
  }

  @Test
  void windowsAreToldAsOneSaysIt() {
    List<FeatureColumn> columns =
        List.of("tickets_30d", "spend_365d_amount", "orders_90d", "clv_amount").stream()
            .map(name -> new FeatureColumn(name, FeatureColumn.Type.NUMBER))
            .toList();
    ReasonWords words =
        new ReasonWords(
            columns,
            new int[] {0, 1, 2, 3},
            new boolean[] {true, true, true, true},
            Map.of(),
            0,
            ReasonWords.Unit.LOG_ODDS);

    assertThat(
            words.top(
                new Object[] {3.0, 231_822.69, 0.0, 9_999.555}, new double[] {0.4, 0.3, 0.2, 0.1}))
        .isEqualTo(
            "3 tickets in 30 days: +0.40; spend in 365 days 231,823: +0.30;"
                + " no orders in 90 days: +0.20; clv_amount 9999.56: +0.10");
  }

  private static ReasonWords ofNumbers(double halfWidth) {
    return new ReasonWords(
        COLUMNS,
        new int[] {0, 1, 2, 3, 4, 5, 6},
        new boolean[] {true, true, false, true, true, true, true},
        Map.of(),
        0,
        ReasonWords.Unit.ofLabel(halfWidth));
  }
}
