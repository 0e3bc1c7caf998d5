package io.aurum.common.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked cases: kind, text, region, canonical form, match form, issue. */
@Tag("fast")
class StandardiseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "given-name | ANNA-MARIA | | Anna-Maria | ANNA MARIA |",
        "given-name | Łukasz | PL | Łukasz | LUKASZ |",
        "given-name | Jörg | DE | Jörg | JOERG |",
        "given-name | Jörg | | Jörg | JORG |",
        "given-name | 小明 | CN | 小明 | XIAOMING |",
        "given-name | xxx | | | | placeholder",
        "given-name | 12345 | | | | not-a-name",
        "family-name | O’BRIEN | | O'Brien | OBRIEN |",
        "family-name | Null | | Null | NULL |",
        "family-name | NULL | | | | placeholder",
        "family-name | 4111 1111 1111 1111 | | | | card-number",
        "family-name | 😀 Smith | | 😀 Smith | SMITH |",
        "full-name | Charney, Peggie | | Peggie Charney | PEGGIE CHARNEY |",
        "full-name | 王小明 | CN | 王小明 | WANG XIAOMING |",
        "full-name | Test, Test | | | | placeholder",
        "full-name | ann@site.org | | | | not-a-name",
        "email | Jan.Kowalski@WP.pl | | Jan.Kowalski@wp.pl | jan.kowalski@wp.pl |",
        "email | info@firma.pl | | info@firma.pl | |",
        "email | jan@example.com | | | jan@example.com | reserved-domain",
        "email | test@example.com | | | | reserved-domain",
        "email | Jan.firma.pl | | | jan.firma.pl | not-an-email",
        "email | r..m51@site.net | | | r..m51@site.net | not-an-email",
        "email | a@b.c | | | | not-an-email",
        "email | see my page. | | | | not-an-email",
        "phone | 601 234 567 | PL | +48601234567 | 48601234567 |",
        "phone | 601 234 567 | | | 601234567 | no-region",
        "phone | 702-019-1300 | US | | 20191300 | not-a-phone",
        "phone | 12345 | US | | | not-a-phone",
        "address-line | 12 Main St | | 12 Main St | 12 MAIN STREET |",
        "city | ŁÓDŹ | PL | Łódź | LODZ |",
        "city | 12345 | | | | not-a-place",
        "region | nsw | AU | NSW | NSW |",
        "region | california | US | California | CALIFORNIA |",
        "postal-code | sw1a1aa | GB | SW1A 1AA | SW1A1AA |",
        "postal-code | 89132-1234 | US | 89132-1234 | 89132 |",
        "postal-code | 1234 | US | | 1234 | not-a-postal-code",
        "postal-code | ??1 | US | | | not-a-postal-code",
        "list | Li, Bo; Jörg | | Li, Bo; Jörg | BO_LI JORG |",
        "list | A61N**A61B | | A61N; A61B | A61B A61N |",
        "list | n/a; none | | | | placeholder",
        "list | tea; 4111 1111 1111 1111 | | | | card-number",
        "country | Polska | | PL | PL |",
        "country | NA | | NA | NA |",
        "country | n/a | | | | placeholder",
        "country | Atlantis | | | | unknown-country",
        "national-id | 440514-01359 | PL | 44051401359 | 44051401359 |",
        "national-id | 44051401358 | PL | | 44051401358 | bad-checksum",
        "national-id | AB1234 | PL | | AB1234 | not-a-national-id",
        "national-id | abc | PL | | | not-a-national-id",
        "national-id | 00000000000 | PL | | | placeholder",
        "national-id | 4111111111111111 | | | | card-number",
        "account-id | aB-1001 | | aB-1001 | aB-1001 |",
        "account-id | 4111111111111111 | | 4111111111111111 | 4111111111111111 |",
        "account-id | 000 | | | | placeholder",
        "device | 00000000-0000-0000-0000-000000000000 | | | | placeholder",
        "cookie | GA1.2.3 | | GA1.2.3 | GA1.2.3 |",
        "ip | 2001:DB8::1 | | 2001:db8::1 | 2001:db8::1 |",
        "ip | 300.1.1.1 | | | | not-an-ip",
        "company-name | Müller & Co. GmbH | DE | Müller & Co. GmbH | MUELLER |",
        "gender | Frau | | female | F |",
        "gender | М | RU | male | M |",
        "gender | divers | DE | other | X |",
        "gender | t2227949966 | | | | unknown-gender",
        "category | Politician | | Politician | politician |",
        "number | 1.234,50 | | 1234.5 | 1234.5 |",
        "number | 12 kg | | | | not-a-number",
        "timestamp | 2024-01-02T03:04:05+02:00 | | 2024-01-02T01:04:05Z | 2024-01-02T01:04:05Z |",
        "timestamp | 20240102 | | 2024-01-02T00:00:00Z | 2024-01-02T00:00:00Z |",
        "timestamp | 2026-01-01 23:59:59 | | 2026-01-01T23:59:59Z | 2026-01-01T23:59:59Z |",
        "timestamp | 2026-01-02 00:00:00 | | | | in-the-future",
        "timestamp | 03/04/2024 10:00 | | | | ambiguous-date",
        "timestamp | soon | | | | not-a-timestamp",
        "boolean | Tak | | true | true |",
        "boolean | нет | | false | false |",
        "boolean | maybe | | | | not-a-boolean",
        "free-text | my card 4111-1111-1111-1111 | | my card ****1111 | |",
        "free-text | n/a | | n/a | |",
        "code | 85123a | | 85123a | |",
        "code | 000 | | | | placeholder",
        "key | n/a  4111111111111111 | | n/a  4111111111111111 | |",
        "amount | 2.55 | | 2.55 | |",
        "amount | € 1.234,50 | | 1234.5 | |",
        "amount | -12.50 PLN | | -12.5 | |",
        "amount | $1,234,567.891234 | | 1234567.8912 | |",
        "amount | (7.00) | | -7 | |",
        "amount | 0.00004 | | 0 | |",
        "amount | 99999999999999.9999 | | 99999999999999.9999 | |",
        "amount | 99999999999999.99995 | | | | out-of-range",
        "amount | 12 apples | | | | not-an-amount",
        "rate | 0.2 | | 0.2 | |",
        "rate | 12,5 % | | 0.125 | |",
        "rate | 20 | | | | out-of-range",
        "rate | -1% | | | | out-of-range",
        "rate | half | | | | not-a-rate",
        "date | 2031-12-31 | | 2031-12-31 | |",
        "date | 2024-02-29 23:59:59 | | 2024-02-29 | |",
        "date | 31.12.45 | | 2045-12-31 | |",
        "date | 31.12.47 | | 1947-12-31 | |",
        "date | 2023-02-29 | | | | not-a-date",
        "date | 03/04/2024 | | | | ambiguous-date",
      })
  void workedCases(
      String kind, String raw, String region, String canonical, String match, String issue) {
    KindContext context = Contexts.of(region, null);
    assertThat(Kinds.byName(kind).orElseThrow().standardise(raw, context))
        .isEqualTo(new Standardised(canonical, match, issue));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1980-03-04 | | 1980-03-04 | 19800304 |",
        "03/04/1980 | DMY | 1980-04-03 | 19800403 |",
        "03/04/1980 | MDY | 1980-03-04 | 19800304 |",
        "23/04/1980 | MDY | 1980-04-23 | 19800423 |",
        "80/03/04 | YMD | 1980-03-04 | 19800304 |",
        "03/04/1980 | | | 19800403 | ambiguous-date",
        "1856-86-18 | | | 18568618 | not-a-date",
        "02/30/1980 | MDY | | 19800230 | not-a-date",
        "1980 0304x | | | 19800304 | not-a-date",
        "1856 | | | | not-a-date",
        "2972-12-22 | | | 29721222 | in-the-future",
        "2026-01-01 | | 2026-01-01 | 20260101 |",
        "2026-01-02 | | | 20260102 | in-the-future",
        "0999-12-31 | | | 09991231 | implausible-date",
        "1000-01-01 | | 1000-01-01 | 10000101 |",
        "1500-06-01 | | 1500-06-01 | 15000601 |",
        "1900-01-01 | | 1900-01-01 | 19000101 |",
        "unknown | | | | placeholder",
      })
  void birthDates(String raw, DateOrder order, String canonical, String match, String issue) {
    assertThat(standardise("birth-date", raw, Contexts.of(null, order)))
        .isEqualTo(new Standardised(canonical, match, issue));
  }

  @ParameterizedTest
  @CsvSource({
    "03-04-1980, dd-MM-yyyy, 1980-04-03",
    "03-04-1980, MM-dd-yyyy, 1980-03-04",
    "03/04/1980, dd-MM-yyyy, 1980-04-03",
    "1980-04-03, dd-MM-yyyy, 1980-04-03",
  })
  void aDeclaredPatternDecidesAlsoAboutDatesThatStrayFromIt(
      String raw, String pattern, String canonical) {
    assertThat(standardise("birth-date", raw, Contexts.pattern(pattern)).canonical())
        .isEqualTo(canonical);
  }

  @Test
  void aDeclaredPatternReadsTimestamps() {
    KindContext context = Contexts.pattern("dd.MM.yyyy HH:mm");
    assertThat(standardise("timestamp", "03.04.2020 10:15", context).canonical())
        .isEqualTo("2020-04-03T10:15:00Z");
  }

  static Stream<Kind> kinds() {
    return Kinds.all().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTextWithNothingVisibleIsMissing(Kind kind) {
    assertThat(kind.standardise("\u200b \ufeff", Contexts.PLAIN)).isEqualTo(Standardised.missing());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTextWithoutEndIsNoValue(Kind kind) {
    Standardised endless = kind.standardise("x1 ".repeat(4000), Contexts.PLAIN);
    if (kind.name().equals("free-text")) {
      assertThat(endless.canonical()).hasSize(11_999);
    } else {
      assertThat(endless).isEqualTo(Standardised.invalid("too-long"));
    }
  }

  private static Standardised standardise(String kind, String raw, KindContext context) {
    return Kinds.byName(kind).orElseThrow().standardise(raw, context);
  }
}
