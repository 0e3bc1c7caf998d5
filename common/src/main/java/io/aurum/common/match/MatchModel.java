package io.aurum.common.match;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A Fellegi-Sunter model (Fellegi and Sunter, JASA 1969): for every attribute and comparison level
 * the probability among pairs of one customer (m) and of different customers (u), and the prior.
 *
 * <p>Attributes are not independent: people of one city share postal codes. An attribute may
 * therefore have a parent, and its m and u are conditional on the parent's level: a dependence tree
 * (Chow and Liu 1968). The weight of a pair is still a plain sum over the attributes.
 *
 * <p>Two records that look alike have two other explanations than one customer: strangers who agree
 * by chance, and people of one household, who agree in family name and address because they share
 * them. So there are up to two rival classes of pairs, each with its probabilities and prior; a
 * pair has a weight against each, and the smaller one counts.
 *
 * <p>Weights are log2 odds in units of 1/{@value #UNITS_PER_BIT} bit, as integers: sums are exact
 * in any order.
 */
public final class MatchModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Resolution of weights; a power of two, so that bits are exact doubles. */
  public static final int UNITS_PER_BIT = 1024;

  /** Parent of an attribute that depends on none. */
  public static final int NO_PARENT = -1;

  /** The rival class of pairs that agree by chance alone. */
  static final int STRANGERS = 0;

  /** The rival class of pairs of one household. */
  private static final int HOUSEHOLD = 1;

  /** What else than one customer can explain that two records agree. */
  public enum Rival {
    CHANCE("chance"),
    HOUSEHOLD("household");

    private final String label;

    Rival(String label) {
      this.label = label;
    }

    /** Name in the tables. */
    public String label() {
      return label;
    }
  }

  private final List<MatchAttribute> attributes;
  private final int[] parents;
  private final double[][][] m;
  private final double[][][] u;

  /** As {@link #u}, among pairs of one household; null where they are no class of their own. */
  private final double[][][] household;

  /** By rival, as {@code u} by attribute, level of the parent + 1 and level. */
  private final int[][][][] weights;

  /** By rival. */
  private final int[] priorWeights;

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
    this(attributes, parents, m, u, null, prior, 0, randomPairs);
  }

  /**
   * A model that tells the people of one household apart.
   *
   * @param household as {@code u}, among pairs of different customers of one household; null where
   *     households are not known
   * @param householdPrior probability that two records taken at random are such a pair
   */
  MatchModel(
      List<MatchAttribute> attributes,
      int[] parents,
      double[][][] m,
      double[][][] u,
      double[][][] household,
      double prior,
      double householdPrior,
      long randomPairs) {
    this.attributes = List.copyOf(attributes);
    this.parents = parents;
    this.m = m;
    this.u = u;
    this.household = household;
    this.prior = prior;
    this.randomPairs = randomPairs;
    int chance = units(prior / (1 - prior));
    if (household == null) {
      this.weights = new int[][][][] {weights(m, u)};
      this.priorWeights = new int[] {chance};
    } else {
      this.weights = new int[][][][] {weights(m, u), weights(m, household)};
      this.priorWeights = new int[] {chance, units(prior / householdPrior)};
    }
  }

  private static int[][][] weights(double[][][] m, double[][][] rival) {
    int[][][] weights = new int[m.length][][];
    for (int a = 0; a < m.length; a++) {
      weights[a] = new int[m[a].length][];
      for (int given = 0; given < m[a].length; given++) {
        weights[a][given] = new int[m[a][given].length];
        for (int level = 0; level < weights[a][given].length; level++) {
          weights[a][given][level] = units(m[a][given][level] / rival[a][given][level]);
        }
      }
    }
    return weights;
  }

  public List<MatchAttribute> attributes() {
    return attributes;
  }

  /** Attribute on whose level this one depends, or {@link #NO_PARENT}. */
  public int parent(int attribute) {
    return parents[attribute];
  }

  /**
   * @param parentLevel level of the parent, or {@link PatternCounts#MISSING}: the marginal
   *     probability
   */
  public double m(int attribute, int parentLevel, int level) {
    return m[attribute][parentLevel + 1][level];
  }

  /** As {@link #m}, among pairs of different customers. */
  public double u(int attribute, int parentLevel, int level) {
    return u[attribute][parentLevel + 1][level];
  }

  /** As {@link #u}, among pairs of one household; empty where they are no class of their own. */
  public OptionalDouble household(int attribute, int parentLevel, int level) {
    return household == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(household[attribute][parentLevel + 1][level]);
  }

  /** Weight of the level against a household; empty where they are no class of their own. */
  public OptionalInt householdWeight(int attribute, int parentLevel, int level) {
    return household == null
        ? OptionalInt.empty()
        : OptionalInt.of(weight(HOUSEHOLD, attribute, parentLevel, level));
  }

  /** Weight of the level before the adjustment for the frequency of the value. */
  public int weight(int attribute, int parentLevel, int level) {
    return weight(STRANGERS, attribute, parentLevel, level);
  }

  /** As {@link #weight(int, int, int)}, against the pairs of a rival class. */
  int weight(int rival, int attribute, int parentLevel, int level) {
    return weights[rival][attribute][parentLevel + 1][level];
  }

  /** Classes of pairs of different customers: {@link #STRANGERS}, and households where known. */
  int rivals() {
    return weights.length;
  }

  /** The prior as a weight against the pairs of a rival class. */
  int priorWeight(int rival) {
    return priorWeights[rival];
  }

  /** Probability that two records taken at random are one customer. */
  public double prior() {
    return prior;
  }

  /** The prior as a weight. */
  public int priorWeight() {
    return priorWeights[STRANGERS];
  }

  /** Pairs behind the estimate of u. */
  public long randomPairs() {
    return randomPairs;
  }

  /** An odds ratio as a weight: log2, rounded to units. */
  public static int units(double odds) {
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
