package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail addresses. */
@Tag("fast")
class EmailsTest {

  @ParameterizedTest
  @CsvSource({
    "John.Doe@Site.ORG, John.Doe@site.org, john.doe@site.org",
    "j.doe+news@gmail.com, j.doe+news@gmail.com, jdoe@gmail.com",
    "J.Doe@GoogleMail.com, J.Doe@googlemail.com, jdoe@gmail.com",
    "a+b+c@site.org, a+b+c@site.org, a@site.org",
    "o'brien@site.org, o'brien@site.org, o'brien@site.org",
    "mailto:ann@site.org, ann@site.org, ann@site.org",
    "Ann Lee <ann@site.org>, ann@site.org, ann@site.org",
    "ann@site.org;, ann@site.org, ann@site.org",
    "żółw@łódź.pl, żółw@łódź.pl, żółw@xn--d-uga0v4h.pl",
    "ann@bücher.de, ann@bücher.de, ann@xn--bcher-kva.de",
    "ann@xn--bcher-kva.de, ann@bücher.de, ann@xn--bcher-kva.de",
    "用户@例子.中国, 用户@例子.中国, 用户@xn--fsqu00a.xn--fiqs8s",
    "+tag@site.org, +tag@site.org, +tag@site.org",
  })
  void addressesAreReadAsOneMailbox(String text, String canonical, String mailbox) {
    assertThat(Emails.read(text).map(Emails.Address::canonical)).hasValue(canonical);
    assertThat(Emails.read(text).map(Emails.Address::mailbox)).hasValue(mailbox);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann",
        "@site.org",
        "ann@",
        "ann@site",
        "ann@@site.org",
        "a..b@site.org",
        ".a@site.org",
        "a.@site.org",
        "a b@site.org",
        "ann@-site.org",
        "ann@site-.org",
        "ann@si_te.org",
        "ann@site.c",
        "ann@site.123",
        "ann@127.0.0.1",
        "ann@[127.0.0.1]",
        "ann@site..org",
        "\"a b\"@site.org",
        "ann@site.org, bob@site.org",
      })
  void otherTextsAreNoAddresses(String text) {
    assertThat(Emails.read(text)).isEmpty();
  }

  @Test
  void theLocalPartHasAtMost64Octets() {
    assertThat(Emails.read("a".repeat(64) + "@site.org")).isPresent();
    assertThat(Emails.read("a".repeat(65) + "@site.org")).isEmpty();
    assertThat(Emails.read("ż".repeat(33) + "@site.org")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a@example.com, true",
    "a@mail.example.org, true",
    "a@shop.test, true",
    "a@x.invalid, true",
    "a@myexample.com, false",
    "a@test.com, false",
  })
  void reservedDomainsAreThoseOfTheStandard(String text, boolean reserved) {
    assertThat(Emails.read(text).map(Emails.Address::reserved)).hasValue(reserved);
  }

  @ParameterizedTest
  @CsvSource({
    "info@site.org, true",
    "No-Reply@site.org, true",
    "sales+eu@site.org, true",
    "x@mailinator.com, true",
    "anna@site.org, false",
    "information@site.org, false",
  })
  void sharedMailboxesAreNobodysAlone(String text, boolean shared) {
    assertThat(Emails.read(text).map(Emails.Address::shared)).isEqualTo(Optional.of(shared));
  }
}
