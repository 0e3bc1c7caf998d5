package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.RuleNames;
import io.aurum.common.config.RuleSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.Issue;
import io.aurum.common.rule.RowRule;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.run.ContentHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All rules for the records of an entity, numbered in the order of its fields: {@code
 * record.empty}, then for each field {@code field.required} and one rule for each issue of its
 * kind, then those of the user in the order of their names. Rules that are off keep their numbers,
 * so a mask means the same whatever the severities.
 */
final class RuleBook implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, Rule> byName = new LinkedHashMap<>();
  private final List<UserRule> userRules = new ArrayList<>();

  /** A rule of the user with its definition. */
  record UserRule(Rule rule, RuleSettings settings) implements Serializable {

    /** How it is asked of records one by one. */
    RowRule asRowRule() {
      return new RowRule(
          rule.number(),
          settings.check(),
          settings.where().isNone() ? Optional.empty() : Optional.of(settings.where().sql()));
    }
  }

  /**
   * @param ofUser rules of the user for records of the entity, in the order of their names
   */
  RuleBook(List<FieldSettings> fields, List<RuleSettings> ofUser) {
    add(
        RuleNames.EMPTY,
        null,
        "completeness",
        Severity.ERROR,
        "The record has no value in any attribute; deliver values or leave the record out.",
        "");
    for (FieldSettings field : fields) {
      add(
          RuleNames.required(field.name()),
          field.name(),
          "completeness",
          field.required(),
          "Attribute %s is required and has no valid value; fill or correct it in the source."
              .formatted(field.name()),
          field.kind().name());
      for (Issue issue : field.kind().issues()) {
        add(
            RuleNames.issue(field.name(), issue.code()),
            field.name(),
            issue.dimension(),
            field.invalid(),
            "Attribute %s: %s".formatted(field.name(), issue.reason()),
            field.kind().name());
      }
    }
    ofUser.forEach(this::add);
  }

  /** Every rule, by number. */
  List<Rule> all() {
    return new ArrayList<>(byName.values());
  }

  /** 64-bit words that a mask over all rules has. */
  int maskWords() {
    return (byName.size() + Long.SIZE - 1) / Long.SIZE;
  }

  /** Those of the user. */
  List<UserRule> ofUser() {
    return userRules;
  }

  /** The rule of that name, which exists. */
  Rule named(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  Rule empty() {
    return byName.get(RuleNames.EMPTY);
  }

  Rule required(String attribute) {
    return byName.get(RuleNames.required(attribute));
  }

  /**
   * The rule of an issue.
   *
   * @throws IllegalStateException where the kind raises an issue that it does not declare
   */
  Rule issue(String attribute, String code) {
    Rule rule = byName.get(RuleNames.issue(attribute, code));
    if (rule == null) {
      throw new IllegalStateException(
          "The kind of attribute %s raises the undeclared issue %s".formatted(attribute, code));
    }
    return rule;
  }

  private void add(
      String name,
      String attribute,
      String dimension,
      Severity severity,
      String reason,
      String kind) {
    String fingerprint =
        new ContentHash()
            .add(name)
            .add(kind)
            .add(dimension)
            .add(severity.name().toLowerCase(Locale.ROOT))
            .finish();
    byName.put(
        name,
        new Rule(byName.size(), name, attribute, dimension, severity, reason, fingerprint, null));
  }

  private void add(RuleSettings settings) {
    RuleCheck check = settings.check();
    Rule rule =
        new Rule(
            byName.size(),
            settings.name(),
            check instanceof RuleCheck.OfSource || check.columns().size() != 1
                ? null
                : check.columns().get(0),
            settings.dimension(),
            settings.severity(),
            "The record does not keep the rule '%s': %s. Correct it in the source, or the rule."
                .formatted(settings.name(), settings.description()),
            fingerprint(settings),
            settings.maxFailedRate());
    byName.put(rule.name(), rule);
    userRules.add(new UserRule(rule, settings));
  }

  private static String fingerprint(RuleSettings settings) {
    return new ContentHash()
        .add(settings.name())
        .add(settings.scope().entity())
        .add(settings.scope().source())
        .add(settings.check().getClass().getSimpleName())
        .add(settings.check().words())
        .add(settings.where().sql())
        .add(settings.dimension())
        .add(settings.severity().name())
        .add(Double.toString(settings.maxFailedRate()))
        .finish();
  }
}
