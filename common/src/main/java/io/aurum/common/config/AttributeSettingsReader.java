package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.flag;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads an attribute: its kind, and what the user overrides of what the kind brings. */
final class AttributeSettingsReader {
  /** Key whose value the short form of an attribute gives. */
  static final String SHORT_KEY = "kind";

  private static final Parser<String> KIND_NAME =
      Parsers.oneOf("kind", Kinds.all().stream().map(Kind::name).toList());

  private AttributeSettingsReader() {}

  /** Empty where the kind is missing or unknown, which is then a recorded problem. */
  static Optional<AttributeSettings> read(Section attribute) {
    Names.check(attribute, "attribute");
    rejectReserved(attribute);
    Optional<Kind> kind = Kinds.byName(attribute.require(SHORT_KEY, KIND_NAME));
    Optional<PiiClass> pii = attribute.find("pii", choice(PiiClass.class));
    Severity required = attribute.require("required", choice(Severity.class));
    Severity invalid = attribute.require("invalid", choice(Severity.class));
    Optional<Boolean> match = attribute.find("match", flag());
    List<SurvivorshipRule> rules = attribute.list("survivorship", choice(SurvivorshipRule.class));
    rejectBadRules(attribute, rules);
    return kind.map(
        k -> {
          rejectMatchWithoutComparator(attribute, k, match);
          return new AttributeSettings(
              attribute.key(),
              k,
              pii.orElse(k.piiClass()),
              required,
              invalid,
              match.orElse(k.comparator().isPresent()),
              rules.isEmpty() ? k.survivorship() : rules);
        });
  }

  private static void rejectReserved(Section attribute) {
    ReservedNames.reason(attribute.key())
        .ifPresent(
            reason ->
                attribute.reject(
                    "reserved name '" + attribute.path() + "'",
                    reason,
                    "choose another name, such as 'customer_"
                        + attribute.key().replaceFirst("_match$", "")
                        + "'"));
  }

  private static void rejectBadRules(Section attribute, List<SurvivorshipRule> rules) {
    if (new HashSet<>(rules).size() < rules.size()) {
      attribute.reject(
          "survivorship",
          "repeated rule in '" + attribute.pathTo("survivorship") + "'",
          "a rule that has not decided once does not decide later",
          "name each rule once");
    }
    if (rules.size() > 1 && rules.contains(SurvivorshipRule.UNION)) {
      attribute.reject(
          "survivorship",
          "idle rule in '" + attribute.pathTo("survivorship") + "'",
          "'union' keeps every value and decides alone",
          "write 'union' alone, or remove it");
    }
  }

  private static void rejectMatchWithoutComparator(
      Section attribute, Kind kind, Optional<Boolean> match) {
    if (match.orElse(false) && kind.comparator().isEmpty()) {
      attribute.reject(
          "match",
          "bad value 'true' for '" + attribute.pathTo("match") + "'",
          "values of the kind '"
              + kind.name()
              + "' are no evidence of identity and cannot be compared",
          "remove 'match' or choose another kind");
    }
  }
}
