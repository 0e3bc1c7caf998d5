package io.aurum.common.match;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Estimates a {@link MatchModel} without labels by expectation maximisation on the counts of
 * distinct agreement patterns (Winkler 1988). Missing values are no evidence (Enamorado, Fifield,
 * Imai 2019).
 *
 * <p>Two samples feed it. Candidate pairs, which hold nearly all true matches, give m. Random pairs
 * give u: blocking makes candidates agree, so they would overstate it. Both are weighted with the
 * probability that a pair is a match, respectively is chance, under the model so far; so the true
 * matches among the random pairs, many in a small and duplicate-rich table, do not count as chance.
 *
 * <p>There are three classes of pairs: one customer, chance, and two people of one household. The
 * last agree in what a household shares and are as many as the true matches; taken for either of
 * the others they spoil it: of the matches they would make pairs that need not agree in given name
 * and birth date. The classes start apart, by what a household shares, and are estimated together;
 * where no attribute is shared by a household there are two.
 *
 * <p>The dependence tree with the greatest mutual information among the random pairs is learned
 * first (Chow and Liu 1968), and once more among the pairs of chance when expectation maximisation
 * has converged, which then runs on. Without the tree, city and postal code count twice and
 * strangers from one town become matches.
 */
public final class MatchModelEstimator {
  private static final int MAX_ITERATIONS = 200;
  private static final double CONVERGED = 1e-5;

  /** Largest share of all pairs that is ascribed to one customer, and to one household. */
  private static final double MOST = 0.45;

  /** Pseudo-pairs per level, so that an unseen level is improbable but never impossible. */
  private static final double SMOOTHING = 0.5;

  /** Pseudo-pairs by which a conditional distribution leans on the marginal one. */
  private static final double SHRINKAGE = 5;

  private final List<MatchAttribute> attributes;
  private final Pattern[] candidates;
  private final Pattern[] random;
  private final double candidateScale;
  private final double totalPairs;
  private final long randomPairs;

  private final int[] parents;
  private final boolean households;
  private double[][][] m;
  private double[][][] u;

  /** Among pairs of different customers of one household. */
  private double[][][] h;

  private double prior;
  private double householdPrior;

  /**
   * @param candidates patterns of a sample of the candidate pairs
   * @param candidateScale candidate pairs per pair of the sample, at least 1
   * @param random patterns of pairs taken at random
   * @param rows records; every two of them are a pair
   */
  public MatchModelEstimator(
      List<MatchAttribute> attributes,
      PatternCounts candidates,
      double candidateScale,
      PatternCounts random,
      int rows) {
    this.attributes = attributes;
    this.candidates = Pattern.of(candidates);
    this.random = Pattern.of(random);
    this.candidateScale = candidateScale;
    this.totalPairs = Math.max(1, rows * (rows - 1.0) / 2);
    this.randomPairs = random.pairs();
    this.prior = Math.min(MOST, rows / 2.0 / totalPairs);
    this.households = attributes.stream().anyMatch(MatchAttribute::sharedByHousehold);
    this.householdPrior = households ? prior : 0;
    this.parents = new int[attributes.size()];
    Arrays.fill(parents, MatchModel.NO_PARENT);
  }

  private record Pattern(byte[] levels, double count) {
    static Pattern[] of(PatternCounts counts) {
      Pattern[] patterns = new Pattern[counts.patterns()];
      int[] next = {0};
      counts.forEach((levels, count) -> patterns[next[0]++] = new Pattern(levels, count));
      return patterns;
    }
  }

  /** Runs expectation maximisation until the parameters stand still. */
  public MatchModel estimate() {
    start();
    learnTree(pattern -> 1);
    iterate(MAX_ITERATIONS);
    learnTree(pattern -> classes(pattern.levels()).chance());
    iterate(MAX_ITERATIONS);
    return new MatchModel(
        attributes, parents, m, u, households ? h : null, prior, householdPrior, randomPairs);
  }

  private void iterate(int most) {
    for (int i = 0; i < most; i++) {
      if (step() < CONVERGED) {
        return;
      }
    }
  }

