package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The keys that values give. */
@Tag("fast")
class BlockingKeysTest {

  @Test
  void namesGiveEachNameAndItsSoundButNoInitials() {
    assertThat(keys(BlockingKeys::name, "J SMITH")).containsExactly("name=SMITH", "sound=SM0");
    assertThat(keys(BlockingKeys::words, "12 HIGH ST"))
        .containsExactly("word=12", "word=HIGH", "word=ST");
    assertThat(keys(BlockingKeys::place, "SMITH TOWN"))
        .containsExactly("exact=SMITH TOWN", "sound=SM0");
  }

  @Test
  void datesGiveTheirParts() {
    assertThat(keys(BlockingKeys::date, "19800512"))
        .containsExactly("exact=19800512", "year-month=198005", "month-day=0512", "year=1980");
    assertThat(keys(BlockingKeys::date, "1980")).containsExactly("exact=1980");
  }

  @Test
  void contactsGiveWhatSurvivesAnotherNotation() {
    assertThat(keys(BlockingKeys::email, "a.b@x.com"))
        .containsExactly("exact=a.b@x.com", "mailbox=a.b");
    assertThat(keys(BlockingKeys::email, "@x.com")).containsExactly("exact=@x.com");
    assertThat(keys(BlockingKeys::phone, "48601234567")).containsExactly("suffix=1234567");
    assertThat(keys(BlockingKeys::phone, "112")).containsExactly("suffix=112");
  }

  @Test
  void codesGiveTheirHalves() {
    assertThat(keys(BlockingKeys::postalCode, "00950")).containsExactly("exact=00950", "area=009");
    assertThat(keys(BlockingKeys::code, "A17BC"))
        .containsExactly("exact=A17BC", "head=A1", "tail=7BC");
    assertThat(keys(BlockingKeys::code, "A17")).containsExactly("exact=A17");
    assertThat(keys(BlockingKeys::exact, "A 17")).containsExactly("exact=A 17");
  }

  private static List<String> keys(MatchAttribute.Keys keys, String text) {
    List<String> found = new ArrayList<>();
    keys.accept(Value.of(text), (form, key) -> found.add(form + "=" + key));
    return found;
  }
}
