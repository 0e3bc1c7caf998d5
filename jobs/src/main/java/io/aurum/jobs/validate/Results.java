package io.aurum.jobs.validate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.Severity;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.KindInference;
import io.aurum.common.profile.AttributeProfile;
import io.aurum.common.profile.ValueCounts;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.run.Run;
import io.aurum.common.stat.StabilityIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Map<String, List<SourceRules.Finding>> findings;
  private final Run run;

  /**
   * @param checklists by source
   * @param summaries of whole sources, by name
   * @param findings of the rules that speak of whole sources, by source
   */
  Results(
      Settings settings,
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries,
      Map<String, List<SourceRules.Finding>> findings,
      Run run) {
    this.settings = settings;
    this.checklists = checklists;
    this.summaries = summaries;
    this.findings = findings;
    this.run = run;
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
        (source, summary) -> {
          Checklist checklist = checklists.get(source);
          Set<Integer> ofUser = new HashSet<>();
          checklist.rules().ofUser().forEach(rule -> ofUser.add(rule.rule().number()));
          checklist.rules().all().stream()
              .filter(rule -> !ofUser.contains(rule.number()) && applies(rule, summary))
              .forEach(rule -> rows.add(ruleResult(source, rule, summary)));
          checklist.userRules().stream()
              .filter(rule -> !(rule.settings().check() instanceof RuleCheck.OfSource))
              .forEach(rule -> rows.add(ruleResult(source, rule.rule(), summary)));
        });
    findings.forEach(
        (source, own) -> own.forEach(finding -> rows.add(ruleResult(source, finding))));
    return rows;
  }

  private Row columnProfile(String source, String name, SourceSummary summary) {
    FieldSettings field = checklists.get(source).field(name);
    AttributeProfile profile = summary.profile(name);
    boolean personal = !field.publishable() && !settings.publish().clear().contains(name);
    Optional<KindInference.Guess> guess = guess(source, name, profile);
    Optional<StabilityIndex> drift = profile.drift();
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
        personal ? null : profile.quantile(0.05),
        personal ? null : profile.quantile(0.25),
        personal ? null : profile.quantile(0.5),
        personal ? null : profile.quantile(0.75),
        personal ? null : profile.quantile(0.95),
        profile.minLength(),
        profile.maxLength(),
        profile.lengthQuantile(0.5),
        profile.lengthQuantile(0.95),
        json(profile.top(TOP), personal ? field.kind()::mask : UnaryOperator.identity()),
        json(profile.shapes().top(TOP), UnaryOperator.identity()),
        json(profile.spikes(), UnaryOperator.identity()),
        guess.map(g -> g.kind().name()).orElse(null),
        guess.map(KindInference.Guess::share).orElse(null),
        drift.map(StabilityIndex::value).orElse(null),
        drift.map(d -> d.drift().name().toLowerCase(Locale.ROOT)).orElse(null),
        run.runId());
  }

  private Optional<KindInference.Guess> guess(
      String source, String attribute, AttributeProfile profile) {
    SourceSettings delivering = settings.source(source);
    return KindInference.of(
        profile.sample(),
        profile.distinctValues(),
        profile.delivered(),
        new KindContext(
            delivering.region(),
            delivering.dateOrder(),
            delivering.columns().get(attribute).datePattern(),
            run.asOf()));
  }

  private Row ruleResult(String source, Rule rule, SourceSummary summary) {
    boolean hasFormer = summary.hasFormer() && !isOfKeys(source, rule);
    return row(
        source,
        rule,
        summary.checked(rule),
        summary.failed(rule),
        null,
        hasFormer ? summary.formerChecked(rule) : null,
        hasFormer ? summary.formerFailed(rule) : null);
  }

  /** A source that fails as a whole fails with all its records, be there none. */
  private Row ruleResult(String source, SourceRules.Finding finding) {
    long records = summaries.containsKey(source) ? summaries.get(source).records() : 0;
    long checked = finding.isChecked() ? Math.max(1, records) : 0;
    return row(
        source,
        finding.rule().rule(),
        checked,
        finding.failed() ? checked : 0,
        finding.observed(),
        null,
        null);
  }

  /** Whether the rule holds records against each other, which is done for the date alone. */
  private boolean isOfKeys(String source, Rule rule) {
    return checklists.get(source).userRules().stream()
        .filter(user -> user.rule().number() == rule.number())
        .anyMatch(user -> user.settings().check() instanceof RuleCheck.OfKeys);
  }

  private Row row(
      String source,
      Rule rule,
      long checked,
      long failed,
      String observed,
      Long formerChecked,
      Long formerFailed) {
    double threshold = threshold(rule);
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
        run.runId(),
        rule.reason(),
        observed,
        formerChecked,
        formerFailed);
  }

  private double threshold(Rule rule) {
    if (rule.threshold() != null) {
      return rule.threshold();
    }
    return rule.severity() == Severity.BLOCK ? 0 : settings.validate().maxQuarantineRate();
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
