package io.aurum.jobs.anomaly;

import io.aurum.common.config.AnomalySettings;
import io.aurum.common.lake.ItemNames;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.series.Cube.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the catalogues of an analysis call values of its dimensions. */
final class Names {
  private final AnomalySettings analysis;
  private final Map<String, Map<String, String>> byDimension;

  private Names(AnomalySettings analysis, Map<String, Map<String, String>> byDimension) {
    this.analysis = analysis;
    this.byDimension = byDimension;
  }

  /**
   * Looks names up.
   *
   * @param tables to read catalogues from
   * @param values that sentences will name, by dimension
   */
  static Names read(MiningRows tables, AnomalySettings analysis, Map<String, Set<String>> values) {
    Map<String, Map<String, String>> names = new TreeMap<>();
    analysis
        .catalogues()
        .forEach(
            (dimension, catalogue) -> {
              Set<String> wanted = values.getOrDefault(dimension, Set.of());
              if (!wanted.isEmpty()) {
                names.put(dimension, ItemNames.read(tables, catalogue, wanted));
              }
            });
    return new Names(analysis, names);
  }

  /** A part of a cube in words, with the names beside the values. */
  String words(Scope scope) {
    return words(scope.values());
  }

  /** The series of an event in words. */
  String series(Event event) {
    Map<String, String> values = new LinkedHashMap<>();
    event.values().forEach((d, value) -> values.put(analysis.dimensions().get(d), value));
    return words(values);
  }

  private String words(Map<String, String> values) {
    return values.entrySet().stream()
        .map(one -> one.getKey() + " = " + named(one.getKey(), one.getValue()))
        .collect(Collectors.joining(" and "));
  }

  private String named(String dimension, String value) {
    String name = byDimension.getOrDefault(dimension, Map.of()).get(value);
    return name == null || name.equals(value) ? value : value + " (" + name + ")";
  }
}
