package io.aurum.common.match;

import java.io.Serializable;
import java.util.List;

/**
 * A Fellegi-Sunter model (Fellegi and Sunter, JASA 1969): for every attribute and comparison level
 * the probability among pairs of one customer (m) and of different customers (u), and the prior.
 *
 * <p>Attributes are not independent: people of one city share postal codes. An attribute may
 * therefore have a parent, and its m and u are conditional on the parent's level: a dependence tree
 * (Chow and Liu 1968). The weight of a pair is still a plain sum over the attributes.
 *
 * <p>Weights are log2 odds in units of 1/{@value #UNITS_PER_BIT} bit, as integers: sums are exact in
 * any order.
 */
public final class MatchModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Resolution of weights; a power of two, so that bits are exact doubles. */
  public static final int UNITS_PER_BIT = 1024;

  /** Parent of an attribute that depends on none. */
  public static final int NO_PARENT = -1;

  private final List<MatchAttribute> attributes;
  private final int[] parents;
  private final double[][][] m;
  private final double[][][] u;
  private final int[][][] weights;
  private final double prior;
  private final long randomPairs;

  /**
   * @param parents attribute on whose level each attribute depends, or {@link #NO_PARENT}
   * @param m per attribute, level of the parent + 1 (0: parent missing or none) and level; the last
   *     sums to 1
   * @param u likewise
   * @param prior probability that two records taken at random are one customer
   * @param randomPairs pairs behind the estimate of u
   */
  MatchModel(
      List<MatchAttribute> attributes,
      int[] parents,
      double[][][] m,
      double[][][] u,
      double prior,
      long randomPairs) {
    this.attributes = List.copyOf(attributes);
    this.parents = parents;
    this.m = m;
    this.u = u;
    this.prior = prior;
    this.randomPairs = randomPairs;
    this.weights = new int[m.length][][];
    for (int a = 0; a < m.length; a++) {
      weights[a] = new int[m[a].length][];
      for (int given = 0; given < m[a].length; given++) {
        weights[a][given] = new int[m[a][given].length];
        for (int level = 0; level < weights[a][given].length; level++) {
          weights[a][given][level] = units(m[a][given][level] / u[a][given][level]);
        }
      }
    }
  }

  public List<MatchAttribute> attributes() {
    return attributes;
  }

  /** Attribute on whose level this one depends, or {@link #NO_PARENT}. */
  public int parent(int attribute) {
    return parents[attribute];
  }

  /**
   * @param parentLevel level of the parent, or {@link PatternCounts#MISSING}: the marginal probability
   */
  public double m(int attribute, int parentLevel, int level) {
    return m[attribute][parentLevel + 1][level];
  }

  /** As {@link #m}, among pairs of different customers. */
  public double u(int attribute, int parentLevel, int level) {
    return u[attribute][parentLevel + 1][level];
  }

  /** Weight of the level before the adjustment for the frequency of the value. */
  public int weight(int attribute, int parentLevel, int level) {
    return weights[attribute][parentLevel + 1][level];
  }

  /** Probability that two records taken at random are one customer. */
  public double prior() {
    return prior;
  }

  /** The prior as a weight. */
  public int priorWeight() {
    return units(prior / (1 - prior));
  }

  /** Pairs behind the estimate of u. */
  public long randomPairs() {
    return randomPairs;
  }

  /** An odds ratio as a weight: log2, rounded to units. */
  static int units(double odds) {
    return (int) Math.round(Math.log(odds) / Math.log(2) * UNITS_PER_BIT);
  }

  /** A weight in bits; exact. */
  public static double bits(int weight) {
    return (double) weight / UNITS_PER_BIT;
  }

  /** Probability that belongs to a weight, 0..1. */
  public static double probability(int weight) {
    return 1 / (1 + Math.pow(2, -bits(weight)));
  }
}
