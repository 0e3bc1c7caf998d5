package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Placeholders. */
@Tag("fast")
class PlaceholdersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n/a",
        "N/A",
        "Unknown",
        "-",
        "???",
        "none",
        "NULL",
        "null",
        "NA",
        "brak",
        "неизвестно",
        "未知"
      })
  void wordsForNothing(String text) {
    assertThat(Placeholders.isPlaceholder(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Null", "Na", "Nana", "Test", "X", "Anna", "0"})
  void namesAndTestsAreValuesElsewhere(String text) {
    assertThat(Placeholders.isPlaceholder(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"test", "Test", "xxx", "XXXX", "aaa", "asdf", "unknown", "Max Mustermann"})
  void entriesThatAreNoNames(String text) {
    assertThat(Placeholders.isNamePlaceholder(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Anna", "Null", "Na", "Xi", "Xx", "Testa", "王王王"})
  void rareNamesAreNames(String text) {
    assertThat(Placeholders.isNamePlaceholder(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0000", "00000000-0000-0000-0000-000000000000"})
  void zerosIdentifyNothing(String text) {
    assertThat(Placeholders.isIdentifierPlaceholder(text)).isTrue();
    assertThat(Placeholders.isPlaceholder(text)).isFalse();
  }
}