  /**
   * u from all random pairs; m from the belief that records of one customer mostly agree: each
   * level a third as likely as the one before, differing one in twenty.
   */
  private void start() {
    m = zeros();
    u = zeros();
    for (double[][] attribute : m) {
      int last = attribute[0].length - 1;
      double weight = 1;
      double sum = 0;
      for (int level = 0; level < last; level++, weight /= 3) {
        attribute[0][level] = weight;
        sum += weight;
      }
      for (int level = 0; level < last; level++) {
        attribute[0][level] *= 0.95 / sum;
      }
      attribute[0][last] = 0.05;
    }
    for (Pattern pattern : random) {
      addLevels(u, pattern.levels(), pattern.count());
    }
    normalise(u);
    h = zeros();
    for (int a = 0; a < h.length; a++) {
      h[a][0] = (attributes.get(a).sharedByHousehold() ? m : u)[a][0].clone();
    }
  }

  /** One step; returns the largest change of a parameter. */
  private double step() {
    double[][][] nextM = zeros();
    double[][][] nextU = zeros();
    double[][][] nextH = zeros();
    double matches = 0;
    double relatives = 0;
    for (Pattern pattern : candidates) {
      Classes classes = classes(pattern.levels());
      matches += classes.match() * pattern.count();
      relatives += classes.household() * pattern.count();
      addLevels(nextM, pattern.levels(), classes.match() * pattern.count());
      addLevels(nextH, pattern.levels(), classes.household() * pattern.count());
    }
    for (Pattern pattern : random) {
      addLevels(nextU, pattern.levels(), classes(pattern.levels()).chance() * pattern.count());
    }
    normalise(nextM);
    normalise(nextU);
    normalise(nextH);
    double nextPrior = prior(matches);
    double nextHouseholdPrior = households ? prior(relatives) : 0;
    double change =
        max(
            logChange(prior, nextPrior),
            logChange(householdPrior, nextHouseholdPrior),
            change(m, nextM),
            change(u, nextU),
            change(h, nextH));
    m = nextM;
    u = nextU;
    h = nextH;
    prior = nextPrior;
    householdPrior = nextHouseholdPrior;
    return change;
  }

  /** Share of all pairs, of a class that has so many of the sample; at least one pair. */
  private double prior(double candidatePairs) {
    return Math.min(MOST, Math.max(1, candidatePairs * candidateScale) / totalPairs);
  }

  private static double logChange(double before, double after) {
    return before == after ? 0 : Math.abs(Math.log(after / before));
  }

  private static double max(double... values) {
    return Arrays.stream(values).max().orElse(0);
  }

  /**
   * Probabilities that a pair is of a class.
   *
   * @param match of one customer
   * @param household of two customers of one household
   * @param chance of two customers who have nothing to do with each other
   */
  private record Classes(double match, double household, double chance) {
    /** Of log odds against chance. */
    static Classes of(double match, double household) {
      double top = Math.max(0, Math.max(match, household));
      double m = Math.exp(match - top);
      double h = Math.exp(household - top);
      double u = Math.exp(-top);
      double sum = m + h + u;
      return new Classes(m / sum, h / sum, u / sum);
    }
  }

  private Classes classes(byte[] levels) {
    double chance = 1 - prior - householdPrior;
    double match = Math.log(prior / chance);
    double household = Math.log(householdPrior / chance);
    for (int a = 0; a < levels.length; a++) {
      if (levels[a] != PatternCounts.MISSING) {
        int given = given(a, levels);
        double u = this.u[a][given][levels[a]];
        match += Math.log(m[a][given][levels[a]] / u);
        household += Math.log(h[a][given][levels[a]] / u);
      }
    }
    return Classes.of(match, household);
  }

  private int given(int attribute, byte[] levels) {
    int parent = parents[attribute];
    return parent == MatchModel.NO_PARENT ? 0 : levels[parent] + 1;
  }

  private double[][][] zeros() {
    double[][][] zeros = new double[attributes.size()][][];
    for (int a = 0; a < zeros.length; a++) {
      zeros[a] =
          new double[parents[a] == MatchModel.NO_PARENT ? 1 : levels(parents[a]) + 1][levels(a)];
    }
    return zeros;
  }

  private int levels(int attribute) {
    return attributes.get(attribute).comparator().levels().size();
  }

