package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.NationalIds.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** National identity numbers; the valid ones are the published examples of their schemes. */
@Tag("fast")
class NationalIdsTest {

  @ParameterizedTest
  @CsvSource({
    "44051401359, PL, VALID",
    "44051401358, PL, BAD_CHECKSUM",
    "4405140135, PL, BAD_FORM",
    "500100732259, RU, VALID",
    "500100732258, RU, BAD_CHECKSUM",
    "500100732269, RU, BAD_CHECKSUM",
    "7707083893, RU, VALID",
    "7707083894, RU, BAD_CHECKSUM",
    "11010519491231002X, CN, VALID",
    "110105194912310021, CN, BAD_CHECKSUM",
    "440524188001010014, CN, VALID",
    "078051120, US, VALID",
    "000051120, US, BAD_CHECKSUM",
    "666051120, US, BAD_CHECKSUM",
    "078001120, US, BAD_CHECKSUM",
    "078050000, US, BAD_CHECKSUM",
    "900051120, US, BAD_CHECKSUM",
    "AB123456C, GB, VALID",
    "QQ123456C, GB, BAD_CHECKSUM",
    "BG123456C, GB, BAD_CHECKSUM",
    "AB123456E, GB, BAD_FORM",
    "86095742719, DE, VALID",
    "86095742718, DE, BAD_CHECKSUM",
    "255081416802538, FR, VALID",
    "255081416802539, FR, BAD_CHECKSUM",
    "6988048, '', VALID",
    "6988048, AU, VALID",
    "ABCDEF, '', BAD_FORM",
    "123, '', BAD_FORM",
  })
  void numbersAreCheckedByTheSchemeOfTheRegion(String id, String region, Verdict verdict) {
    assertThat(NationalIds.check(id, region)).isEqualTo(verdict);
  }
}
