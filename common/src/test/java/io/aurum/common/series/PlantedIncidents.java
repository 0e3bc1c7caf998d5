package io.aurum.common.series;

import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Incidents with known causes, after the descriptions of published sets.
 *
 * <p><b>S, L, H</b> of RiskLoc (Kalander, 2022): amounts follow Weibull distributions, some are
 * nothing, half of the cells have a forecast with noise and half an actual value with noise; a
 * disturbance of one to three cuboids (L: of up to five cells) takes a share of one to three of its
 * scopes away, or lets them rise by as much, in the direction in which the noise happens to go. All
 * have fewer values of each dimension here, about six thousand cells in place of up to 24 million,
 * so that many incidents take little time.
 *
 * <p><b>B</b> of Squeeze (Li et al., 2019): one to three scopes of one cuboid of one to three
 * dimensions, each with a change of its own which all of its cells share (the ripple effect), and
 * forecasts with a noise from 1 % (B0) to 13 % (B4). The change goes where the noise goes in sum,
 * as in S.
 *
 * <p><b>Counts</b> and <b>rates</b> are what small shops and services have: events by chance, in
 * cells that mostly have few; forecasts that are the mean of four periods; disturbances that hit
 * the cells of a scope unevenly.
 */
final class PlantedIncidents {
  private static final int[] S = {6, 8, 6, 5, 4};
  private static final int[] L = {8, 12, 8, 8};
  private static final int[] H = {4, 3, 12, 5, 3, 3};
  private static final int[] B = {8, 10, 8, 6};
  private static final int[] SHOP = {12, 6, 4, 3};

  /** As in the explanation of anomalies: the least that is expected of a cell, in units. */
  private static final double LEAST_EXPECTED = 0.5;

  private static final double LEAST_UNIT = 0.0001;
  private static final int PERIODS_BEFORE = 4;
  private static final double PRIOR = 20;
  private static final int ATTEMPTS = 200;

  private final Random random;
  private final int[] sizes;
  private final List<int[]> cells = new ArrayList<>();
  private final List<List<int[]>> disturbed = new ArrayList<>();

  /** An incident: what is seen, and the scopes that were disturbed. */
  record Incident(Cube cube, Set<Scope> truth) {}

  /** The sets that can be made. */
  enum Kind {
    S(0.25),
    L(0.1),
    H(0.25),
    B0(0.008),
    B1(0.03),
    B2(0.06),
    B3(0.1),
    B4(0.13),
    COUNTS(0.1),
    RATES(0);

    /** Coefficient of variation of forecasts; of S, L and H the largest. */
    private final double noise;

    Kind(double noise) {
      this.noise = noise;
    }
  }

  /**
   * How well a search does.
   *
   * @param first share of incidents whose strongest cause is one of the truth, 0..1
   * @param all share of incidents whose causes are the truth, 0..1
   * @param f1 of the causes of all incidents, as the publications count them, 0..1
   */
  record Found(double first, double all, double f1) {
    static Found of(List<Incident> incidents, Function<Cube, List<Scope>> search) {
      int first = 0;
      int all = 0;
      int right = 0;
      int named = 0;
      for (Incident incident : incidents) {
        List<Scope> found = search.apply(incident.cube());
        first += !found.isEmpty() && incident.truth().contains(found.get(0)) ? 1 : 0;
        all += new HashSet<>(found).equals(incident.truth()) ? 1 : 0;
        right += (int) found.stream().filter(incident.truth()::contains).count();
        named += found.size() + incident.truth().size();
      }
      double n = incidents.size();
      return new Found(first / n, all / n, 2.0 * right / named);
    }
  }

