package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.Transliteration.Umlauts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Company names. */
@Tag("fast")
class CompaniesTest {

  @ParameterizedTest
  @CsvSource({
    "Müller & Co. GmbH, MULLER",
    "Universal Exports Ltd., UNIVERSAL EXPORTS",
    "PKN Orlen Sp. z o.o., PKN ORLEN",
    "Orange S.A., ORANGE",
    "ООО Ромашка, ROMASHKA",
    "Apple Inc, APPLE",
    "Johnson & Johnson, JOHNSON AND JOHNSON",
    "The Home Depot, HOME DEPOT",
    "Limited, LIMITED",
    "Cola, COLA",
  })
  void legalFormsAreLeftOut(String text, String match) {
    assertThat(Companies.match(text, Umlauts.PLAIN)).isEqualTo(match);
  }
}
