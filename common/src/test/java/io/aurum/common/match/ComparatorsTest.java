package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every level of every comparator by a pair made by hand. */
@Tag("fast")
class ComparatorsTest {

  @ParameterizedTest
  @CsvSource({
    "ANNA, ANNA, exact",
    "BILL, WILLIAM, nickname",
    "BILL JAMES, WILLIAM, nickname",
    "MICHELLE, MICHELE, typo",
    "DWAYNE, DUANE, similar",
    "LAMPLEY, CAMPLEY, similar",
    "XIMENA MARIA, MARIA, part",
    "X, XIMENA, initial",
    "X, Y, different",
    "ANNA, ROBERT, different",
  })
  void givenName(String a, String b, String level) {
    assertLevel(Comparators.givenName(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "SMITH, SMITH, exact",
    "NICHLESON, NICHULSON, typo",
    "SMITH, SMYTH, similar",
    "LAMPLEY, CAMPLEY, similar",
    "GARCIA LOPEZ, LOPEZ, part",
    "HARDIN, MARTINEZ, different",
    "BILL, WILLIAM, different",
  })
  void familyName(String a, String b, String level) {
    assertLevel(Comparators.familyName(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "JOHN SMITH, JOHN SMITH, exact",
    "SMITH JOHN, JOHN SMITH, same-names",
    "JOHN SMITH, JOHN PAUL SMITH, contained",
    "BILL JOHNSON, WILLIAM JOHNSTON, typo",
    "JOHN ADAM SMITH, JON PETER SMITH, ends",
    "ANNA MARIA LOPEZ, MARIA ANNA CRUZ, some",
    "JOHN SMITH, PETER SMITH, one",
    "SMITH, JOHN SMITH, one",
    "JOHN SMITH, ANNA LOPEZ, different",
  })
  void fullName(String a, String b, String level) {
    assertLevel(Comparators.fullName(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "19800512, 19800512, exact",
    "19800512, 19800513, typo",
    "19800512, 19800521, typo",
    "19800512, 19801205, typo",
    "19800512, 19800528, two-parts",
    "19800512, 19930512, two-parts",
    "19800512, 19801123, year",
    "19800512, 19911123, different",
    "1980, 1981, typo",
    "1980, 19800512, different",
  })
  void date(String a, String b, String level) {
    assertLevel(Comparators.date(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "ann@x.com, ann@x.com, exact",
    "ann.lee@x.com, ann.lee@mail.org, mailbox",
    "jsmith@x.com, jsmth@x.com, typo",
    "jsmith@x.com, jsmht@x.com, typo",
    "johnsmith@x.com, johnsmith1@other.org, similar",
    "johnsmith@x.com, peter@x.com, different",
    "johnsmith, johnsmith@x.com, mailbox",
  })
  void email(String a, String b, String level) {
    assertLevel(Comparators.email(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "48601234567, 48601234567, exact",
    "48601234567, 601234567, national",
    "601234567, 601234568, typo",
    "601234567, 601234576, typo",
    "3213212, 12023213212, national",
    "253793542, 61253793552, typo",
    "1234567, 1234567890, different",
    "601234567, 601239999, different",
  })
  void phone(String a, String b, String level) {
    assertLevel(Comparators.phone(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "12 HIGH STREET, 12 HIGH STREET, exact",
    "12 HIGH STREET, 12 HIGH STRET, typo",
    "FLAT 3 12 HIGH STREET, 12 HIGH STREET, words",
    "12 HIGH STREET, 14 HIGH STREET, half",
    "12 OAK LANE, 12 ELM LANE HOUSE, half",
    "12 OAK LANE, 77 MILL ROAD, different",
  })
  void addressLine(String a, String b, String level) {
    assertLevel(Comparators.addressLine(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "WARSZAWA, WARSZAWA, exact",
    "WARSZAWA, WARSAWA, typo",
    "YORK, NEW YORK, part",
    "WARSZAWA, LONDON, different",
  })
  void city(String a, String b, String level) {
    assertLevel(Comparators.city(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "00950, 00950, exact",
    "00950, 00951, typo",
    "00950, 00905, typo",
    "00950, 00912, area",
    "SW1A1AA, SW1A2BB, area",
    "009, 00912, area",
    "00, 00912, different",
    "00950, 31100, different",
  })
  void postalCode(String a, String b, String level) {
    assertLevel(Comparators.postalCode(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({"A17B, A17B, exact", "A17B, A71B, typo", "A17B, A17, typo", "A17B, A1, different"})
  void code(String a, String b, String level) {
    assertLevel(Comparators.code(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({"A17B, A17B, exact", "A17B, A17C, different"})
  void exact(String a, String b, String level) {
    assertLevel(Comparators.exact(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "GOLD, GOLD, exact",
    "MEMBER GOLD, GOLD, similar",
    "LAMPLEY, CAMPLEY, similar",
    "GOLD, SILVER, different",
  })
  void category(String a, String b, String level) {
    assertLevel(Comparators.category(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "ACME STEEL, ACME STEEL, exact",
    "ACME INDUSTRIES, ACME INDUSTRYS, typo",
    "HOLDING ACME, ACME, words",
    "ACME STEEL WORKS, STEEL ACME PARTNERS, half",
    "ACME STEEL, NORTHERN BAKERY, different",
  })
  void companyName(String a, String b, String level) {
    assertLevel(Comparators.companyName(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "COFFEE TEA, COFFEE TEA, exact",
    "COFFEE TEA, COFFEE MILK TEA, most",
    "A B C D, B C X Y, most",
    "A B C D E, B C X Y Z, some",
    "A, A B C, one",
    "A B, B C, one",
    "A B, C D, different",
  })
  void list(String a, String b, String level) {
    assertLevel(Comparators.list(), a, b, level);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, exact",
    "100, 99, near",
    "100, 100.0, near",
    "0, 0.0, near",
    "0, -0, near",
    "100, 95, close",
    "-100, -90, close",
    "100, 80, different",
    "-1, 1, different",
    "0, 5, different",
  })
  void number(String a, String b, String level) {
    assertLevel(Comparators.number(), a, b, level);
  }

  @Test
  void numbersBeyondTheRangeOfDoublesAreNear() {
    String huge = "9".repeat(400);
    assertLevel(Comparators.number(), huge, huge + "0", "near");
  }

  @Test
  void partnersAreFoundEqualFirst() {
    assertThat(alignment("JOHNSON JOHNSTON", "JOHNSTON MARY JOHNSON"))
        .isEqualTo(new Alignment(2, 0, false));
    assertThat(alignment("JOHNSON BILL", "WILLIAM MARY JOHNSTON"))
        .isEqualTo(new Alignment(0, 2, false));
    assertThat(alignment("ANNA ANNA", "ANNA MARIA")).isEqualTo(new Alignment(1, 0, false));
  }

  @Test
  void numbersDifferWhereNoneOfTheShorterIsFound() {
    assertThat(alignment("12 OAK", "14 OAK").numbersDiffer()).isTrue();
    assertThat(alignment("12 OAK", "OAK LANE").numbersDiffer()).isFalse();
    assertThat(alignment("12 OAK", "14 OAK 12").numbersDiffer()).isFalse();
    assertThat(alignment("1234567 A", "1234568 A").alike()).isZero();
  }

  private static Alignment alignment(String few, String many) {
    return Alignment.of(Value.of(few), Value.of(many));
  }

  private static void assertLevel(Comparator comparator, String a, String b, String level) {
    assertThat(levelName(comparator, a, b)).isEqualTo(level);
    assertThat(levelName(comparator, b, a)).isEqualTo(level);
  }

  private static String levelName(Comparator comparator, String a, String b) {
    return comparator.levels().get(comparator.level(Value.of(a), Value.of(b))).name();
  }
}
