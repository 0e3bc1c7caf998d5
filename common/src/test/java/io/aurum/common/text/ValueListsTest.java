package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ValueListsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "A61N**A61B ! A61N/A61B",
        "tea; coffee;; tea ! tea/coffee",
        "Meyer, Anna; Li, Bo ! Meyer, Anna/Li, Bo",
        "tea, coffee ! tea/coffee",
        "a||b|c ! a/b/c",
        "5*7 ! 5*7",
        "tea ! tea",
      })
  void valuesStandBetweenTheStrongestSeparators(String text, String values) {
    assertThat(ValueLists.values(text)).containsExactly(values.split("/", -1));
  }

  @Test
  void linesAreValues() {
    assertThat(ValueLists.values("tea, green\r\ncoffee")).containsExactly("tea, green", "coffee");
  }

  @Test
  void neitherTheOrderOfValuesNorThatOfTheirWordsCounts() {
    assertThat(ValueLists.match(List.of("Meyer, Anna", "Bo Li"), Umlauts.PLAIN))
        .isEqualTo("ANNA_MEYER BO_LI")
        .isEqualTo(ValueLists.match(List.of("LI BO", "anna meyer", "Bo Li"), Umlauts.PLAIN));
  }

  @Test
  void whatHasNoKnownLetterMatchesNothing() {
    assertThat(ValueLists.match(List.of("!!", "?"), Umlauts.PLAIN)).isEmpty();
  }
}
