package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.PlanSettings.Metric;
import io.aurum.common.config.PlanSettings.Milestone;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads the validation plan. */
final class PlanSettingsReader {
  /** Dimensions of data quality. */
  static final List<String> DIMENSIONS =
      List.of(
          "completeness",
          "validity",
          "accuracy",
          "uniqueness",
          "consistency",
          "timeliness",
          "integrity",
          "minimisation");

  private static final String SUBJECT = "of";
  private static final LocalDate NO_DATE = LocalDate.EPOCH;

  private final Collection<String> sources;
  private final Collection<String> attributes;
  private final Collection<String> rules;

  /**
   * @param sources names of the sources
   * @param attributes names of the attributes
   * @param rules names of all rules
   */
  PlanSettingsReader(
      Collection<String> sources, Collection<String> attributes, Collection<String> rules) {
    this.sources = sources;
    this.attributes = attributes;
    this.rules = rules;
  }

  PlanSettings read(Section plan) {
    int atRisk = plan.require("at-risk-days", integer(0, Integer.MAX_VALUE)).intValue();
    return new PlanSettings(
        atRisk,
        plan.section("milestones", "the milestones").entries("a milestone").stream()
            .map(this::milestone)
            .toList());
  }

  private Milestone milestone(Section milestone) {
    Names.check(milestone, "milestone");
    Metric metric = milestone.require("metric", choice(Metric.class));
    return new Milestone(
        milestone.key(),
        milestone.find("source", oneOf("source", sources)),
        metric,
        subject(milestone, metric),
        milestone.require("target", decimal("0", "1")),
        date(milestone.require("due", isoDate())),
        milestone.find("impact", name()),
        milestone.find("owner", name()));
  }

  private Optional<String> subject(Section milestone, Metric metric) {
    return switch (metric) {
      case PASS_RATE -> Optional.of(milestone.require(SUBJECT, oneOf("rule", rules)));
      case SCORE -> Optional.of(milestone.require(SUBJECT, oneOf("dimension", DIMENSIONS)));
      case COMPLETENESS -> Optional.of(milestone.require(SUBJECT, oneOf("attribute", attributes)));
      case VOLUME, DUPLICATES -> {
        rejectIdleSubject(milestone);
        yield Optional.empty();
      }
    };
  }

  private static void rejectIdleSubject(Section milestone) {
    if (milestone.has(SUBJECT)) {
      milestone.reject(
          SUBJECT,
          "idle key '" + milestone.pathTo(SUBJECT) + "'",
          "volume and duplicates are measured of whole sources",
          "remove it; name a 'source' to measure one alone");
    }
  }

  private static LocalDate date(String text) {
    return text.isEmpty() ? NO_DATE : LocalDate.parse(text);
  }
}
