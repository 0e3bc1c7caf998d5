package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What every comparator owes: a level, the same in both directions, 0 for equal texts alone. */
@Tag("fast")
class ComparatorsProperties {

  @Property(seed = "42")
  void textsAreComparedSymmetrically(
      @ForAll("comparators") Comparator comparator,
      @ForAll("words") String a,
      @ForAll("words") String b) {
    assertContract(comparator, a, b);
  }

  @Property(seed = "42")
  void datesAndCodesAreComparedSymmetrically(
      @ForAll("comparators") Comparator comparator,
      @ForAll("digits") String a,
      @ForAll("digits") String b) {
    assertContract(comparator, a, b);
  }

  @Property(seed = "42")
  void numbersAreComparedSymmetrically(@ForAll("numbers") String a, @ForAll("numbers") String b) {
    assertContract(Comparators.number(), a, b);
  }

  private static void assertContract(Comparator comparator, String a, String b) {
    int level = comparator.level(Value.of(a), Value.of(b));
    assertThat(level)
        .isEqualTo(comparator.level(Value.of(b), Value.of(a)))
        .isBetween(0, comparator.levels().size() - 1);
    assertThat(level == 0).isEqualTo(a.equals(b));
  }

  @Provide
  Arbitrary<Comparator> comparators() {
    return Arbitraries.of(
        List.of(
            Comparators.givenName(),
            Comparators.familyName(),
            Comparators.fullName(),
            Comparators.date(),
            Comparators.email(),
            Comparators.phone(),
            Comparators.addressLine(),
            Comparators.city(),
            Comparators.postalCode(),
            Comparators.code(),
            Comparators.exact(),
            Comparators.category(),
            Comparators.companyName()));
  }

  /** One to four words, many of them slips of others. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "ANNA",
            "ANN",
            "ANA",
            "HANNAH",
            "JOHN",
            "JON",
            "JHON",
            "BILL",
            "WILLIAM",
            "J",
            "12",
            "14",
            "12A",
            "SMITH",
            "SMYTH",
            "A@B",
            "JOHNSON",
            "JOHNSTON",
            "JOHNSTN")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<String> digits() {
    return Arbitraries.strings().withChars('0', '1', '2').ofMinLength(7).ofMaxLength(9);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.of(
        "0", "0.0", "-0", "1", "1.0", "-1", "0.99", "0.995", "100", "109", "1e3", "1e400",
        "-1e400");
  }
}
