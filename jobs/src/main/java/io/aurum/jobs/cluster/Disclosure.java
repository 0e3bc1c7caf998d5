package io.aurum.jobs.cluster;

import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.table.Entities;
import java.util.List;

/** Which columns of an analysis may be told of, value by value, in published tables. */
final class Disclosure {
  private Disclosure() {}

  /** Of some columns those that are numbers, and categories whose values may be published. */
  static List<String> shown(
      Settings settings, ClusterSettings analysis, Sample sample, List<String> columns) {
    return sample.frame().columns().stream()
        .filter(column -> columns.contains(column.name()))
        .filter(column -> column.isNumber() || isShown(settings, analysis.table(), column.name()))
        .map(FeatureColumn::name)
        .toList();
  }

  /** Whether values of a column may be published. Results have been. */
  static boolean isShown(Settings settings, String table, String column) {
    for (SourceSettings source : settings.sources()) {
      if (source.name().equals(table) && source.entity().equals(Entities.TABLE_ROW.name())) {
        return source.fields().stream()
            .filter(field -> field.name().equals(column))
            .allMatch(FieldSettings::publishable);
      }
    }
    return Entities.byName(table)
        .flatMap(entity -> entity.column(column))
        .map(found -> found.column().pii().publishable())
        .orElse(true);
  }
}
