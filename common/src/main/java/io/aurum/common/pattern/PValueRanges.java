package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Adjusts the p-values of many tests for their number where no machine holds them all (Benjamini
 * and Hochberg, Controlling the False Discovery Rate, JRSS B 1995).
 *
 * <p>The adjusted p-value of a test is the smallest {@code tests x p / rank} among the tests with
 * its p-value or a larger one, where the rank counts the tests with that p-value or a smaller one.
 * So p-values are first counted in cells of a histogram that keeps their order; ranges of cells are
 * then shared out, and each range needs of the others only how many tests lie below it and the
 * smallest such figure above it. The outcome is exact whatever the ranges.
 */
public final class PValueRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bits of a double that tell its cell: sign, exponent and the first six of the fraction. */
  private static final int SHIFT = 46;

  private static final int CELLS = cell(1) + 1;

  private final int[] lastCells;
  private final long[] below;
  private final long tests;

  private PValueRanges(int[] lastCells, long[] below, long tests) {
    this.lastCells = lastCells;
    this.below = below;
    this.tests = tests;
  }

  /** Counts p-values by their cells; such counts are added to each other cell by cell. */
  public static long[] histogram(double[] pValues) {
    long[] counts = new long[CELLS];
    for (double p : pValues) {
      counts[cell(p)]++;
    }
    return counts;
  }

  private static int cell(double p) {
    return (int) (Double.doubleToLongBits(p + 0.0) >>> SHIFT);
  }

  /**
   * Cuts the p-values into ranges of about equally many.
   *
   * @param histogram counts of all p-values
   * @param ranges at most so many, at least 1
   */
  public static PValueRanges of(long[] histogram, int ranges) {
    long tests = Arrays.stream(histogram).sum();
    int[] lastCells = new int[ranges];
    long[] below = new long[ranges];
    long passed = 0;
    int range = 0;
    for (int cell = 0; cell < histogram.length; cell++) {
      passed += histogram[cell];
      lastCells[range] = cell;
      if (range + 1 < ranges && passed * ranges >= tests * (range + 1)) {
        below[++range] = passed;
      }
    }
    return new PValueRanges(
        Arrays.copyOf(lastCells, range + 1), Arrays.copyOf(below, range + 1), tests);
  }

  /** Number of ranges; each has a number from 0. */
  public int size() {
    return lastCells.length;
  }

  /** The range of a p-value; larger p-values have larger ranges. */
  public int range(double pValue) {
    int cell = cell(pValue);
    int found = Arrays.binarySearch(lastCells, cell);
    return Math.min(found < 0 ? -found - 1 : found, lastCells.length - 1);
  }

  /**
   * Adjusts the p-values of one range.
   *
   * @param range its number
   * @param ascending all p-values of the range
   * @param above smallest of the adjusted p-values of the ranges above; 1 where there is none
   */
  public double[] adjusted(int range, double[] ascending, double above) {
    double[] adjusted = new double[ascending.length];
    double least = Math.min(1, above);
    for (int i = ascending.length - 1; i >= 0; i--) {
      least = Math.min(least, ascending[i] * tests / (below[range] + i + 1));
      adjusted[i] = least;
    }
    return adjusted;
  }
}
