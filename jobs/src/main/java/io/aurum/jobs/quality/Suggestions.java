package io.aurum.jobs.quality;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.ReservedNames;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.KindInference;
import io.aurum.common.kind.Kinds;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a configuration could say beyond what it says: rules that the values of its sources keep,
 * and attributes for columns that nothing is mapped from. It is fed the values of all records.
 */
public final class Suggestions {
  private final Settings settings;
  private final LocalDate asOf;
  private final Map<String, Map<String, ColumnStudy>> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, ColumnStudy>> columns = new LinkedHashMap<>();

  /**
   * @param asOf date after which nothing may lie
   */
  public Suggestions(Settings settings, LocalDate asOf) {
    this.settings = settings;
    this.asOf = asOf;
  }

  /** Takes note of the value of a field that the source maps; null where there is none. */
  public void field(SourceSettings source, String name, String value) {
    fields
        .computeIfAbsent(source.name(), key -> new LinkedHashMap<>())
        .computeIfAbsent(
            name, key -> new ColumnStudy(field(source, name).kind(), context(source, name)))
        .add(value);
  }

  /** Takes note of the value of a column that the source does not map; null where there is none. */
  public void column(SourceSettings source, String name, String value) {
    columns
        .computeIfAbsent(source.name(), key -> new TreeMap<>())
        .computeIfAbsent(name, key -> new ColumnStudy(text(), context(source, name)))
        .add(value);
  }

  /**
   * The suggestions as the configuration writes them: {@code attributes}, {@code sources} and
   * {@code rules}, each only where there is something to suggest. A rule whose name the
   * configuration has already is not suggested again, so that a second answer adds to the first.
   */
  public Map<String, Map<String, Object>> document() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, Object> sources = new LinkedHashMap<>();
    Map<String, Object> rules = new LinkedHashMap<>();
    for (SourceSettings source : settings.sources()) {
      if (source.isCustomer()) {
        Map<String, Object> mapped = mapped(source, attributes);
        if (!mapped.isEmpty()) {
          sources.put(source.name(), Map.of("columns", mapped));
        }
      }
      fields
          .getOrDefault(source.name(), Map.of())
          .forEach(
              (name, study) ->
                  rules.putAll(SuggestedRules.of(source.name(), field(source, name), study)));
    }
    settings.rules().forEach(rule -> rules.remove(rule.name()));
    Map<String, Map<String, Object>> document = new LinkedHashMap<>();
    putUnlessEmpty(document, "attributes", attributes);
    putUnlessEmpty(document, "sources", sources);
    putUnlessEmpty(document, "rules", rules);
    return document;
  }

  /** Columns by attribute; attributes that are not declared yet are added to the given ones. */
  private Map<String, Object> mapped(SourceSettings source, Map<String, Object> attributes) {
    Map<String, Object> mapped = new LinkedHashMap<>();
    columns
        .getOrDefault(source.name(), Map.of())
        .forEach(
            (column, study) ->
                kind(column, study)
                    .ifPresent(
                        kind -> {
                          String name = attribute(source, column, kind, attributes);
                          if (!isDeclared(name)) {
                            attributes.put(name, kind.name());
                          }
                          mapped.put(name, column);
                        }));
    return mapped;
  }

  private static Optional<Kind> kind(String column, ColumnStudy study) {
    return study.looksLike().map(KindInference.Guess::kind).or(() -> ColumnNames.kind(column));
  }

  /** A name of the column's own, with that of its source where another kind has taken it. */
  private String attribute(
      SourceSettings source, String column, Kind kind, Map<String, Object> suggested) {
    String name = ColumnNames.snakeCase(column);
    boolean free =
        !isDeclared(name)
            && ReservedNames.reason(name).isEmpty()
            && suggested.getOrDefault(name, kind.name()).equals(kind.name());
    return free ? name : source.name() + "_" + name;
  }

  private boolean isDeclared(String attribute) {
    return settings.attributes().stream().anyMatch(a -> a.name().equals(attribute));
  }

  private FieldSettings field(SourceSettings source, String name) {
    return settings.fields(source).stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private KindContext context(SourceSettings source, String field) {
    return new KindContext(
        source.region(),
        source.dateOrder(),
        Optional.ofNullable(source.columns().get(field)).flatMap(mapping -> mapping.datePattern()),
        asOf);
  }

  private static Kind text() {
    return Kinds.byName("free-text").orElseThrow();
  }

  private static void putUnlessEmpty(
      Map<String, Map<String, Object>> document, String key, Map<String, Object> section) {
    if (!section.isEmpty()) {
      document.put(key, section);
    }
  }
}
