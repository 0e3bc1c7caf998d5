package io.aurum.common.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.match.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds for every kind, every text and every context. */
@Tag("fast")
class KindProperties {
  private static final Set<String> TRANSLITERATING =
      Set.of(
          "given-name",
          "family-name",
          "full-name",
          "address-line",
          "city",
          "region",
          "postal-code",
          "national-id",
          "company-name");

  @Property(seed = "42")
  void nothingIsThrownAndOnlyDeclaredIssuesAreRaised(
      @ForAll("kinds") Kind kind, @ForAll("texts") String raw, @ForAll("contexts") KindContext c) {
    Standardised value = kind.standardise(raw, c);
    if (value.issue() != null) {
      assertThat(kind.issues()).extracting(Issue::code).contains(value.issue());
      assertThat(value.canonical()).isNull();
    }
    if (value.canonical() != null) {
      assertThat(value.canonical()).isNotBlank();
      assertThat(kind.mask(value.canonical())).isNotBlank();
    }
  }

  @Property(seed = "42")
  void canonicalValuesAreStandardisedAlready(
      @ForAll("kinds") Kind kind, @ForAll("texts") String raw, @ForAll("contexts") KindContext c) {
    Standardised value = kind.standardise(raw, c);
    if (value.canonical() != null) {
      assertThat(kind.standardise(value.canonical(), c)).isEqualTo(value);
    }
  }

  @Property(seed = "42")
  void matchFormsOfWordsAreUpperCaseAscii(
      @ForAll("kinds") Kind kind, @ForAll("texts") String raw, @ForAll("contexts") KindContext c) {
    String match = kind.standardise(raw, c).match();
    if (match != null && TRANSLITERATING.contains(kind.name())) {
      assertThat(match).matches("[A-Z0-9]+( [A-Z0-9]+)*");
    }
  }

  @Property(seed = "42")
  void matchFormsCanBeCompared(
      @ForAll("kinds") Kind kind,
      @ForAll("texts") String first,
      @ForAll("texts") String second,
      @ForAll("contexts") KindContext c) {
    String a = kind.standardise(first, c).match();
    String b = kind.standardise(second, c).match();
    if (a != null && b != null && kind.comparator().isPresent()) {
      var comparator = kind.comparator().get();
      int level = comparator.level(Value.of(a), Value.of(b));
      assertThat(level).isBetween(0, comparator.levels().size() - 1);
      assertThat(comparator.level(Value.of(a), Value.of(a))).isZero();
    }
  }

  @Property(seed = "42")
  void canonicalValuesParseAsTheirType(
      @ForAll("kinds") Kind kind, @ForAll("texts") String raw, @ForAll("contexts") KindContext c) {
    String canonical = kind.standardise(raw, c).canonical();
    if (canonical == null) {
      return;
    }
    switch (kind.type()) {
      case DATE -> assertThat(LocalDate.parse(canonical)).hasToString(canonical);
      case TIMESTAMP -> assertThat(Instant.parse(canonical)).isNotNull();
      case NUMBER -> assertThat(new BigDecimal(canonical).toPlainString()).isEqualTo(canonical);
      case BOOLEAN -> assertThat(canonical).isIn("true", "false");
      case TEXT -> assertThat(canonical).isNotBlank();
    }
  }

  @Property(seed = "42", tries = 200)
  void veryLongTextsAreNoTrouble(
      @ForAll("kinds") Kind kind, @ForAll("texts") String raw, @ForAll("contexts") KindContext c) {
    String endless = (raw + "a").repeat(10_000 / (raw.length() + 1) + 1);
    assertThat(kind.standardise(endless, c)).isNotNull();
  }

  @Provide
  Arbitrary<Kind> kinds() {
    return Arbitraries.of(Kinds.all());
  }

  @Provide
  Arbitrary<KindContext> contexts() {
    List<KindContext> contexts = new ArrayList<>();
    for (String region : new String[] {null, "US", "GB", "DE", "PL", "RU", "CN", "FR"}) {
      contexts.add(Contexts.of(region, null));
      contexts.add(Contexts.of(region, DateOrder.DMY));
      contexts.add(Contexts.of(region, DateOrder.MDY));
      contexts.add(Contexts.of(region, DateOrder.YMD));
    }
    return Arbitraries.of(contexts);
  }

  /** Random characters of all planes, characters that mean something to a kind, and real values. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> anything = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> telling =
        Arbitraries.strings()
            .withChars("aZżß李жé0123456789 .,-/+@:'()#\u200b\u0301\u00a0")
            .ofMinLength(1)
            .ofMaxLength(25);
    Arbitrary<String> words =
        Arbitraries.of(
                "Dr.",
                "Mr",
                "Jr",
                "III",
                "van",
                "der",
                "Anna",
                "NOWAK",
                "o'brien",
                "Мария",
                "王小明",
                "test",
                "unknown",
                "na",
                "ul.",
                "St",
                "Str.",
                "Flat",
                "#",
                "12",
                "12a",
                "GmbH",
                "Ltd",
                "&",
                "@",
                "site.org",
                "info@site.org",
                "+48",
                "601234567",
                "1980-03-04",
                "03/04/80",
                "March",
                "10:15",
                "pm",
                "1,234.50",
                "yes",
                "::1",
                "SW1A",
                "1AA",
                ",",
                "mcd",
                "ẞ",
                "ŉ",
                "ﬃ",
                "İ",
                "ǆ",
                "ΐ")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(list -> String.join(" ", list));
    return Arbitraries.oneOf(anything, telling, words);
  }
}
