package io.aurum.jobs.validate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns the summaries of the checks into rows of {@code column_profile} and {@code rule_result}.
 */
final class Results {
  private static final int TOP = 10;

  private final Settings settings;
  private final Map<String, Checklist> checklists;
  private final Map<String, SourceSummary> summaries;
  private final String runId;

  /**
   * @param checklists by source
   * @param summaries of whole sources, by name
   */
  Results(
      Settings settings,
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries,
      String runId) {
    this.settings = settings;
    this.checklists = checklists;
    this.summaries = summaries;
    this.runId = runId;
  }

  /** One row for each source and attribute that it maps, in the contract's order of columns. */
  List<Row> columnProfiles() {
    List<Row> rows = new ArrayList<>();
    summaries.forEach(
        (source, summary) ->
            summary
                .attributes()
                .forEach(attribute -> rows.add(columnProfile(source, attribute, summary))));
    return rows;
  }

  /** One row for each source and rule that applies to it, in the contract's order of columns. */
  List<Row> ruleResults() {
    List<Row> rows = new ArrayList<>();
    summaries.forEach(
        (source, summary) ->
            checklists.get(source).rules().all().stream()
                .filter(rule -> applies(rule, summary))
                .forEach(rule -> rows.add(ruleResult(source, rule, summary))));
    return rows;
  }

  private Row columnProfile(String source, String name, SourceSummary summary) {
    FieldSettings field = checklists.get(source).field(name);
    AttributeProfile profile = summary.profile(name);
    boolean personal = !field.publishable() && !settings.publish().clear().contains(name);
    return RowFactory.create(
        source,
        name,
        field.kind().name(),
        field.pii().name(),
        summary.records(),
        profile.nulls(),
        profile.invalid(),
        profile.repaired(),
        profile.distinctValues(),
        summary.records() == 0 ? 0.0 : (double) profile.valid() / summary.records(),
        personal ? null : profile.min(),
        personal ? null : profile.max(),
        profile.minLength(),
        profile.maxLength(),
        json(profile.values().top(TOP), personal ? field.kind()::mask : UnaryOperator.identity()),
        json(profile.shapes().top(TOP), UnaryOperator.identity()),
        runId);
  }

  private Row ruleResult(String source, Rule rule, SourceSummary summary) {
    long checked = summary.checked(rule);
    long failed = summary.failed(rule);
    double threshold =
        rule.severity() == Severity.BLOCK ? 0 : settings.validate().maxQuarantineRate();
    return RowFactory.create(
        source,
        rule.name(),
        rule.number(),
        rule.fingerprint(),
        rule.attribute(),
        rule.dimension(),
        rule.severity().name().toLowerCase(Locale.ROOT),
        checked,
        failed,
        threshold,
        failed > threshold * checked ? "fail" : "pass",
        runId);
  }

  private static boolean applies(Rule rule, SourceSummary summary) {
    return rule.isChecked()
        && (rule.attribute() == null || summary.profile(rule.attribute()) != null);
  }

  private static String json(List<ValueCounts.Count> top, UnaryOperator<String> shown) {
    if (top.isEmpty()) {
      return null;
    }
    StringBuilder json = new StringBuilder("[");
    for (ValueCounts.Count entry : top) {
      json.append(json.length() > 1 ? "," : "").append("{\"value\":\"");
      JsonStringEncoder.getInstance().quoteAsString(shown.apply(entry.value()), json);
      json.append("\",\"count\":").append(entry.count()).append('}');
    }
    return json.append(']').toString();
  }
}
