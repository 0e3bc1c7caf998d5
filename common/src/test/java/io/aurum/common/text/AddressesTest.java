package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.Transliteration.Umlauts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Street lines and places. */
@Tag("fast")
class AddressesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 Main St | 12 MAIN STREET",
        "12 main street | 12 MAIN STREET",
        "12 N Main St. | 12 NORTH MAIN STREET",
        "St James's St 5 | SAINT JAMESS STREET 5",
        "12 St James Rd | 12 SAINT JAMES ROAD",
        "Flat 3, 12 Hill Rd. | UNIT 3 12 HILL ROAD",
        "12 Hill Rd Apt #5 | 12 HILL ROAD UNIT 5",
        "12 Hill Rd #5 | 12 HILL ROAD UNIT 5",
        "12 Hill Rd Unit 5 | 12 HILL ROAD UNIT 5",
        "No. 12 Hill Rd | 12 HILL ROAD",
        "ul. Marszałkowska 12/4 | MARSZALKOWSKA 12 4",
        "Marszałkowska 12 m. 4 | MARSZALKOWSKA 12 UNIT 4",
        "Hauptstr. 12a | HAUPTSTRASSE 12A",
        "Hauptstraße 12 a | HAUPTSTRASSE 12A",
        "ул. Ленина, д. 5, кв. 12 | LENINA 5 UNIT 12",
        "建国路88号 | JIAN GUO LU 88 HAO",
        "44 | 44",
      })
  void streetLinesAreWrittenOut(String text, String match) {
    assertThat(Addresses.matchLine(text, Umlauts.PLAIN)).isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource({
    "ST. ALBANS, SAINT ALBANS",
    "Mt Isa, MOUNT ISA",
    "Łódź, LODZ",
    "москва, MOSKVA",
    "北京, BEIJING",
    "Frankfurt/Main, FRANKFURT MAIN",
    "St, ST",
  })
  void placesAreWords(String text, String match) {
    assertThat(Addresses.matchPlace(text, Umlauts.PLAIN)).isEqualTo(match);
  }
}
