package io.aurum.jobs.validate;

import io.aurum.common.config.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether what was found may replace the previous state. */
final class Gate {
  private final Map<String, Checklist> checklists;
  private final double maxQuarantineRate;

  /**
   * @param checklists by source
   * @param maxQuarantineRate share of a source's records, 0..1, that may be quarantined
   */
  Gate(Map<String, Checklist> checklists, double maxQuarantineRate) {
    this.checklists = checklists;
    this.maxQuarantineRate = maxQuarantineRate;
  }

  /**
   * Why the gate closes; empty where it is open.
   *
   * @param summaries of whole sources, by name
   * @param findings of the rules that speak of whole sources, by source
   * @param malformed open rows that never became source records, by source
   */
  Optional<String> closedBecause(
      Map<String, SourceSummary> summaries,
      Map<String, List<SourceRules.Finding>> findings,
      Map<String, Long> malformed) {
    List<String> reasons = new ArrayList<>();
    findings.forEach((source, own) -> addFindings(source, own, reasons));
    summaries.forEach((source, summary) -> addBlocking(source, summary, reasons));
    var sources = new java.util.TreeSet<>(summaries.keySet());
    sources.addAll(malformed.keySet());
    for (String source : sources) {
      SourceSummary summary = summaries.get(source);
      long unread = malformed.getOrDefault(source, 0L);
      long records = unread + (summary == null ? 0 : summary.records());
      long rejected = unread + (summary == null ? 0 : summary.rejected());
      if (rejected > maxQuarantineRate * records) {
        reasons.add(
            "source %s: %,d of %,d records are quarantined, more than the allowed share of %s"
                .formatted(source, rejected, records, maxQuarantineRate));
      }
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
  }

  private void addBlocking(String source, SourceSummary summary, List<String> reasons) {
    for (Rule rule : checklists.get(source).rules().all()) {
      if (rule.severity() == Severity.BLOCK && summary.failed(rule) > allowed(rule, summary)) {
        reasons.add(
            "source %s: %,d records fail the blocking rule %s"
                .formatted(source, summary.failed(rule), rule.name()));
      }
    }
  }

  private static double allowed(Rule rule, SourceSummary summary) {
    return rule.threshold() == null ? 0 : rule.threshold() * summary.checked(rule);
  }

  private static void addFindings(
      String source, List<SourceRules.Finding> findings, List<String> reasons) {
    for (SourceRules.Finding finding : findings) {
      Rule rule = finding.rule().rule();
      if (rule.severity() == Severity.BLOCK && finding.failed()) {
        reasons.add(
            "source %s does not keep the blocking rule %s: %s"
                .formatted(source, rule.name(), finding.observed()));
      }
    }
  }
}
