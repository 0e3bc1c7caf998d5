package io.aurum.common.series;

import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the smallest set of scopes that explains why a metric is not what it was expected to be.
 *
 * <p><b>Which scope.</b> Events are taken for Poisson. A disturbance of a scope adds the same share
 * of the exposure to every cell in it, or takes the same share of the expected events away; all
 * other cells stay as expected. The scope whose disturbance raises the likelihood most is the
 * nearest cause. This is a scan statistic (Kulldorff, "A spatial scan statistic", 1997) over the
 * cuboids of a cube in place of circles on a map; it weighs small cells as little as they say.
 *
 * <p><b>How wide.</b> Disturbances hit parts of their scope unevenly, so the likeliest scope can be
 * only the part that was hit hardest. It is widened by one dimension as long as the remainder, what
 * the wider scope has more, changed in the same direction by at least a third as much, both taken
 * as logarithms of actual to expected (the ripple effect: a cause shows in all its parts; Li et
 * al., "Generic and robust localization of multi-dimensional root causes", 2019).
 *
 * <p><b>How many.</b> What a cause explains is taken out, and the search goes on while a further
 * scope explains at least a tenth of the whole change. Equal scopes are told apart by size, then by
 * name, never by the order of cells.
 */
public final class CauseSearch {
  /** Share of a scope's log ratio that the remainder of a wider scope must have. */
  private static final double RIPPLE = 1.0 / 3;

  /** Share of the whole change that a cause explains at least. */
  private static final double LEAST_SHARE = 0.1;

  /** Gain in log-likelihood that one scope needs beyond the logarithm of the scopes searched. */
  private static final double LEAST_GAIN = 7;

  private static final int MOST_CAUSES = 5;
  private static final int HALVINGS = 40;

  /** Added to events before logarithms, so that none is of zero (Anscombe). */
  private static final double HALF = 0.5;

  private static final Comparator<List<String>> BY_TEXT =
      Comparator.comparing(values -> String.join("\u0000", values));
  private static final Comparator<Cell> BY_VALUES = Comparator.comparing(Cell::values, BY_TEXT);

  private final Cube cube;
  private final boolean rises;
  private final double change;

  private CauseSearch(Cube cube) {
    this.cube = cube;
    this.change = cube.cells().stream().sorted(BY_VALUES).mapToDouble(Cell::change).sum();
    this.rises = change > 0;
  }

  /**
   * A scope that explains a part of the change.
   *
   * @param actual events in the scope
   * @param expected events that were expected in it
   * @param share of the whole change, above 0; can be above 1 where others went the other way
   * @param gain in log-likelihood
   */
  public record Cause(Scope scope, double actual, double expected, double share, double gain) {}

  /** The causes of the change of a cube, the strongest first; none where nothing stands out. */
  public static List<Cause> find(Cube cube) {
    return new CauseSearch(cube).find();
  }

  private List<Cause> find() {
    List<Cause> causes = new ArrayList<>();
    List<Cell> cells = cube.cells().stream().sorted(BY_VALUES).toList();
    while (change != 0 && causes.size() < MOST_CAUSES) {
      Parts parts = new Parts(cells);
      Optional<Part> best = parts.likeliest();
      if (best.isEmpty()) {
        break;
      }
      Part cause = parts.widen(best.get());
      causes.add(
          new Cause(
              scope(cause), cause.actual, cause.expected, cause.change() / change, cause.gain));
      cells = parts.without(cause);
    }
    return causes;
  }

  private Scope scope(Part part) {
    Map<String, String> values = new TreeMap<>();
    for (int d = 0; d < cube.dimensions().size(); d++) {
      if ((part.mask >> d & 1) != 0) {
        values.put(cube.dimensions().get(d), part.cells.get(0).values().get(d));
      }
    }
    return new Scope(values);
  }

  /** All cells that agree in the dimensions of a mask. */
  private static final class Part {
    final int mask;
    final List<Cell> cells = new ArrayList<>();
    double actual;
    double expected;
    double gain;

    Part(int mask) {
      this.mask = mask;
    }

    void add(Cell cell) {
      cells.add(cell);
      actual += cell.actual();
      expected += cell.expected();
    }

    double change() {
      return actual - expected;
    }

    double logRatio() {
      return Math.log((actual + HALF) / (expected + HALF));
    }

