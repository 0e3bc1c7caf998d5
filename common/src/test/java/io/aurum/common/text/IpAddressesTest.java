package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Internet addresses; the canonical forms are the examples of RFC 5952 section 4. */
@Tag("fast")
class IpAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, 8.8.8.8",
    "255.255.255.255, 255.255.255.255",
    "2001:0DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "::1, ::1",
    "FE80::1, fe80::1",
    "::ffff:192.0.2.1, 192.0.2.1",
  })
  void addressesAreCanonical(String text, String canonical) {
    assertThat(IpAddresses.read(text)).hasValue(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.04",
        "1.2.3.4.",
        "a.b.c.d",
        "1::2::3",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        ":::",
        "1:2:3:4:5:6:7:",
        "fe80::1%eth0",
        "site.org",
      })
  void otherTextsAreNone(String text) {
    assertThat(IpAddresses.read(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8.8.8.8, 8.8.8.0", "2001:db8:1:2:3:4:5:6, 2001:db8:1::", "::1, ::"})
  void networksNameNobody(String canonical, String network) {
    assertThat(IpAddresses.network(canonical)).isEqualTo(network);
  }
}
