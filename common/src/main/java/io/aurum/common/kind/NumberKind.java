package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Number; decimal point or comma and thousands separators are told by form. */
final class NumberKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_A_NUMBER =
      Issues.validity("not-a-number", "the text is no number; check units and the column mapping");

  NumberKind() {
    super("number");
  }

  @Override
  public String summary() {
    return "number";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.NON_PII;
  }

  @Override
  public ValueType type() {
    return ValueType.NUMBER;
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Numbers.read(text)
        .map(number -> Standardised.valid(number, number))
        .orElseGet(() -> Standardised.invalid(NOT_A_NUMBER.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_A_NUMBER);
  }

  @Override
  boolean guardsCards() {
    return false;
  }

  @Override
  public Optional<Comparator> comparator() {
    return Optional.of(Comparators.number());
  }

  /** Measures change: the latest one holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(
        SurvivorshipRule.NEWEST, SurvivorshipRule.MOST_FREQUENT, SurvivorshipRule.SOURCE_TRUST);
  }

  @Override
  public String mask(String canonical) {
    return canonical;
  }
}
