package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.text.Transliteration.Umlauts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Familiar forms that every English, Polish or Russian speaker knows, and how the table hangs. */
@Tag("fast")
class NicknamesTest {

  @ParameterizedTest
  @CsvSource({
    "BILL, WILLIAM",
    "BILL, WILL",
    "BOB, ROBERT",
    "PEGGY, MARGARET",
    "DICK, RICHARD",
    "JACK, JOHN",
    "LIZ, ELIZABETH",
    "TED, EDWARD",
    "TED, THEODORE",
    "KATE, CATHERINE",
    "SASHA, ALEKSANDR",
    "SASHA, ALEKSANDRA",
    "KASIA, KATARZYNA",
    "TOMEK, TOMASZ",
    "TOMASZ, THOMAS",
    "MISHA, MIKHAIL",
    "BILL, BILL",
  })
  void related(String a, String b) {
    assertThat(Nicknames.related(a, b)).isTrue();
    assertThat(Nicknames.related(b, a)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "BILL, ROBERT",
    "EDWARD, THEODORE",
    "ALEKSANDR, ALEKSANDRA",
    "ANNA, MARIA",
    "XERXES, XERXES",
    "bill, william",
    "BILL, XERXES",
  })
  void unrelated(String a, String b) {
    assertThat(Nicknames.related(a, b)).isFalse();
    assertThat(Nicknames.related(b, a)).isFalse();
  }

  @Test
  void everyNameOfAGroupStandsForItsFullName() {
    for (String group : Nicknames.GROUPS) {
      List<String> names = List.of(group.split(" ", -1));
      assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(1);
      assertThat(names)
          .allMatch(name -> Nicknames.related(name, names.get(0)))
          .allMatch(name -> Nicknames.related(names.get(0), name))
          .allMatch(name -> name.equals(MatchForms.words(name, Umlauts.PLAIN)));
    }
  }

  @Test
  void relationIsSymmetricOverTheWholeTable() {
    Set<String> known = Nicknames.known();
    for (String a : known) {
      for (String b : known) {
        assertThat(Nicknames.related(a, b)).isEqualTo(Nicknames.related(b, a));
      }
    }
  }
}
