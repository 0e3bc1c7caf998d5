package io.aurum.common.series;

import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Direction;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * How much likelier the events of each cell are if it is disturbed, at each of several strengths,
 * than if it is not.
 *
 * <p>Events are counts whose mean is itself uncertain, so they follow negative binomials. An
 * undisturbed cell has the expected events as its mean, with the coefficient of variation that the
 * cells of the cube show ({@link #imprecision}): expectations are never exact, least of all in
 * percents of large cells. A disturbance adds a share of the exposure, or takes a share of the
 * expected events away, and hits the cells of its scope unevenly: with a coefficient of variation
 * of one half from cell to cell. Where nearly everything is lost nothing is left to vary, so that
 * the variance of a loss shrinks with what is left.
 */
final class Evidence {
  /** Strengths that are tried. */
  static final int STRENGTHS = 36;

  /** Squared inverse of the coefficient of variation of a disturbance from cell to cell. */
  private static final double EVENNESS = 4;

  /** Steps to the doubling of a rise, and those below the mean rate of the cube. */
  private static final double STEPS_TO_DOUBLE = 3;

  private static final int STEPS_BELOW = 12;

  /** Steps to the halving of what a fall leaves. */
  private static final double STEPS_TO_HALF = 6;

  private static final double LEAST_IMPRECISION = 0.05;
  private static final double USUAL_IMPRECISION = 0.2;
  private static final double MOST_IMPRECISION = 0.5;

  /** Cells that tell how precise expectations are, and the events that one of them expects. */
  private static final int LEAST_CELLS = 5;

  private static final double LEAST_EVENTS = 5;

  /** Median of the absolute value of a standard normal variable. */
  private static final double MEDIAN_DEVIATION = 0.6745;

  private static final int HALVINGS = 40;

  private Evidence() {}

  /** Logarithms of likelihood ratios by cell and strength, for disturbances of a direction. */
  static double[][] of(List<Cell> cells, Direction direction) {
    double variation = imprecision(cells, direction);
    double rate =
        cells.stream().mapToDouble(Cell::expected).sum()
            / cells.stream().mapToDouble(Cell::exposure).sum();
    double[][] ratios = new double[cells.size()][STRENGTHS];
    for (int i = 0; i < ratios.length; i++) {
      Cell cell = cells.get(i);
      double none = logLikelihood(cell.actual(), cell.expected(), 1 / square(variation));
      for (int s = 0; s < STRENGTHS; s++) {
        double disturbed =
            direction == Direction.RISE
                ? risen(cell, added(s, rate) * cell.exposure(), variation)
                : fallen(cell, left(s), variation);
        ratios[i][s] = went(cell, direction) ? disturbed - none : Math.min(0, disturbed - none);
      }
    }
    return ratios;
  }

  /** A cell that went the other way is never evidence, however uncertain its mean. */
  private static boolean went(Cell cell, Direction direction) {
    return direction == Direction.RISE ? cell.change() > 0 : cell.change() < 0;
  }

  /** Share of exposures that a rise adds. */
  private static double added(int strength, double rate) {
    return rate * Math.pow(2, (strength - STEPS_BELOW) / STEPS_TO_DOUBLE);
  }

  /** Share of events that a fall leaves. */
  private static double left(int strength) {
    return Math.pow(2, -(strength + 1) / STEPS_TO_HALF);
  }

  private static double risen(Cell cell, double more, double variation) {
    double mean = cell.expected() + more;
    double variance = square(variation * cell.expected()) + square(more) / EVENNESS;
    return logLikelihood(cell.actual(), mean, square(mean) / variance);
  }

  private static double fallen(Cell cell, double left, double variation) {
    double mean = cell.expected() * left;
    double lost = cell.expected() - mean;
    double variance = square(variation * mean) + left * square(lost) / EVENNESS;
    return logLikelihood(cell.actual(), mean, square(mean) / variance);
  }

  /** Negative binomial with this mean and shape, for counts that need not be whole. */
  private static double logLikelihood(double events, double mean, double shape) {
    return Gamma.logGamma(events + shape)
        - Gamma.logGamma(shape)
        - Gamma.logGamma(events + 1)
        + shape * Math.log(shape / (shape + mean))
        + events * Math.log(mean / (shape + mean));
  }

  /**
   * Coefficient of variation of expectations, from 0.05 to 0.5: the one by which the median cell
   * among those that went the other way is as far from its expectation as a normal variable. Cells
   * that went the way of the disturbance say nothing about it, for many of them may be disturbed.
   */
  static double imprecision(List<Cell> cells, Direction direction) {
    List<Cell> calm =
        cells.stream()
            .filter(cell -> cell.expected() >= LEAST_EVENTS)
            .filter(cell -> !went(cell, direction))
            .toList();
    if (calm.size() < LEAST_CELLS) {
      return USUAL_IMPRECISION;
    }
    double low = LEAST_IMPRECISION;
    double high = MOST_IMPRECISION;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (medianDeviation(calm, middle) > MEDIAN_DEVIATION) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double medianDeviation(List<Cell> cells, double variation) {
    double[] deviations = new double[cells.size()];
    Arrays.setAll(
        deviations,
        i -> {
          Cell cell = cells.get(i);
          return Math.abs(cell.change())
              / Math.sqrt(cell.expected() + square(variation * cell.expected()));
        });
    return Robust.median(deviations);
  }

  private static double square(double value) {
    return value * value;
  }
}
