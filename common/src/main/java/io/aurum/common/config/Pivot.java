package io.aurum.common.config;

import static io.aurum.common.config.Parsers.text;

import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Entities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a feature of facts into one for each of some values of a column, such as {@code
 * spend_amount} into {@code spend_tea_amount} and {@code spend_coffee_amount}.
 *
 * @param by column whose values are told apart
 * @param values whose facts count, one feature each
 */
record Pivot(Section pivot, Section feature, String by, List<String> values) {
  static final String KEY = "pivot";
  private static final String VALUES = "values";

  /** A name and the unit that it ends with. */
  private static final Pattern NAME =
      Pattern.compile("(.+?)(_(?:amount|days|rate|share|score|seconds))?");

  /** Reads the pivot of a feature. */
  static Pivot read(Section pivot, Section feature) {
    Optional<String> entity = feature.find("entity", text());
    return new Pivot(
        pivot,
        feature,
        pivot.require("by", FeatureReader.column(entity.flatMap(Entities::byName))),
        pivot.requireList(VALUES, text()).stream().distinct().toList());
  }

  /**
   * Puts the features in the place of the one that they are made of.
   *
   * @param names of all features that are declared
   * @param read features that the sources can fill, by name
   */
  void turn(Set<String> names, Map<String, Feature> read) {
    names.remove(feature.key());
    Optional<Feature> whole = Optional.ofNullable(read.remove(feature.key()));
    if (whole.isPresent() && !(whole.get().origin() instanceof OfFacts)) {
      pivot.reject(
          "pivot of no facts '" + feature.path() + "'",
          "what is told apart is what facts are summed up by",
          "remove it, or add 'entity' and 'take'");
      return;
    }
    for (String value : values) {
      String name = name(value);
      if (!names.add(name)) {
        pivot.reject(
            VALUES,
            "two features '" + name + "'",
            "'%s' of '%s' is called as another one".formatted(value, feature.path()),
            "declare one of them by itself, with 'where' instead of 'pivot'");
      }
      whole.ifPresent(of -> read.put(name, of(of, name, value)));
    }
  }

  private String name(String value) {
    Matcher parts = NAME.matcher(feature.key());
    String unit = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
    String stem = feature.key().substring(0, feature.key().length() - unit.length());
    return HeaderRow.snakeCase(stem + "_" + value + unit);
  }

  private Feature of(Feature whole, String name, String value) {
    OfFacts facts = (OfFacts) whole.origin();
    String only = "%s = '%s'".formatted(by, value.replace("\\", "\\\\").replace("'", "\\'"));
    Condition where =
        new Condition(
            facts.where().isNone() ? only : "(%s) and %s".formatted(facts.where().sql(), only),
            facts.where().isNone() ? pivot.placeOf(VALUES).toString() : facts.where().place());
    OfFacts some =
        new OfFacts(
            facts.entity(),
            facts.take(),
            facts.column(),
            facts.window(),
            where,
            facts.steps(),
            facts.smoothing());
    return new Feature(
        name,
        some,
        whole.shape(),
        whole.type(),
        "%s Of %s alone.".formatted(whole.description(), value));
  }
}