  private PlantedIncidents(Random random, int[] sizes) {
    this.random = random;
    this.sizes = sizes;
    int all = IntStream.of(sizes).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < all; i++) {
      int[] values = new int[sizes.length];
      int left = i;
      for (int d = 0; d < sizes.length; d++) {
        values[d] = left % sizes[d];
        left /= sizes[d];
      }
      cells.add(values);
    }
  }

  /** Some incidents of a kind, the same for the same seed. */
  static List<Incident> of(Kind kind, int number, long seed) {
    Random random = new Random(seed);
    List<Incident> incidents = new ArrayList<>();
    while (incidents.size() < number) {
      incidents.add(
          switch (kind) {
            case S -> new PlantedIncidents(random, S).riskLoc(kind.noise, 0.2, 0.1, 3, 3, false);
            case L -> new PlantedIncidents(random, L).riskLoc(kind.noise, 0.5, 0, 5, 1, true);
            case H -> new PlantedIncidents(random, H).riskLoc(kind.noise, 0.2, 0.1, 3, 3, false);
            case B0, B1, B2, B3, B4 -> new PlantedIncidents(random, B).squeeze(kind.noise);
            case COUNTS -> new PlantedIncidents(random, SHOP).counts(kind.noise);
            case RATES -> new PlantedIncidents(random, SHOP).rates();
          });
    }
    return incidents;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private Incident riskLoc(
      double mostNoise,
      double leastSeverity,
      double mostDeviation,
      int mostAnomalies,
      int mostElements,
      boolean lastLayer) {
    double shape = between(0.5, 1);
    double zeros = between(0, 0.25);
    double noise = between(0, mostNoise);
    double[] actual = new double[cells.size()];
    double[] forecast = new double[cells.size()];
    for (int i = 0; i < actual.length; i++) {
      double value =
          random.nextDouble() > zeros
              ? 100 * Math.pow(-Math.log(1 - random.nextDouble()), 1 / shape)
              : 0;
      double noisy = Math.max(0, value * (1 + noise * random.nextGaussian()));
      boolean swapped = random.nextBoolean();
      actual[i] = swapped ? noisy : value;
      forecast[i] = swapped ? value : noisy;
    }
    boolean rises = sum(actual) > sum(forecast);
    int anomalies = 1 + random.nextInt(mostAnomalies);
    for (int a = 0; a < anomalies; a++) {
      int layer = lastLayer ? sizes.length : 1 + random.nextInt(sizes.length);
      List<int[]> scopes = place(layer, 1 + random.nextInt(mostElements), actual);
      double severity = between(leastSeverity, 1) + noise;
      double deviation = between(0, mostDeviation);
      for (int i = 0; i < actual.length; i++) {
        if (isIn(cells.get(i), scopes)) {
          double left = Math.max(0, 1 - severity - deviation * random.nextGaussian());
          if (rises) {
            forecast[i] = actual[i] * left;
          } else {
            actual[i] = forecast[i] * left;
          }
        }
      }
    }
    return amounts(actual, forecast);
  }

  private Incident squeeze(double noise) {
    double[] actual = new double[cells.size()];
    double[] forecast = new double[cells.size()];
    for (int i = 0; i < actual.length; i++) {
      forecast[i] = Math.exp(3 + 1.2 * random.nextGaussian());
      actual[i] = forecast[i] * Math.max(0, 1 + noise * random.nextGaussian());
    }
    boolean rises = sum(actual) > sum(forecast);
    int layer = 1 + random.nextInt(3);
    for (int[] scope : place(layer, 1 + random.nextInt(3), actual)) {
      double change = between(0.2, 0.9);
      for (int i = 0; i < actual.length; i++) {
        if (isIn(cells.get(i), List.of(scope))) {
          double factor = rises ? 1 / (1 - change) : 1 - change;
          actual[i] = forecast[i] * factor * Math.max(0, 1 + noise * random.nextGaussian());
        }
      }
    }
    return amounts(actual, forecast);
  }

  private Incident counts(double noise) {
    double[] means = means(between(0.5, 3));
    double[] factors = disturbance(means);
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      double before = 0;
      for (int p = 0; p < PERIODS_BEFORE; p++) {
        before += poisson(means[i] * Math.exp(noise * random.nextGaussian()));
      }
      double now = poisson(means[i] * Math.exp(noise * random.nextGaussian()) * factors[i]);
      if (before + now > 0) {
        double expected = Math.max(LEAST_EXPECTED, before / PERIODS_BEFORE);
        made.add(new Cell(names(cells.get(i)), now, expected, expected));
      }
    }
    return incident(made);
  }

  private Incident rates() {
    double[] requests = means(between(3, 5));
    double[] rates = new double[requests.length];
    double base = between(0.01, 0.1);
    for (int i = 0; i < rates.length; i++) {
      rates[i] = Math.min(0.5, base * Math.exp(0.7 * random.nextGaussian()));
    }
    double[] factors = disturbance(requests);
    double[] failedBefore = new double[rates.length];
    double[] failed = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      failedBefore[i] = poisson(PERIODS_BEFORE * requests[i] * rates[i]);
      failed[i] =
          Math.min(
              Math.rint(requests[i]) + 1,
              poisson(
                  requests[i]
                      * (rates[i] + (factors[i] == 1 ? 0 : 0.1 * Math.abs(factors[i] - 1)))));
    }
    double all = sum(failedBefore) / (PERIODS_BEFORE * sum(requests));
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      double rate = (failedBefore[i] + PRIOR * all) / (PERIODS_BEFORE * requests[i] + PRIOR);
      made.add(new Cell(names(cells.get(i)), failed[i], rate * requests[i], requests[i]));
    }
    return incident(made);
  }

  /** Unequal sizes of cells: products of those of their values. */
  private double[] means(double middle) {
    List<double[]> parts = new ArrayList<>();
    for (int size : sizes) {
      parts.add(IntStream.range(0, size).mapToDouble(v -> 0.7 * random.nextGaussian()).toArray());
    }
    return cells.stream()
        .mapToDouble(
            values ->
                Math.exp(
                    middle
                        + 0.3 * random.nextGaussian()
                        + IntStream.range(0, sizes.length)
                            .mapToDouble(d -> parts.get(d)[values[d]])
                            .sum()))
        .toArray();
  }

  /** Factors of one or two scopes of one to three dimensions that are hit unevenly. */
  private double[] disturbance(double[] means) {
    double[] factors = new double[means.length];
    Arrays.fill(factors, 1);
    int causes = 1 + random.nextInt(2);
    boolean rises = random.nextBoolean();
    for (int c = 0; c < causes; c++) {
      List<int[]> scope = place(1 + random.nextInt(3), 1, means);
      double size = between(0, 1);
      for (int i = 0; i < factors.length; i++) {
        if (isIn(cells.get(i), scope)) {
          double uneven = Math.exp(0.4 * random.nextGaussian());
          factors[i] =
              rises ? 1 + (1 + 4 * size) * uneven : Math.min(1, (0.5 - 0.45 * size) * uneven);
        }
      }
    }
    return factors;
  }

  private double poisson(double mean) {
    if (mean > 100) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double product = random.nextDouble();
    int events = 0;
    for (double least = Math.exp(-mean); product > least; events++) {
      product *= random.nextDouble();
    }
    return events;
  }

  /**
   * Scopes of one cuboid that share no value with scopes of others, and are not empty; none where
   * there is no place left.
   */
  private List<int[]> place(int layer, int elements, double[] amounts) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Set<Integer> dimensions = new LinkedHashSet<>();
      while (dimensions.size() < layer) {
        dimensions.add(random.nextInt(sizes.length));
      }
      Map<List<Integer>, int[]> scopes = new HashMap<>();
      boolean failed = layer < sizes.length && isUsed(dimensions);
      List<int[]> ordered = new ArrayList<>();
      for (int e = 0; e < elements && !failed; e++) {
        int[] scope = new int[sizes.length];
        Arrays.fill(scope, -1);
        for (int d : dimensions) {
          int[] free = free(d);
          if (free.length == 0) {
            failed = true;
            break;
          }
          scope[d] = free[random.nextInt(free.length)];
        }
        List<Integer> key = IntStream.of(scope).boxed().toList();
        failed |= scopes.put(key, scope) != null;
        failed |= !failed && amountOf(scope, amounts) == 0;
        ordered.add(scope);
      }
      if (!failed) {
        disturbed.add(ordered);
        return ordered;
      }
    }
    return List.of();
  }

  private double amountOf(int[] scope, double[] amounts) {
    double amount = 0;
    for (int i = 0; i < amounts.length; i++) {
      amount += isIn(cells.get(i), List.of(scope)) ? amounts[i] : 0;
    }
    return amount;
  }

  private boolean isUsed(Set<Integer> dimensions) {
    return disturbed.stream()
        .map(scopes -> scopes.get(0))
        .anyMatch(
            scope ->
                IntStream.range(0, sizes.length)
                    .allMatch(d -> (scope[d] >= 0) == dimensions.contains(d)));
  }

  private int[] free(int dimension) {
    Set<Integer> used = new HashSet<>();
    disturbed.forEach(scopes -> scopes.forEach(scope -> used.add(scope[dimension])));
    return IntStream.range(0, sizes[dimension]).filter(v -> !used.contains(v)).toArray();
  }

  private static boolean isIn(int[] values, List<int[]> scopes) {
    return scopes.stream()
        .anyMatch(
            scope ->
                IntStream.range(0, scope.length)
                    .allMatch(d -> scope[d] < 0 || scope[d] == values[d]));
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** One row in each cell: events are counted in units of the scatter, if that is finer. */
  private Incident amounts(double[] actual, double[] forecast) {
    int[] there =
        IntStream.range(0, actual.length).filter(i -> actual[i] + forecast[i] > 0).toArray();
    double[] now = IntStream.of(there).mapToDouble(i -> actual[i]).toArray();
    double[] before = IntStream.of(there).mapToDouble(i -> forecast[i]).toArray();
    double mean = (sum(now) + sum(before)) / (2 * there.length);
    double unit = Math.min(mean, Math.max(LEAST_UNIT * mean, Scatter.of(before, now)));
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < there.length; i++) {
      double expected = Math.max(LEAST_EXPECTED, before[i] / unit);
      made.add(new Cell(names(cells.get(there[i])), now[i] / unit, expected, expected));
    }
    return incident(made);
  }

  private Incident incident(List<Cell> made) {
    List<String> dimensions =
        IntStream.range(0, sizes.length).mapToObj(PlantedIncidents::dimension).toList();
    Set<Scope> truth = new HashSet<>();
    for (List<int[]> scopes : disturbed) {
      for (int[] scope : scopes) {
        Map<String, String> values = new TreeMap<>();
        IntStream.range(0, scope.length)
            .filter(d -> scope[d] >= 0)
            .forEach(d -> values.put(dimension(d), dimension(d) + scope[d]));
        truth.add(new Scope(values));
      }
    }
    return new Incident(new Cube(dimensions, made), truth);
  }

  private static List<String> names(int[] values) {
    return IntStream.range(0, values.length).mapToObj(d -> dimension(d) + values[d]).toList();
  }

  private static String dimension(int d) {
    return String.valueOf((char) ('a' + d));
  }
}
