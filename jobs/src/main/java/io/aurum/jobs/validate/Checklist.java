package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;

/**
 * What the records of one source are checked for. Sources of one entity have equal rules with equal
 * numbers; those of plain tables have their own.
 *
 * @param fields of its records; a record's values stand in their order
 */
record Checklist(SourceSettings source, List<FieldSettings> fields, RuleBook rules)
    implements Serializable {

  Checklist {
    fields = List.copyOf(fields);
  }

  /** The checklists of all configured sources, by the source's name. */
  static Map<String, Checklist> all(Settings settings) {
    Map<String, Checklist> bySource = new TreeMap<>();
    Map<List<FieldSettings>, RuleBook> books = new LinkedHashMap<>();
    for (SourceSettings source : settings.sources()) {
      List<FieldSettings> fields = settings.fields(source);
      bySource.put(
          source.name(),
          new Checklist(source, fields, books.computeIfAbsent(fields, RuleBook::new)));
    }
    return bySource;
  }

  List<String> names() {
    return fields.stream().map(FieldSettings::name).toList();
  }

  FieldSettings field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow();
  }

  /** Canonical form of a field, as a column over judged rows. */
  Column canonical(String name) {
    return JudgedRows.canonical(names().indexOf(name));
  }
}