    int dimensions() {
      return Integer.bitCount(mask);
    }
  }

  /** The parts of a cube, by mask and values. */
  private final class Parts {
    private final List<Cell> cells;
    private final List<Map<List<String>, Part>> byMask = new ArrayList<>();

    Parts(List<Cell> cells) {
      this.cells = cells;
      int masks = 1 << cube.dimensions().size();
      for (int mask = 0; mask < masks; mask++) {
        byMask.add(new HashMap<>());
      }
      for (int mask = 1; mask < masks; mask++) {
        for (Cell cell : cells) {
          int dimensions = mask;
          byMask.get(mask).computeIfAbsent(key(cell, mask), k -> new Part(dimensions)).add(cell);
        }
      }
    }

    Optional<Part> likeliest() {
      double least = LEAST_GAIN + Math.log(byMask.stream().mapToInt(Map::size).sum());
      Part best = null;
      for (int mask : bySize()) {
        for (Part part : sorted(mask)) {
          if (part.change() / change >= LEAST_SHARE) {
            part.gain = gain(part);
            if (part.gain >= least && (best == null || part.gain > best.gain)) {
              best = part;
            }
          }
        }
      }
      return Optional.ofNullable(best);
    }

    private List<Part> sorted(int mask) {
      return byMask.get(mask).entrySet().stream()
          .sorted(Map.Entry.comparingByKey(BY_TEXT))
          .map(Map.Entry::getValue)
          .toList();
    }

    private List<Integer> bySize() {
      return IntStream.range(1, byMask.size())
          .boxed()
          .sorted(Comparator.comparingInt(Integer::bitCount))
          .toList();
    }

    /** The wider part whose remainder changed most like the part, again and again. */
    Part widen(Part part) {
      Part widest = part;
      for (Optional<Part> next = wider(widest); next.isPresent(); next = wider(widest)) {
        widest = next.get();
        widest.gain = gain(widest);
      }
      return widest;
    }

    private Optional<Part> wider(Part part) {
      Part best = null;
      double most = RIPPLE * part.logRatio();
      for (int d = 0; d < cube.dimensions().size() && part.dimensions() > 1; d++) {
        int mask = part.mask & ~(1 << d);
        if (mask != part.mask) {
          Part candidate = byMask.get(mask).get(key(part.cells.get(0), mask));
          double ratio = remainder(candidate, part);
          if (rises ? ratio >= most : ratio <= most) {
            most = ratio;
            best = candidate;
          }
        }
      }
      return Optional.ofNullable(best);
    }

    private double remainder(Part wider, Part part) {
      if (wider.cells.size() == part.cells.size()) {
        return rises ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      return Math.log(
          (wider.actual - part.actual + HALF) / (wider.expected - part.expected + HALF));
    }

    List<Cell> without(Part cause) {
      List<String> key = key(cause.cells.get(0), cause.mask);
      return cells.stream()
          .map(cell -> key(cell, cause.mask).equals(key) ? cell.undisturbed() : cell)
          .toList();
    }

    private static List<String> key(Cell cell, int mask) {
      String[] values = new String[cell.values().size()];
      for (int d = 0; d < values.length; d++) {
        values[d] = (mask >> d & 1) != 0 ? cell.values().get(d) : "";
      }
      return Arrays.asList(values);
    }
  }

  /** Log-likelihood of the best disturbance of a part, less that of none. */
  private double gain(Part part) {
    if (part.change() > 0 != rises) {
      return 0;
    }
    if (!rises) {
      double left = part.actual == 0 ? 0 : part.actual * Math.log(part.actual / part.expected);
      return left - part.change();
    }
    double added = addedShare(part.cells);
    double gain = 0;
    for (Cell cell : part.cells) {
      double more = added * cell.exposure();
      gain += cell.actual() * Math.log1p(more / cell.expected()) - more;
    }
    return gain;
  }

  /** The share of exposures that is likeliest to have been added: the root of the derivative. */
  private static double addedShare(List<Cell> cells) {
    double exposure = cells.stream().mapToDouble(Cell::exposure).sum();
    double low = 0;
    double high = cells.stream().mapToDouble(c -> c.actual() / c.exposure()).max().orElse(0);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double slope = -exposure;
      for (Cell cell : cells) {
        slope += cell.actual() * cell.exposure() / (cell.expected() + middle * cell.exposure());
      }
      if (slope > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
