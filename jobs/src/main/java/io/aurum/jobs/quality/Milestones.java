package io.aurum.jobs.quality;

import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PlanSettings.Milestone;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Where a milestone of the plan stands. */
final class Milestones {
  private Milestones() {}

  /** How a milestone stands. */
  enum Status {
    MET,
    ON_TRACK,
    AT_RISK,
    MISSED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Days left; negative when overdue. */
  static int slackDays(Milestone milestone, LocalDate asOf) {
    return Math.toIntExact(ChronoUnit.DAYS.between(asOf, milestone.due()));
  }

  /**
   * Judges a milestone: met where the target is reached, early or late; else missed after its due
   * date, at risk shortly before it or where nothing can be measured, and on track while there is
   * time.
   *
   * @param actual what was measured
   */
  static Status status(
      PlanSettings plan, Milestone milestone, OptionalDouble actual, LocalDate asOf) {
    if (actual.isPresent() && reaches(milestone, actual.getAsDouble())) {
      return Status.MET;
    }
    int slack = slackDays(milestone, asOf);
    if (slack < 0) {
      return Status.MISSED;
    }
    return actual.isEmpty() || slack <= plan.atRiskDays() ? Status.AT_RISK : Status.ON_TRACK;
  }

  private static boolean reaches(Milestone milestone, double actual) {
    return milestone.metric().lessIsBetter()
        ? actual <= milestone.target()
        : actual >= milestone.target();
  }
}
