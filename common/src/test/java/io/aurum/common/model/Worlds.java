package io.aurum.common.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows made by a known law. */
public final class Worlds {
  private static final String[] TARIFFS = {"basic", "plus", "premium", "trial"};
  private static final double[] EFFECTS = {0, -0.5, -1.2, 1.0};

  private Worlds() {}

  /**
   * Rows whose log-odds are {@code -1 + usage (bent at 0) + tariff + usage x visits / 2}; age says
   * nothing, usage is missing in one row of twenty.
   */
  public static Examples customers(int rows, long seed) {
    Random random = new Random(seed);
    Object[][] values = new Object[rows][];
    double[] target = new double[rows];
    long[] hash = new long[rows];
    for (int i = 0; i < rows; i++) {
      double usage = random.nextGaussian();
      double visits = random.nextInt(6);
      int tariff = random.nextInt(TARIFFS.length);
      double age = 18 + random.nextInt(60);
      double odds = -1 + Math.max(0, usage) * 1.5 + EFFECTS[tariff] + usage * visits / 4;
      values[i] =
          new Object[] {random.nextInt(20) == 0 ? null : usage, visits, TARIFFS[tariff], age};
      target[i] = random.nextDouble() < Logit.probability(odds) ? 1 : 0;
      hash[i] = Folds.mix(i, seed);
    }
    return new Examples(
        List.of(number("usage"), number("visits"), category("tariff"), number("age")),
        values,
        target,
        hash);
  }

  /** Classes of {@link #plans}, in the order of their numbers. */
  static final List<String> PLANS = List.of("basic", "family", "premium");

  /**
   * Probabilities of the classes of {@link #plans}: a softmax of 0, {@code persons - 2} and {@code
   * 1.5 income} and what the region adds.
   */
  static double[] planProbabilities(Object[] row) {
    double income = (Double) row[0];
    double persons = (Double) row[1];
    double[] odds = {0, persons - 2, 1.5 * income + (row[2].equals("city") ? 1 : 0)};
    double[] shares = Arrays.stream(odds).map(Math::exp).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(x -> x / sum).toArray();
  }

  /** Rows of three classes, drawn with {@link #planProbabilities}; age says nothing. */
  public static Examples plans(int rows, long seed) {
    Random random = new Random(seed);
    Object[][] values = new Object[rows][];
    double[] target = new double[rows];
    long[] hash = new long[rows];
    for (int i = 0; i < rows; i++) {
      values[i] =
          new Object[] {
            random.nextGaussian(),
            1.0 + random.nextInt(4),
            random.nextBoolean() ? "city" : "land",
            18.0 + random.nextInt(60)
          };
      double[] shares = planProbabilities(values[i]);
      double drawn = random.nextDouble();
      target[i] = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
      hash[i] = Folds.mix(i, seed);
    }
    return new Examples(
        List.of(number("income"), number("persons"), category("region"), number("age")),
        values,
        target,
        hash);
  }

  /** The same rows with other columns behind them. */
  static Examples with(Examples rows, FeatureColumn column, Object[] more) {
    List<FeatureColumn> columns =
        java.util.stream.Stream.concat(rows.columns().stream(), java.util.stream.Stream.of(column))
            .toList();
    Object[][] values =
        IntStream.range(0, rows.size())
            .mapToObj(
                i ->
                    java.util.stream.Stream.concat(
                            java.util.Arrays.stream(rows.row(i)),
                            java.util.stream.Stream.of(new Object[] {more[i]}))
                        .toArray())
            .toArray(Object[][]::new);
    return new Examples(
        columns,
        values,
        rows.targets(),
        IntStream.range(0, rows.size()).mapToLong(rows::hash).toArray());
  }

  static FeatureColumn number(String name) {
    return new FeatureColumn(name, FeatureColumn.Type.NUMBER);
  }

  static FeatureColumn category(String name) {
    return new FeatureColumn(name, FeatureColumn.Type.CATEGORY);
  }
}
