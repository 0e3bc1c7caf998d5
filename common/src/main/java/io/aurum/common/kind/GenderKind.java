package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Genders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gender as {@code female}, {@code male} or {@code other}, from words in many languages. */
final class GenderKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue UNKNOWN_GENDER =
      Issues.validity("unknown-gender", "the word names no gender; map it at the source");

  GenderKind() {
    super("gender");
  }

  @Override
  public String summary() {
    return "gender: female, male or other";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.LINKABLE;
  }

  @Override
  public ValueType type() {
    return ValueType.TEXT;
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Genders.read(text)
        .map(gender -> Standardised.valid(gender, match(gender)))
        .orElseGet(() -> Standardised.invalid(UNKNOWN_GENDER.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(UNKNOWN_GENDER);
  }

  private static String match(String gender) {
    return gender.equals("other") ? "X" : gender.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.exact());
  }

  /** What most records say; where they are even, what the customer said last. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.MOST_FREQUENT, SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST);
  }

  @Override
  public String mask(String canonical) {
    return canonical;
  }
}
