package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.RuleSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.rule.RuleCheck;
import io.aurum.jobs.validate.RuleBook.UserRule;
import java.io.Serializable;
import java.time.LocalDate;
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

  /**
   * The checklists of all sources whose data may be used on a day, by the source's name. They are
   * the same on every day.
   */
  static Map<String, Checklist> on(LocalDate day, Settings settings) {
    Map<String, Checklist> bySource = new TreeMap<>();
    Map<Layout, RuleBook> books = new LinkedHashMap<>();
    for (SourceSettings source : settings.sourcesOn(day)) {
      var layout = new Layout(source.entity(), settings.fields(source));
      var book = books.computeIfAbsent(layout, absent -> book(absent, settings));
      bySource.put(source.name(), new Checklist(source, layout.fields(), book));
    }
    return bySource;
  }

  /** What decides the numbers of rules. */
  private record Layout(String entity, List<FieldSettings> fields) {}

  private static RuleBook book(Layout layout, Settings settings) {
    return new RuleBook(
        layout.fields(),
        settings.rules().stream()
            .filter(rule -> rule.scope().entity().equals(layout.entity()))
            .toList());
  }

  /** The user's rules that the records of the source are asked. */
  List<UserRule> userRules() {
    return rules.ofUser().stream()
        .filter(rule -> rule.rule().isChecked() && concerns(rule.settings()))
        .toList();
  }

  /** Whether a record may be rejected by what other records are. */
  boolean rejectsByKey() {
    return userRules().stream()
        .anyMatch(
            rule -> rule.settings().check() instanceof RuleCheck.OfKeys && rule.rule().rejects());
  }

  /** Whether the source has the columns of a rule that speaks of its records. */
  private boolean concerns(RuleSettings rule) {
    if (!rule.scope().holds(source.entity(), source.name())) {
      return false;
    }
    List<String> columns = rule.check().columns();
    return rule.check() instanceof RuleCheck.Filled filled
        ? columns.stream().filter(this::fills).count() >= filled.atLeast()
        : columns.stream().allMatch(this::fills);
  }

  private boolean fills(String column) {
    return source.columns().containsKey(column);
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
