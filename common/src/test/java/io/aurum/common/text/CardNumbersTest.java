package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payment cards; the numbers are those that the networks publish for tests. */
@Tag("fast")
class CardNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "6011111111111117",
        "30569309025904",
        "3530111333300000",
        "card: 4012888888881881.",
      })
  void theNetworksTestNumbersAreFound(String text) {
    assertThat(CardNumbers.isIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "411111111111",
        "1234567812345670",
        "44051401359",
        "20240102030405",
        "+48 601 234 567",
        "",
      })
  void otherNumbersAreNot(String text) {
    assertThat(CardNumbers.isIn(text)).isFalse();
  }

  @Test
  void theLuhnCheckFollowsTheStandardsExample() {
    assertThat(CardNumbers.passesLuhn("79927398713")).isTrue();
    for (char check : "012456789".toCharArray()) {
      assertThat(CardNumbers.passesLuhn("7992739871" + check)).isFalse();
    }
  }

  @Test
  void redactingKeepsTheLastFourDigitsAndTheRest() {
    assertThat(CardNumbers.redact("paid with 4111 1111 1111 1111, order 4111111111111112"))
        .isEqualTo("paid with ****1111, order 4111111111111112");
  }
}
