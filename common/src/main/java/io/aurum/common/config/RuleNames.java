package io.aurum.common.config;

import io.aurum.common.kind.Issue;
import java.util.ArrayList;
import java.util.List;

/**
 * How rules are called: {@code record.empty}, {@code attribute.required}, and {@code
 * attribute.issue} for each issue of an attribute's kind.
 */
public final class RuleNames {
  /** Name of the rule that a record holds something. */
  public static final String EMPTY = "record.empty";

  private RuleNames() {}

  /** Name of the rule that an attribute has a valid value. */
  public static String required(String attribute) {
    return attribute + ".required";
  }

  /** Name of the rule that an attribute's values do not have an issue. */
  public static String issue(String attribute, String code) {
    return attribute + "." + code;
  }

  /** Names of all rules that attributes bring, in their order. */
  static List<String> of(List<AttributeSettings> attributes) {
    List<String> names = new ArrayList<>(List.of(EMPTY));
    for (AttributeSettings attribute : attributes) {
      names.add(required(attribute.name()));
      for (Issue issue : attribute.kind().issues()) {
        names.add(issue(attribute.name(), issue.code()));
      }
    }
    return names;
  }
}
