package io.aurum.common.series;

import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Direction;
import io.aurum.common.series.Cube.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the smallest set of scopes that explains why a metric is not what it was expected to be.
 *
 * <p><b>Which scope.</b> Each scope of the cube, of any number of dimensions, is taken in turn for
 * the one that was disturbed, with the strength at which its cells are likeliest ({@link Evidence}
 * says how likely each cell is); all other cells stay as expected. What the likelihood gains over
 * no disturbance at all is the evidence for the scope. This is a scan statistic (Kulldorff, "A
 * spatial scan statistic", 1997) over the cuboids of a cube in place of circles on a map. That
 * disturbances hit the cells of a scope unevenly (the ripple effect: Li et al., "Generic and robust
 * localization of multi-dimensional root causes", 2019) is a part of the likelihood, so a scope is
 * neither narrowed to the cells that were hit hardest nor widened to cells that were not hit.
 *
 * <p><b>How many.</b> Several scopes together can explain more than any one: two values of one
 * dimension, say, where one value of another holds most of both. So a set is not chosen one by one
 * alone: from each of the strongest scopes a set is grown by the scope that gains most in the cells
 * that are left, and the set with the largest gain wins. A scope that is named has to pay: with a
 * fiftieth of the gain of the strongest scope (models are never exact, so that in large cubes the
 * smallest unevenness is certain and still no cause of its own), and with what chance gives to the
 * best of so many scopes.
 *
 * <p>Equal scopes are told apart by size, then by name, never by the order of cells.
 */
public final class CauseSearch {
  /** Part of the strongest scope's gain that each scope costs. */
  private static final double LEAST_PART = 0.02;

  /** Gain that one scope needs beyond the logarithm of the scopes searched: odds of 150 to 1. */
  private static final double LEAST_GAIN = 5;

  private static final int MOST_CAUSES = 5;

  /** Scopes that a set may have: the strongest. */
  private static final int MOST_CANDIDATES = 20_000;

  /** Scopes from which a set is grown. */
  private static final int BEGINNINGS = 8;

  private static final Comparator<List<String>> BY_TEXT =
      Comparator.comparing(values -> String.join("\u0000", values));
  private static final Comparator<Cell> BY_VALUES = Comparator.comparing(Cell::values, BY_TEXT);
  private static final Comparator<Cause> BY_GAIN =
      Comparator.comparingDouble(Cause::gain).reversed().thenComparing(Cause::scope);

  private final Cube cube;
  private final List<Cell> cells;
  private final double[][] evidence;

  /** By cell the candidates that it is in. */
  private final List<List<Integer>> holders = new ArrayList<>();

  /** Parts that pay by themselves, the strongest first. */
  private List<Part> candidates = List.of();

  /** What each cause has to gain. */
  private double cost;

  private CauseSearch(Cube cube, Direction direction) {
    this.cube = cube;
    this.cells = cube.cells().stream().sorted(BY_VALUES).toList();
    this.evidence = Evidence.of(cells, direction);
    cells.forEach(cell -> holders.add(new ArrayList<>()));
  }

  /**
   * A scope that explains a part of the change.
   *
   * @param actual events in the scope, less those that a cause before it explains
   * @param expected events that were expected in the same cells
   * @param gain in log-likelihood, above 0
   */
  public record Cause(Scope scope, double actual, double expected, double gain) {}

  /**
   * The causes of the change of a cube as a whole, the strongest first; none where nothing stands
   * out.
   */
  public static List<Cause> find(Cube cube) {
    double change = cube.cells().stream().sorted(BY_VALUES).mapToDouble(Cell::change).sum();
    return change == 0 ? List.of() : find(cube, change > 0 ? Direction.RISE : Direction.FALL);
  }

  /**
   * The causes of what rose or fell in a cube, the strongest first, also where the cube as a whole
   * went the other way; none where nothing stands out.
   */
  public static List<Cause> find(Cube cube, Direction direction) {
    return new CauseSearch(cube, direction).find();
  }

  private List<Cause> find() {
    List<Part> parts = parts();
    double[] gains = parts.stream().mapToDouble(part -> most(sums(part))).toArray();
    double strongest = Arrays.stream(gains).max().orElse(0);
    cost = LEAST_GAIN + Math.log(parts.size()) + LEAST_PART * strongest;
    candidates =
        IntStream.range(0, gains.length)
            .filter(i -> gains[i] > cost)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> gains[i]).reversed())
            .limit(MOST_CANDIDATES)
            .map(parts::get)
            .toList();
    for (int c = 0; c < candidates.size(); c++) {
      for (int member : candidates.get(c).members) {
        holders.get(member).add(c);
      }
    }
    return IntStream.range(0, Math.min(BEGINNINGS, candidates.size()))
        .mapToObj(Grown::new)
        .reduce((best, next) -> next.worth > best.worth ? next : best)
        .map(grown -> grown.causes.stream().sorted(BY_GAIN).toList())
        .orElse(List.of());
  }

  /** A first scope, and again and again the one that gains most in the cells that are left. */
  private final class Grown {
    final List<Cause> causes = new ArrayList<>();
    final boolean[] explained = new boolean[cells.size()];
    final double[][] sums;
    double worth;

    Grown(int first) {
      sums = candidates.stream().map(part -> sums(part)).toArray(double[][]::new);
      for (int next = first; next >= 0; next = causes.size() < MOST_CAUSES ? next() : -1) {
        explain(next);
      }
    }

    /** The candidate that gains most in the cells that are left, -1 where none pays. */
    private int next() {
      int best = -1;
      double most = cost;
      for (int c = 0; c < sums.length; c++) {
        double gain = most(sums[c]);
        if (gain > most) {
          most = gain;
          best = c;
        }
      }
      return best;
    }

    /**
     * The part as a cause of its cells that nothing explains yet, which it explains from now on.
     */
    private void explain(int candidate) {
      Part part = candidates.get(candidate);
      double gain = most(sums[candidate]);
      double actual = 0;
      double expected = 0;
      for (int member : part.members) {
        if (!explained[member]) {
          actual += cells.get(member).actual();
          expected += cells.get(member).expected();
          explained[member] = true;
          for (int holder : holders.get(member)) {
            subtract(sums[holder], evidence[member]);
          }
        }
      }
      worth += gain - cost;
      causes.add(new Cause(scope(part), actual, expected, gain));
    }
  }

  private static void subtract(double[] sums, double[] ratios) {
    for (int s = 0; s < sums.length; s++) {
      sums[s] -= ratios[s];
    }
  }

  /** What the likelihood gains at each strength. */
  private double[] sums(Part part) {
    double[] sums = new double[Evidence.STRENGTHS];
    for (int member : part.members) {
      double[] ratios = evidence[member];
      for (int s = 0; s < sums.length; s++) {
        sums[s] += ratios[s];
      }
    }
    return sums;
  }

  private static double most(double[] sums) {
    double most = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    return most;
  }

  private Scope scope(Part part) {
    Map<String, String> values = new TreeMap<>();
    for (int d = 0; d < cube.dimensions().size(); d++) {
      if ((part.mask >> d & 1) != 0) {
        values.put(cube.dimensions().get(d), cells.get(part.members.get(0)).values().get(d));
      }
    }
    return new Scope(values);
  }

  /** All cells that agree in the dimensions of a mask. */
  private static final class Part {
    final int mask;
    final List<Integer> members = new ArrayList<>();

    Part(int mask) {
      this.mask = mask;
    }
  }

  /** The parts of the cube, those of few dimensions first. */
  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int masks = 1 << cube.dimensions().size();
    int[][] numbers = new int[masks][cells.size()];
    for (int mask = 1; mask < masks; mask++) {
      int[] wider = numbers[mask & (mask - 1)];
      int[] codes = codes(Integer.numberOfTrailingZeros(mask));
      Map<Long, Integer> byValues = new HashMap<>();
      int from = parts.size();
      for (int i = 0; i < codes.length; i++) {
        int number =
            byValues.computeIfAbsent((long) wider[i] << 32 | codes[i], key -> byValues.size());
        if (number == parts.size() - from) {
          parts.add(new Part(mask));
        }
        parts.get(from + number).members.add(i);
        numbers[mask][i] = number;
      }
    }
    parts.sort(Comparator.comparingInt(part -> Integer.bitCount(part.mask)));
    return parts;
  }

  /** Numbers of the values that cells have of a dimension. */
  private int[] codes(int dimension) {
    Map<String, Integer> numbers = new HashMap<>();
    return cells.stream()
        .mapToInt(
            cell -> numbers.computeIfAbsent(cell.values().get(dimension), value -> numbers.size()))
        .toArray();
  }
}
