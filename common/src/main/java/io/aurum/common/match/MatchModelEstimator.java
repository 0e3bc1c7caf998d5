package io.aurum.common.match;

import java.util.Arrays;
import java.util.List;

/**
 * Estimates a {@link MatchModel} without labels by expectation maximisation on the counts of
 * distinct agreement patterns (Winkler 1988). Missing values are no evidence (Enamorado, Fifield,
 * Imai 2019).
 *
 * <p>Two samples feed it. Candidate pairs, which hold nearly all true matches, give m. Random pairs
 * give u: blocking makes candidates agree, so they would overstate it. Both are weighted with the
 * probability that a pair is a match, respectively is none, under the model so far; so the true
 * matches among the random pairs, many in a small and duplicate-rich table, do not count as chance.
 *
 * <p>The dependence tree with the greatest mutual information among the pairs of different customers
 * (Chow and Liu 1968) is learned twice: under the belief with which the estimation starts, and again
 * once a few iterations have told matches from strangers better. Never does expectation maximisation
 * run with attributes that wrongly count as independent: it would take the strangers that depend on
 * each other, such as those of one town, for the matches, and no dependence would be left to learn.
 */
public final class MatchModelEstimator {
  private static final int FIRST_ITERATIONS = 10;
  private static final int MAX_ITERATIONS = 200;
  private static final double CONVERGED = 1e-5;

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
  private double[][][] m;
  private double[][][] u;
  private double prior;

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
    this.prior = Math.min(0.5, rows / 2.0 / totalPairs);
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
    learnTree();
    iterate(FIRST_ITERATIONS);
    learnTree();
    iterate(MAX_ITERATIONS);
    return new MatchModel(attributes, parents, m, u, prior, randomPairs);
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
  }

  /** One step; returns the largest change of a parameter. */
  private double step() {
    double[][][] nextM = zeros();
    double[][][] nextU = zeros();
    double matches = 0;
    for (Pattern pattern : candidates) {
      double p = probability(pattern.levels());
      matches += p * pattern.count();
      addLevels(nextM, pattern.levels(), p * pattern.count());
    }
    for (Pattern pattern : random) {
      addLevels(nextU, pattern.levels(), (1 - probability(pattern.levels())) * pattern.count());
    }
    normalise(nextM);
    normalise(nextU);
    double nextPrior = Math.min(0.5, Math.max(1, matches * candidateScale) / totalPairs);
    double change =
        Math.max(
            Math.abs(Math.log(nextPrior / prior)), Math.max(change(m, nextM), change(u, nextU)));
    m = nextM;
    u = nextU;
    prior = nextPrior;
    return change;
  }

  private double probability(byte[] levels) {
    double logOdds = Math.log(prior / (1 - prior));
    for (int a = 0; a < levels.length; a++) {
      if (levels[a] != PatternCounts.MISSING) {
        int given = given(a, levels);
        logOdds += Math.log(m[a][given][levels[a]] / u[a][given][levels[a]]);
      }
    }
    return 1 / (1 + Math.exp(-logOdds));
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
  private void learnTree() {
    double[] nonMatch = new double[random.length];
    for (int i = 0; i < random.length; i++) {
      nonMatch[i] = random[i].count() * (1 - probability(random[i].levels()));
    }
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
