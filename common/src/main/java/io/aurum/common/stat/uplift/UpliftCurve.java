package io.aurum.common.stat.uplift;

import io.aurum.common.stat.Bootstrap;
import io.aurum.common.stat.Estimate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well scores tell for whom a treatment does most, where chance decided who got it. Rows are
 * ordered by their predicted uplift, highest first; equal ones by what the caller gives as content.
 */
public final class UpliftCurve {
  private static final int TENTHS = 10;

  private final boolean[] treated;
  private final boolean[] outcome;
  private final int[] order;

  /**
   * Rows of one part of the order.
   *
   * @param treatedRate share of the treated with the outcome; NaN where there are none
   * @param controlRate share of the others
   * @param uplift treatedRate - controlRate, with its normal interval
   */
  public record Part(
      long treated, long control, double treatedRate, double controlRate, Estimate uplift) {}

  /**
   * @param uplift predicted difference of probabilities, treated less control
   * @param content by which rows of equal uplift are ordered
   * @throws IllegalArgumentException if the lengths differ, or nobody or everybody was treated
   */
  public UpliftCurve(double[] uplift, boolean[] treated, boolean[] outcome, long[] content) {
    int n = uplift.length;
    if (treated.length != n || outcome.length != n || content.length != n) {
      throw new IllegalArgumentException(
          "%d scores, %d treatments, %d outcomes, %d contents"
              .formatted(n, treated.length, outcome.length, content.length));
    }
    long given = IntStream.range(0, n).filter(i -> treated[i]).count();
    if (given == 0 || given == n) {
      throw new IllegalArgumentException(given + " of " + n + " rows were treated");
    }
    this.treated = treated.clone();
    this.outcome = outcome.clone();
    this.order =
        IntStream.range(0, n)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -uplift[i])
                    .thenComparingLong(i -> content[i])
                    .thenComparing(i -> !treated[i])
                    .thenComparing(i -> !outcome[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Average effect of the treatment on all rows. */
  public Estimate averageEffect() {
    return part(0, order.length).uplift;
  }

  /**
   * Effect among the rows with the highest predicted uplift.
   *
   * @param share of all rows, above 0 and at most 1
   */
  public Estimate at(double share) {
    return part(0, (int) Math.round(order.length * share)).uplift;
  }

  /** Tenths of the rows, highest predicted uplift first. */
  public List<Part> tenths() {
    return IntStream.range(0, TENTHS)
        .mapToObj(
            k ->
                part(
                    (int) ((long) order.length * k / TENTHS),
                    (int) ((long) order.length * (k + 1) / TENTHS)))
        .toList();
  }

  /**
   * Area between the Qini curve and the line of a random order (Radcliffe 2007, <i>Using control
   * groups to target on predicted lift</i>). The curve is what is gained by treating the first
   * rows, for each treated row of all: {@code (R_t - R_c N_t / N_c) / N}, with R the outcomes and
   * N_t, N_c the rows of the first ones. 0 is no better than chance. Interval by samples of the
   * rows.
   */
  public Estimate qini() {
    return Estimate.symmetric(
        qini(order),
        Bootstrap.standardError(
            order.length, drawn -> qini(IntStream.of(drawn).map(rank -> order[rank]).toArray())));
  }

  private double qini(int[] ranked) {
    long[] rows = new long[2];
    long[] outcomes = new long[2];
    long all = IntStream.of(ranked).filter(row -> treated[row]).count();
    double area = 0;
    double gain = 0;
    for (int row : ranked) {
      int arm = treated[row] ? 1 : 0;
      rows[arm]++;
      outcomes[arm] += outcome[row] ? 1 : 0;
      double before = gain;
      double expected = rows[0] == 0 ? 0 : (double) outcomes[0] * rows[1] / rows[0];
      gain = (outcomes[1] - expected) / all;
      area += (before + gain) / 2 / ranked.length;
    }
    return area - gain / 2;
  }

  private Part part(int from, int to) {
    long[] rows = new long[2];
    long[] outcomes = new long[2];
    for (int k = from; k < to; k++) {
      int arm = treated[order[k]] ? 1 : 0;
      rows[arm]++;
      outcomes[arm] += outcome[order[k]] ? 1 : 0;
    }
    double control = (double) outcomes[0] / rows[0];
    double given = (double) outcomes[1] / rows[1];
    double error = Math.sqrt(given * (1 - given) / rows[1] + control * (1 - control) / rows[0]);
    return new Part(rows[1], rows[0], given, control, Estimate.symmetric(given - control, error));
  }
}
