package io.aurum.common.model;

import io.aurum.common.stat.Bootstrap;
import io.aurum.common.stat.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * The expected maximum profit of a retention campaign that a churn score makes possible, per
 * customer: the best share of customers is contacted for each rate at which would-be churners
 * accept the offer, and the rate is beta distributed.
 *
 * <p>Verbraken, Verbeke and Baesens, "A Novel Profit Maximizing Metric for Measuring Classification
 * Performance of Customer Churn Prediction Models", IEEE TKDE 25 (2013). The defaults are theirs.
 *
 * @param alpha shape of the acceptance rate
 * @param beta other shape of the acceptance rate
 * @param customerValue value of a customer who stays
 * @param offer cost of the offer where it is accepted
 * @param contact cost of contacting a customer
 */
public record ExpectedProfit(
    double alpha, double beta, double customerValue, double offer, double contact) {

  public ExpectedProfit {
    if (!(alpha > 0 && beta > 0 && customerValue > offer && offer >= 0 && contact >= 0)) {
      throw new IllegalArgumentException(
          "No campaign has shapes %s and %s, value %s, offer %s and contact %s"
              .formatted(alpha, beta, customerValue, offer, contact));
    }
  }

  /** Acceptance 0.3 on average, customers worth 200, offers of 10, contacts of 1. */
  public static ExpectedProfit ofTheLiterature() {
    return new ExpectedProfit(6, 14, 200, 10, 1);
  }

  /** The profit with the best threshold for each acceptance rate, per customer. */
  public double of(ScoredLabels rows) {
    double churners = rows.baseRate();
    double delta = offer / customerValue;
    double phi = contact / customerValue;
    List<double[]> hull = convexHull(rows);
    double profit = 0;
    double from = 0;
    for (int i = 0; i < hull.size() && from < 1; i++) {
      double[] vertex = hull.get(i);
      double to = 1;
      if (i + 1 < hull.size()) {
        double[] next = hull.get(i + 1);
        double cost = (1 - churners) * (delta + phi) * (next[1] - vertex[1]);
        double gain = churners * (1 - delta) * (next[0] - vertex[0]);
        to = Math.min(1, cost / gain + phi / (1 - delta));
      }
      profit += between(from, to, churners, vertex, delta, phi);
      from = Math.max(from, to);
    }
    return profit;
  }

  /** The profit with a 95 % interval by samples of the rows. */
  public Estimate estimate(ScoredLabels rows) {
    double profit = of(rows);
    Estimate estimate =
        Estimate.symmetric(
            profit, Bootstrap.standardError(rows.size(), drawn -> ofSample(rows.at(drawn))));
    return new Estimate(
        profit, estimate.standardError(), Math.max(0, estimate.lower()), estimate.upper());
  }

  private double ofSample(ScoredLabels rows) {
    return rows.positives() == 0 || rows.negatives() == 0 ? Double.NaN : of(rows);
  }

  /** Integral of a vertex's profit over acceptance rates. */
  private double between(
      double from, double to, double churners, double[] vertex, double delta, double phi) {
    if (to <= from) {
      return 0;
    }
    double mass = mass(alpha, from, to);
    double mean = alpha / (alpha + beta) * mass(alpha + 1, from, to);
    return customerValue
        * (churners * vertex[0] * ((1 - delta) * mean - phi * mass)
            - (1 - churners) * vertex[1] * (delta + phi) * mass);
  }

  private double mass(double shape, double from, double to) {
    BetaDistribution acceptance = new BetaDistribution(shape, beta);
    return acceptance.cumulativeProbability(to) - acceptance.cumulativeProbability(from);
  }

  /** Vertices of the ROC curve's upper hull: share of churners and of others contacted. */
  private static List<double[]> convexHull(ScoredLabels rows) {
    List<double[]> hull = new ArrayList<>();
    hull.add(new double[] {0, 0});
    int churners = 0;
    for (int rank = 0; rank < rows.size(); ) {
      int end = rows.endOfTie(rank);
      churners += rows.positives(rank, end);
      double[] vertex = {
        (double) churners / rows.positives(), (double) (end - churners) / rows.negatives()
      };
      while (hull.size() > 1 && isBelow(hull, vertex)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(vertex);
      rank = end;
    }
    return hull;
  }

  /** Whether the last vertex lies on or below the line from the one before to a new one. */
  private static boolean isBelow(List<double[]> hull, double[] vertex) {
    double[] last = hull.get(hull.size() - 1);
    double[] before = hull.get(hull.size() - 2);
    return (last[0] - before[0]) * (vertex[1] - before[1])
        <= (vertex[0] - before[0]) * (last[1] - before[1]);
  }
}
