package io.aurum.common.merge;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.kind.ValueType;
import io.aurum.common.match.Survivorship;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the configured attributes survive; travels to the executors.
 *
 * @param attributes in the order of the configuration
 * @param groups names of the attributes that survive together
 */
public record SurvivorshipPlan(List<AttributeSettings> attributes, List<List<String>> groups)
    implements Serializable {

  /**
   * @throws AurumException exit code USAGE where a union is asked for that cannot be
   */
  public static SurvivorshipPlan of(Settings settings) {
    var plan =
        new SurvivorshipPlan(
            new ArrayList<>(settings.attributes()), new ArrayList<>(settings.groups().values()));
    plan.attributes.forEach(plan::requireUnionPossible);
    return plan;
  }

  /** How values are chosen among the records of one customer. */
  public Survivorship survivorship() {
    return new Survivorship(
        attributes.stream()
            .map(a -> new Survivorship.Attribute(a.name(), a.survivorship(), order(a)))
            .toList(),
        groups);
  }

  /** The canonical text as the type that the attribute has in {@code golden_customer}. */
  public Object typed(int attribute, String canonical) {
    return switch (attributes.get(attribute).kind().type()) {
      case TEXT -> canonical;
      case DATE -> LocalDate.parse(canonical);
      case TIMESTAMP -> Instant.parse(canonical);
      case NUMBER -> Double.valueOf(canonical);
      case BOOLEAN -> Boolean.valueOf(canonical);
    };
  }

  private static Comparator<String> order(AttributeSettings attribute) {
    return switch (attribute.kind().type()) {
      case NUMBER -> Comparator.comparing(BigDecimal::new);
      case DATE -> Comparator.comparing(LocalDate::parse);
      case TIMESTAMP -> Comparator.comparing(Instant::parse);
      case TEXT, BOOLEAN -> Comparator.naturalOrder();
    };
  }

  private void requireUnionPossible(AttributeSettings attribute) {
    if (!attribute.survivorship().contains(SurvivorshipRule.UNION)) {
      return;
    }
    if (attribute.kind().type() != ValueType.TEXT) {
      throw AurumException.of(
          ExitCode.USAGE,
          "Attribute %s of kind %s survives by union."
              .formatted(attribute.name(), attribute.kind().name()),
          "a union joins texts, and the values of this kind are no texts",
          "choose another rule in attributes.%s.survivorship".formatted(attribute.name()));
    }
    if (groups.stream().anyMatch(group -> group.get(0).equals(attribute.name()))) {
      throw AurumException.of(
          ExitCode.USAGE,
          "Attribute %s survives by union and leads a group.".formatted(attribute.name()),
          "a group survives whole, from one record, by the rules of its first attribute",
          "choose another rule in attributes.%s.survivorship, or take the attribute out of the group"
              .formatted(attribute.name()));
    }
  }
}
