package io.aurum.common.lake;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.Issue;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Standardised;
import io.aurum.common.kind.ValueType;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.util.List;

/** A kind that is only declared: enough for contracts. */
record TestKind(PiiClass piiClass, ValueType type) implements Kind {
  private static final long serialVersionUID = 1L;

  static AttributeSettings attribute(String name, PiiClass pii, ValueType type) {
    return new AttributeSettings(
        name, new TestKind(pii, type), pii, Severity.INFO, Severity.INFO, false, List.of());
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public String summary() {
    return "A value for tests.";
  }

  @Override
  public Standardised standardise(String raw, KindContext context) {
    throw new UnsupportedOperationException("Contracts do not standardise");
  }

  @Override
  public List<Issue> issues() {
    return List.of();
  }

  @Override
  public List<SurvivorshipRule> survivorship() {
    return List.of();
  }

  @Override
  public String mask(String canonical) {
    throw new UnsupportedOperationException("Contracts do not mask");
  }
}
