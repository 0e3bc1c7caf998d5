package io.aurum.common.config;

import io.aurum.common.kind.Kind;
import io.aurum.common.rule.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The records that rules can speak of, and their columns. */
final class RuleScopes {
  private static final String SOURCE = "source";
  private static final String ENTITY = "entity";

  private final List<SourceSettings> sources;
  private final Map<String, Map<String, Kind>> columnsOfSource = new LinkedHashMap<>();

  /**
   * @param attributes those of customers, by name
   */
  RuleScopes(List<SourceSettings> sources, Map<String, Kind> attributes) {
    this.sources = sources;
    for (SourceSettings source : sources) {
      columnsOfSource.put(source.name(), columns(source, attributes));
    }
  }

  /** Reads a scope from the keys {@code source} and {@code entity} of a section. */
  Scope read(Section section) {
    Optional<String> source =
        section.find(SOURCE, Parsers.oneOf("source", List.copyOf(columnsOfSource.keySet())));
    Optional<String> entity = section.find(ENTITY, Parsers.oneOf("entity", entities()));
    if (section.has(SOURCE) && section.has(ENTITY)) {
      section.reject(
          SOURCE,
          "contradictory section '" + section.path() + "'",
          "a source delivers records of one entity, which need not be said",
          "keep 'source' for one source, or 'entity' for all sources of it");
    }
    return source
        .map(name -> new Scope(entityOf(name), name))
        .orElseGet(() -> new Scope(entity.orElse(SourceSettings.CUSTOMER), ""));
  }

  /** Columns that the sources of a scope fill, by name. */
  Map<String, Kind> columns(Scope scope) {
    Map<String, Kind> columns = new LinkedHashMap<>();
    sources.stream()
        .filter(source -> scope.holds(source.entity(), source.name()))
        .forEach(source -> columns.putAll(columnsOfSource.get(source.name())));
    return columns;
  }

  private static Map<String, Kind> columns(SourceSettings source, Map<String, Kind> attributes) {
    Map<String, Kind> columns = new LinkedHashMap<>();
    if (source.isCustomer()) {
      attributes.forEach(
          (name, kind) -> {
            if (source.columns().containsKey(name)) {
              columns.put(name, kind);
            }
          });
    } else {
      source.fields().stream()
          .filter(field -> source.columns().containsKey(field.name()))
          .forEach(field -> columns.put(field.name(), field.kind()));
    }
    return columns;
  }

  private String entityOf(String source) {
    return sources.stream()
        .filter(s -> s.name().equals(source))
        .map(SourceSettings::entity)
        .findFirst()
        .orElse(SourceSettings.CUSTOMER);
  }

  private List<String> entities() {
    return List.copyOf(new TreeSet<>(sources.stream().map(SourceSettings::entity).toList()));
  }
}
