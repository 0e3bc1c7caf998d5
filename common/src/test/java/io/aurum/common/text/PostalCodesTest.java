package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Postal codes. */
@Tag("fast")
class PostalCodesTest {

  @ParameterizedTest
  @CsvSource({
    "SW1A1AA, GB, SW1A 1AA, SW1A1AA",
    "TQ138DF, GB, TQ13 8DF, TQ138DF",
    "00950, PL, 00-950, 00950",
    "891321234, US, 89132-1234, 89132",
    "89132, US, 89132, 89132",
    "1012AB, NL, 1012 AB, 1012AB",
    "K1A0B1, CA, K1A 0B1, K1A0B1",
    "D10115, DE, 10115, 10115",
    "0800, AU, 0800, 0800",
    "101000, RU, 101000, 101000",
    "100000, CN, 100000, 100000",
    "TQ138DF, , TQ138DF, TQ138DF",
    "AB12, XX, AB12, AB12",
  })
  void codesAreWrittenAsTheirCountryDoes(
      String compact, String region, String written, String match) {
    assertThat(PostalCodes.read(compact, Optional.ofNullable(region)))
        .hasValue(new PostalCodes.Code(written, match));
  }

  @ParameterizedTest
  @CsvSource({"TQ138, GB", "1234, US", "0123, AT", "000000, RU", "ABC,", "1,", "12345678901,"})
  void otherTextsAreNone(String compact, String region) {
    assertThat(PostalCodes.read(compact, Optional.ofNullable(region))).isEmpty();
  }
}
