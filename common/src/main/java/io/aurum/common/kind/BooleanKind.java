package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Booleans;
import java.util.List;

/** Yes or no, from words in many languages. */
final class BooleanKind extends BaseKind {
  private static final long serialVersionUID = 1L;

  private static final Issue NOT_A_BOOLEAN =
      Issues.validity("not-a-boolean", "the word is neither yes nor no; map it at the source");

  BooleanKind() {
    super("boolean");
  }

  @Override
  public String summary() {
    return "yes or no";
  }

  @Override
  public PiiClass piiClass() {
    return PiiClass.NON_PII;
  }

  @Override
  public ValueType type() {
    return ValueType.BOOLEAN;
  }

  @Override
  Standardised read(String text, KindContext context) {
    return Booleans.read(text)
        .map(value -> Standardised.valid(value.toString(), value.toString()))
        .orElseGet(() -> Standardised.invalid(NOT_A_BOOLEAN.code()));
  }

  @Override
  List<Issue> ownIssues() {
    return List.of(NOT_A_BOOLEAN);
  }

  /** Choices change: the latest one holds. */
  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of(SurvivorshipRule.NEWEST, SurvivorshipRule.SOURCE_TRUST);
  }

  @Override
  public String mask(String canonical) {
    return canonical;
  }
}
