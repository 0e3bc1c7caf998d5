package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.Transliteration.Umlauts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personal names. */
@Tag("fast")
class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "ANNA-MARIA, Anna-Maria",
    "anna, Anna",
    "MCDONALD, McDonald",
    "O'BRIEN, O'Brien",
    "VAN DER BERG, van der Berg",
    "J.R., J.R.",
    "john iii, John III",
    "ŁUKASZ, Łukasz",
    "ПЁТР, Пётр",
    "McDonald, McDonald",
    "DiCaprio, DiCaprio",
    "王小明, 王小明",
  })
  void namesGetNameCaseOnlyWhereNobodyChoseOne(String text, String display) {
    assertThat(Names.display(text)).isEqualTo(display);
  }

  @ParameterizedTest
  @CsvSource({
    "'Charney, Peggie', Peggie Charney",
    "'van Gogh, Vincent Willem', Vincent Willem van Gogh",
    "'O''Brien, Mary-Ann', Mary-Ann O'Brien",
    "'Smith-Jones, A. B.', A. B. Smith-Jones",
  })
  void surnameFirstIsTurned(String text, String turned) {
    assertThat(Names.givenNameFirst(text)).isEqualTo(turned);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "thomas clifford, 1st baron clifford of chudleigh",
        "tom clifford, of chudleigh",
        "Smith, Jr",
        "Smith, PhD",
        "Nowak, Anna, Maria",
        "Dr, Anna",
        "Nowak,",
        ", Anna",
        "Anna Nowak",
      })
  void otherCommasAreLeft(String text) {
    assertThat(Names.givenNameFirst(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "Dr. Anna Schmidt-Meier PhD, ANNA SCHMIDT MEIER",
    "Prof. Dr. med. Hans Müller, HANS MULLER",
    "Dr. Phil Collins, PHIL COLLINS",
    "Dr. phil. Hans Meyer, HANS MEYER",
    "Ph.D. Jones, JONES",
    "Mr John Smith Jr., JOHN SMITH JR",
    "John Smith Junior, JOHN SMITH JR",
    "John SMITH senior, JOHN SMITH SR",
    "Henry II Stuart, HENRY STUART II",
    "Smith III, SMITH III",
    "Ma, MA",
    "Mr., MR",
    "Ing Jun, ING JUN",
    "Zieliński-Wójcik, ZIELINSKI WOJCIK",
    "欧阳, OUYANG",
    "Пётр Ильич Чайковский, PETR ILICH CHAYKOVSKIY",
  })
  void titlesGoAndGenerationsStayLast(String text, String match) {
    assertThat(Names.match(text, Umlauts.PLAIN)).isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource({
    "王小明, WANG XIAOMING",
    "李伟, LI WEI",
    "欧阳娜娜, OUYANG NANA",
    "김철수, GIM CHEOLSU",
    "Wang Xiaoming, WANG XIAOMING",
  })
  void eastAsianNamesWrittenInOneAreParted(String text, String match) {
    assertThat(Names.matchFull(text, Umlauts.PLAIN)).isEqualTo(match);
  }

  @ParameterizedTest
  @CsvSource({
    "Anna, true",
    "12345, false",
    "ann@site.org, false",
    "http://x.org, false",
    "李, true"
  })
  void aNameHasALetterAndIsNoAddress(String text, boolean name) {
    assertThat(Names.isName(text)).isEqualTo(name);
  }
}
