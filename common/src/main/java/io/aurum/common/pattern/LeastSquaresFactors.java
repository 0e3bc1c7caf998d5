package io.aurum.common.pattern;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Factors of people and items by alternating least squares on what was taken (Hu, Koren and
 * Volinsky, Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008): everything not
 * taken is a 0 of weight 1, everything taken a 1 of weight {@code 1 + alpha}.
 */
public final class LeastSquaresFactors {
  /** As MLlib's ALS has them by default. */
  private static final int RANK = 10;

  private static final int ROUNDS = 10;
  private static final double ALPHA = 1;
  private static final double REGULARISATION = 0.1;

  private final double[][] people;
  private final double[][] items;

  private LeastSquaresFactors(double[][] people, double[][] items) {
    this.people = people;
    this.items = items;
  }

  /**
   * Fits factors.
   *
   * @param histories of each person, numbers of the items taken
   * @param size number of all items
   */
  public static LeastSquaresFactors of(int[][] histories, int size, long seed) {
    int[][] takers = transposed(histories, size);
    SplittableRandom random = new SplittableRandom(seed);
    double[][] items = new double[size][RANK];
    for (double[] item : items) {
      Arrays.setAll(item, i -> random.nextDouble() / RANK);
    }
    double[][] people = new double[histories.length][RANK];
    for (int round = 0; round < ROUNDS; round++) {
      solve(people, items, histories);
      solve(items, people, takers);
    }
    return new LeastSquaresFactors(people, items);
  }

  private static int[][] transposed(int[][] histories, int size) {
    IntegerList[] takers = new IntegerList[size];
    Arrays.setAll(takers, item -> new IntegerList());
    for (int person = 0; person < histories.length; person++) {
      for (int item : histories[person]) {
        takers[item].add(person);
      }
    }
    return Arrays.stream(takers).map(IntegerList::toArray).toArray(int[][]::new);
  }

  /** Solves the factors of one side while those of the other stand still. */
  private static void solve(double[][] unknown, double[][] known, int[][] taken) {
    double[][] squares = new double[RANK][RANK];
    for (double[] factor : known) {
      addSquare(squares, factor, 1);
    }
    for (int i = 0; i < unknown.length; i++) {
      double[][] left = Arrays.stream(squares).map(double[]::clone).toArray(double[][]::new);
      double[] right = new double[RANK];
      for (int other : taken[i]) {
        addSquare(left, known[other], ALPHA);
        for (int k = 0; k < RANK; k++) {
          right[k] += (1 + ALPHA) * known[other][k];
        }
      }
      for (int k = 0; k < RANK; k++) {
        left[k][k] += REGULARISATION * Math.max(1, taken[i].length);
      }
      unknown[i] = solved(left, right);
    }
  }

  private static void addSquare(double[][] squares, double[] factor, double weight) {
    for (int row = 0; row < RANK; row++) {
      for (int column = 0; column <= row; column++) {
        squares[row][column] += weight * factor[row] * factor[column];
      }
    }
  }

  /** Cholesky's method; of the matrix the lower triangle is read, and overwritten. */
  private static double[] solved(double[][] lower, double[] right) {
    for (int i = 0; i < RANK; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = lower[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
      for (int k = 0; k < i; k++) {
        right[i] -= lower[i][k] * right[k];
      }
      right[i] /= lower[i][i];
    }
    for (int i = RANK - 1; i >= 0; i--) {
      for (int k = i + 1; k < RANK; k++) {
        right[i] -= lower[k][i] * right[k];
      }
      right[i] /= lower[i][i];
    }
    return right;
  }

  /**
   * Recommends items.
   *
   * @param person number of the history
   * @param allowed items that may be recommended
   * @param most so many at most
   * @return the best first; of equals the higher number
   */
  public List<Integer> recommend(int person, IntPredicate allowed, int most) {
    double[] scores = new double[items.length];
    Arrays.setAll(scores, item -> score(person, item));
    return Arrays.stream(TopItems.of(scores, allowed, most)).boxed().toList();
  }

  /** How well an item suits a person. */
  double score(int person, int item) {
    double score = 0;
    for (int k = 0; k < RANK; k++) {
      score += people[person][k] * items[item][k];
    }
    return score;
  }
}
