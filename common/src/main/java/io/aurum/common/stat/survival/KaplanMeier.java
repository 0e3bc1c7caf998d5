package io.aurum.common.stat.survival;

import io.aurum.common.stat.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The product-limit estimate of the share without the event (Kaplan and Meier 1958), with
 * Greenwood's standard error and intervals on the log(-log) scale, which stay within 0..1.
 */
public final class KaplanMeier {
  private static final double NORMAL_975 = 1.959963984540054;

  private final List<Step> steps;

  private KaplanMeier(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * A time at which events happened.
   *
   * @param atRisk watched until then and without the event
   * @param events that happened then
   * @param share without the event from then on
   */
  public record Step(double time, long atRisk, long events, Estimate share) {}

  public static KaplanMeier of(Survivors survivors) {
    List<Step> steps = new ArrayList<>();
    double share = 1;
    double greenwood = 0;
    int n = survivors.size();
    for (int i = 0; i < n; ) {
      int next = i;
      long events = 0;
      while (next < n && survivors.time(next) == survivors.time(i)) {
        events += survivors.event(next) ? 1 : 0;
        next++;
      }
      if (events > 0) {
        long atRisk = (long) n - i;
        share *= 1 - (double) events / atRisk;
        greenwood += (double) events / atRisk / (atRisk - events);
        steps.add(new Step(survivors.time(i), atRisk, events, estimate(share, greenwood)));
      }
      i = next;
    }
    return new KaplanMeier(steps);
  }

  /** The times at which events happened, ascending. */
  public List<Step> steps() {
    return steps;
  }

  /** Share without the event by a time. */
  public double share(double time) {
    double share = 1;
    for (Step step : steps) {
      if (step.time() > time) {
        break;
      }
      share = step.share().value();
    }
    return share;
  }

  /** The first time by which half have had the event; empty where it was not reached. */
  public OptionalDouble median() {
    return steps.stream()
        .filter(step -> step.share().value() <= 0.5)
        .mapToDouble(Step::time)
        .findFirst();
  }

  private static Estimate estimate(double share, double greenwood) {
    double error = share * Math.sqrt(greenwood);
    if (share <= 0 || share >= 1) {
      return new Estimate(share, share <= 0 ? 0 : error, share, share);
    }
    double log = Math.log(share);
    double half = NORMAL_975 * Math.sqrt(greenwood) / Math.abs(log);
    return new Estimate(
        share, error, Math.pow(share, Math.exp(half)), Math.pow(share, Math.exp(-half)));
  }
}
