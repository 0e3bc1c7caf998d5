package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.Issue;
import io.aurum.common.run.ContentHash;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All rules for the records of an entity, numbered in the order of its fields: {@code
 * record.empty}, then for each field {@code field.required} and one rule for each issue of its
 * kind. Rules that are off keep their numbers, so a mask means the same whatever the severities.
 */
final class RuleBook implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Name of the rule that a record holds something. */
  static final String EMPTY = "record.empty";

  private final Map<String, Rule> byName = new LinkedHashMap<>();

  RuleBook(List<FieldSettings> fields) {
    add(
        EMPTY,
        null,
        "completeness",
        Severity.ERROR,
        "The record has no value in any attribute; deliver values or leave the record out.",
        "");
    for (FieldSettings field : fields) {
      add(
          requiredName(field.name()),
          field.name(),
          "completeness",
          field.required(),
          "Attribute %s is required and has no valid value; fill or correct it in the source."
              .formatted(field.name()),
          field.kind().name());
      for (Issue issue : field.kind().issues()) {
        add(
            issueName(field.name(), issue.code()),
            field.name(),
            issue.dimension(),
            field.invalid(),
            "Attribute %s: %s".formatted(field.name(), issue.reason()),
            field.kind().name());
      }
    }
  }

  /** Every rule, by number. */
  List<Rule> all() {
    return new ArrayList<>(byName.values());
  }

  /** 64-bit words that a mask over all rules has. */
  int maskWords() {
    return (byName.size() + Long.SIZE - 1) / Long.SIZE;
  }

  Rule empty() {
    return byName.get(EMPTY);
  }

  Rule required(String attribute) {
    return byName.get(requiredName(attribute));
  }

  /**
   * The rule of an issue.
   *
   * @throws IllegalStateException where the kind raises an issue that it does not declare
   */
  Rule issue(String attribute, String code) {
    Rule rule = byName.get(issueName(attribute, code));
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
        name, new Rule(byName.size(), name, attribute, dimension, severity, reason, fingerprint));
  }

  private static String requiredName(String attribute) {
    return attribute + ".required";
  }

  private static String issueName(String attribute, String code) {
    return attribute + "." + code;
  }
}
