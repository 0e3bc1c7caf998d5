package io.aurum.common.learn;

import io.aurum.common.stat.linear.DoubleDouble;
import io.aurum.common.stat.linear.Family;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What a model says of all rows if a driver of theirs were one value instead of another, all else
 * as it is: the mean difference, in the unit of the response, and by how much it changes with each
 * coefficient (average marginal effects; Williams, Stata Journal 12, 2012).
 */
record DriverEffects(Design design, Family family, double[] estimates, List<Driver> drivers)
    implements LabelledRows.Pass<DriverEffects.Sums> {

  /**
   * A driver and two values of it.
   *
   * @param from a number, or a value of a category
   */
  record Driver(int feature, Object from, Object to) implements Serializable {}

  /** Sums over rows. */
  static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] effects;
    private final double[][] gradients;
    private long rows;

    Sums(int drivers, int terms) {
      this.effects = new double[drivers];
      this.gradients = new double[drivers][terms];
    }

    /** Mean difference of the response that goes with a driver. */
    double effect(int driver) {
      return effects[driver] / rows;
    }

    /** By how much it changes with each coefficient. */
    double[] gradient(int driver) {
      return Arrays.stream(gradients[driver]).map(sum -> sum / rows).toArray();
    }
  }

  @Override
  public Sums empty() {
    return new Sums(drivers.size(), design.size());
  }

  @Override
  public void take(Sums sum, Object[] features, double target) {
    if (!design.isComplete(features)) {
      return;
    }
    sum.rows++;
    Object[] changed = features.clone();
    for (int d = 0; d < drivers.size(); d++) {
      Driver driver = drivers.get(d);
      changed[driver.feature] = driver.to;
      sum.effects[d] += said(changed, sum.gradients[d], 1);
      changed[driver.feature] = driver.from;
      sum.effects[d] -= said(changed, sum.gradients[d], -1);
      changed[driver.feature] = features[driver.feature];
    }
  }

  /** Mean response of a row; its gradient is added to a sum. */
  private double said(Object[] row, double[] gradient, int sign) {
    DoubleDouble[] cells = design.cells(row);
    double eta = 0;
    for (int t = 0; t < cells.length; t++) {
      eta += estimates[t] * cells[t].toDouble();
    }
    double slope = family.slope(eta);
    for (int t = 0; t < cells.length; t++) {
      gradient[t] += sign * slope * cells[t].toDouble();
    }
    return family.mean(eta);
  }

  @Override
  public Sums merge(Sums sum, Sums further) {
    for (int d = 0; d < sum.effects.length; d++) {
      sum.effects[d] += further.effects[d];
      for (int t = 0; t < sum.gradients[d].length; t++) {
        sum.gradients[d][t] += further.gradients[d][t];
      }
    }
    sum.rows += further.rows;
    return sum;
  }
}
