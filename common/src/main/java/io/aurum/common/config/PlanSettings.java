package io.aurum.common.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the quality of the data is to become, and by when.
 *
 * @param atRiskDays days before its due date from which an unmet milestone is at risk
 * @param milestones in the order of the file
 */
public record PlanSettings(int atRiskDays, List<Milestone> milestones) {

  /** No plan. */
  public static final PlanSettings NONE = new PlanSettings(0, List.of());

  /** What a milestone measures. */
  public enum Metric {
    /** Share of the checked records that pass a rule; at least the target. */
    PASS_RATE,
    /** Score of a dimension of quality; at least the target. */
    SCORE,
    /** Share of the records with a valid value of an attribute; at least the target. */
    COMPLETENESS,
    /** Share of the sources whose volume is as expected; at least the target. */
    VOLUME,
    /** Share of the records that repeat a customer; at most the target. */
    DUPLICATES;

    /** Its name in the configuration. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the target is an upper bound. */
    public boolean lessIsBetter() {
      return this == DUPLICATES;
    }
  }

  /**
   * One aim.
   *
   * @param name key in the configuration, snake_case
   * @param source source that is measured; empty: all together
   * @param subject rule, dimension or attribute that is measured; empty where the metric has none
   * @param target 0..1
   * @param due last day on which the milestone can be met in time
   * @param impact what suffers while it is not met: a job, or words
   * @param owner who sees to it
   */
  public record Milestone(
      String name,
      Optional<String> source,
      Metric metric,
      Optional<String> subject,
      double target,
      LocalDate due,
      Optional<String> impact,
      Optional<String> owner) {}
}
