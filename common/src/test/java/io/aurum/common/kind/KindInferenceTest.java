package io.aurum.common.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class KindInferenceTest {
  private static final KindContext NOWHERE = context(null);
  private static final KindContext BRITAIN = context("GB");
  private static final KindContext GERMANY = context("DE");

  @Test
  void formsTellKinds() {
    assertThat(kind(NOWHERE, "ann@mail.org", "bob.ray@web.de")).isEqualTo("email");
    assertThat(kind(NOWHERE, "192.168.0.1", "2001:db8::1")).isEqualTo("ip");
    assertThat(kind(NOWHERE, "yes", "no")).isEqualTo("boolean");
    assertThat(kind(NOWHERE, "F", "M", "female")).isEqualTo("gender");
    assertThat(kind(NOWHERE, "1980-02-03", "03/04/1975", "1991-12-24")).isEqualTo("birth-date");
    assertThat(kind(NOWHERE, "2010-12-01 08:26", "01.12.2010 09:00")).isEqualTo("timestamp");
    assertThat(kind(NOWHERE, "2026-01-03", "2025-11-30")).isEqualTo("timestamp");
    assertThat(kind(NOWHERE, "+44 20 7946 0958", "+49 30 901820")).isEqualTo("phone");
    assertThat(kind(BRITAIN, "020 7946 0958", "0161 496 0000")).isEqualTo("phone");
    assertThat(kind(NOWHERE, "Germany", "GB", "FRA")).isEqualTo("country");
    assertThat(kind(NOWHERE, "12.50", "1,234.00", "-3")).isEqualTo("number");
    assertThat(kind(NOWHERE, "C-00012", "C-00013")).isEqualTo("account-id");
    assertThat(kind(NOWHERE, "000123", "000124")).isEqualTo("account-id");
    assertThat(kind(NOWHERE, "12 High Street", "Hauptstrasse 5", "7 Mill Lane"))
        .isEqualTo("address-line");
    assertThat(kind(NOWHERE, "Miller Ltd", "Kraus GmbH", "Northwind")).isEqualTo("company-name");
    assertThat(kind(NOWHERE, "the parcel came two days late", "all good")).isEqualTo("free-text");
  }

  @Test
  void postalCodesNeedTheirRegion() {
    assertThat(kind(BRITAIN, "LS1 4AB", "SW1A 1AA")).isEqualTo("postal-code");
    assertThat(kind(GERMANY, "10115", "01067")).isEqualTo("postal-code");
    assertThat(kind(GERMANY, "10115", "80331")).as("could be any number").isEqualTo("number");
    assertThat(kind(NOWHERE, "LS1-4AB", "SW1A-1AA")).isEqualTo("account-id");
  }

  @Test
  void namesHaveNoForm() {
    assertThat(kind(NOWHERE, "Ann", "Bob", "Eve")).isNull();
    assertThat(kind(NOWHERE)).isNull();
    assertThat(kind(NOWHERE, "\u200b")).isNull();
  }

  @Test
  void fewValuesOfManyRowsAreACategory() {
    List<String> values = List.of("Gold", "Silver");
    assertThat(KindInference.of(values, 2, 20, NOWHERE).orElseThrow().kind().name())
        .isEqualTo("category");
    assertThat(KindInference.of(values, 2, 19, NOWHERE)).isEmpty();
  }

  @Test
  void nineInTenIsEnough() {
    List<String> mails =
        IntStream.range(0, 10).mapToObj(i -> i == 0 ? "none" : "m" + i + "@mail.org").toList();
    var guess = KindInference.of(mails, 10, 10, NOWHERE).orElseThrow();
    assertThat(guess.kind().name()).isEqualTo("email");
    assertThat(guess.share()).isEqualTo(0.9);
    assertThat(kind(NOWHERE, "a@mail.org", "b@mail.org", "nobody")).isNotEqualTo("email");
  }

  private static String kind(KindContext context, String... values) {
    return KindInference.of(List.of(values), values.length, values.length, context)
        .map(guess -> guess.kind().name())
        .orElse(null);
  }

  private static KindContext context(String region) {
    return new KindContext(
        Optional.ofNullable(region), Optional.empty(), Optional.empty(), LocalDate.of(2026, 2, 1));
  }
}
