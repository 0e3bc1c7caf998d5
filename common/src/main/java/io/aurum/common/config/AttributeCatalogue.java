package io.aurum.common.config;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes that the configuration declares, for what refers to them by name.
 *
 * @param byName declared attributes with their kinds; empty where a kind is unknown
 */
record AttributeCatalogue(Map<String, Optional<Kind>> byName) {

  static AttributeCatalogue of(Map<String, Optional<AttributeSettings>> attributes) {
    Map<String, Optional<Kind>> byName = new LinkedHashMap<>();
    attributes.forEach(
        (name, attribute) -> byName.put(name, attribute.map(AttributeSettings::kind)));
    return new AttributeCatalogue(byName);
  }

  /** Records a problem unless a mapping's attribute is declared and can take what it gives. */
  void check(Section mapping) {
    String attribute = mapping.key();
    if (!byName.containsKey(attribute)) {
      mapping.reject(
          "undeclared attribute '" + mapping.path() + "'",
          "'" + attribute + "' is not declared under 'attributes'",
          remedy(attribute));
    }
    byName
        .getOrDefault(attribute, Optional.empty())
        .ifPresent(kind -> ColumnMappingReader.rejectIdlePattern(mapping, kind));
  }

  /** Parses the name of a declared attribute. */
  Parser<String> reference() {
    return Parsers.oneOf("attribute", byName.keySet());
  }

  private String remedy(String attribute) {
    return Nearest.to(attribute, byName.keySet())
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(
            () ->
                "declare it: attributes { "
                    + attribute
                    + " = "
                    + Nearest.to(attribute, Kinds.all().stream().map(Kind::name).toList())
                        .orElse("<kind>")
                    + " }");
  }
}