  /** Adds to the marginal distribution and, below a parent, to the conditional one. */
  private void addLevels(double[][][] sums, byte[] levels, double count) {
    for (int a = 0; a < levels.length; a++) {
      if (levels[a] != PatternCounts.MISSING) {
        sums[a][0][levels[a]] += count;
        int given = given(a, levels);
        if (given > 0) {
          sums[a][given][levels[a]] += count;
        }
      }
    }
  }

  private static void normalise(double[][][] sums) {
    for (double[][] attribute : sums) {
      double[] marginal = attribute[0];
      normalise(marginal, SMOOTHING);
      for (int given = 1; given < attribute.length; given++) {
        for (int level = 0; level < marginal.length; level++) {
          attribute[given][level] += SHRINKAGE * marginal[level];
        }
        normalise(attribute[given], 0);
      }
    }
  }

  private static void normalise(double[] levels, double smoothing) {
    double sum = 0;
    for (double level : levels) {
      sum += level + smoothing;
    }
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (levels[level] + smoothing) / sum;
    }
  }

  private static double change(double[][][] before, double[][][] after) {
    double largest = 0;
    for (int a = 0; a < before.length; a++) {
      for (int given = 0; given < before[a].length; given++) {
        for (int level = 0; level < before[a][given].length; level++) {
          largest = Math.max(largest, Math.abs(before[a][given][level] - after[a][given][level]));
        }
      }
    }
    return largest;
  }

  /**
   * Maximum spanning tree over the mutual information of two attributes' levels among random pairs,
   * weighted with the probability that they are no match (Prim's algorithm). An edge must pay for
   * its parameters by the Bayesian information criterion.
   */
  private void learnTree(ToDoubleFunction<Pattern> share) {
    double[] nonMatch = new double[random.length];
    for (int i = 0; i < random.length; i++) {
      nonMatch[i] = random[i].count() * share.applyAsDouble(random[i]);
    }
    Arrays.fill(parents, MatchModel.NO_PARENT);
    int n = parents.length;
    double[] best = new double[n];
    int[] link = new int[n];
    boolean[] inTree = new boolean[n];
    Arrays.fill(link, MatchModel.NO_PARENT);
    for (int added = 0; added < n; added++) {
      int next = -1;
      for (int a = 0; a < n; a++) {
        if (!inTree[a] && (next < 0 || best[a] > best[next])) {
          next = a;
        }
      }
      inTree[next] = true;
      parents[next] = link[next];
      for (int a = 0; a < n; a++) {
        if (!inTree[a]) {
          double gain = informationGain(next, a, nonMatch);
          if (gain > best[a]) {
            best[a] = gain;
            link[a] = next;
          }
        }
      }
    }
    m = withParents(m);
    u = withParents(u);
    h = withParents(h);
  }

  /** The marginals for every level of the parent. */
  private double[][][] withParents(double[][][] marginals) {
    double[][][] conditional = zeros();
    for (int a = 0; a < conditional.length; a++) {
      for (int given = 0; given < conditional[a].length; given++) {
        conditional[a][given] = marginals[a][0].clone();
      }
    }
    return conditional;
  }

  /** Nats by which knowing one level improves the likelihood of the other, less its cost. */
  private double informationGain(int a, int b, double[] nonMatch) {
    double[][] joint = new double[levels(a)][levels(b)];
    double total = 0;
    for (int i = 0; i < random.length; i++) {
      byte levelA = random[i].levels()[a];
      byte levelB = random[i].levels()[b];
      if (levelA != PatternCounts.MISSING && levelB != PatternCounts.MISSING) {
        joint[levelA][levelB] += nonMatch[i];
        total += nonMatch[i];
      }
    }
    double[] sumA = new double[joint.length];
    double[] sumB = new double[joint[0].length];
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < joint[i].length; j++) {
        sumA[i] += joint[i][j];
        sumB[j] += joint[i][j];
      }
    }
    double gain = 0;
    for (int i = 0; i < joint.length; i++) {
      for (int j = 0; j < joint[i].length; j++) {
        if (joint[i][j] > 0) {
          gain += joint[i][j] * Math.log(joint[i][j] * total / (sumA[i] * sumB[j]));
        }
      }
    }
    double parameters = (joint.length - 1.0) * (joint[0].length - 1.0);
    return total < 1 ? 0 : gain - parameters * Math.log(total) / 2;
  }
}
