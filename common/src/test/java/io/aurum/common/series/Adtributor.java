package io.aurum.common.series;

import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The baseline: values of one dimension that explain a change with the fewest and most surprising
 * elements (Bhagwan et al., "Adtributor: revenue debugging in advertising systems", NSDI 2014, with
 * the thresholds of the paper: each element explains a tenth, all of them two thirds).
 */
final class Adtributor {
  private static final double LEAST_OF_ONE = 0.1;
  private static final double LEAST_OF_ALL = 0.67;

  private record Element(Scope scope, double explains, double surprise) {}

  private Adtributor() {}

  /** The scopes of the most surprising dimension; none where no dimension explains enough. */
  static List<Scope> find(Cube cube) {
    List<Scope> best = List.of();
    double most = -1;
    for (int d = 0; d < cube.dimensions().size(); d++) {
      List<Element> chosen = chosen(cube, d);
      double surprise = chosen.stream().mapToDouble(Element::surprise).sum();
      double explained = chosen.stream().mapToDouble(Element::explains).sum();
      if (explained > LEAST_OF_ALL && surprise > most) {
        most = surprise;
        best = chosen.stream().map(Element::scope).toList();
      }
    }
    return best;
  }

  private static List<Element> chosen(Cube cube, int d) {
    List<Element> chosen = new ArrayList<>();
    double explained = 0;
    for (Element element : elements(cube, d)) {
      if (element.explains() > LEAST_OF_ONE && explained <= LEAST_OF_ALL) {
        chosen.add(element);
        explained += element.explains();
      }
    }
    return chosen;
  }

  private static List<Element> elements(Cube cube, int d) {
    double actual = cube.cells().stream().mapToDouble(Cell::actual).sum();
    double expected = cube.cells().stream().mapToDouble(Cell::expected).sum();
    Map<String, double[]> sums = new TreeMap<>();
    for (Cell cell : cube.cells()) {
      double[] sum = sums.computeIfAbsent(cell.values().get(d), v -> new double[2]);
      sum[0] += cell.actual();
      sum[1] += cell.expected();
    }
    List<Element> elements = new ArrayList<>();
    sums.forEach(
        (value, sum) ->
            elements.add(
                new Element(
                    new Scope(Map.of(cube.dimensions().get(d), value)),
                    (sum[0] - sum[1]) / (actual - expected),
                    surprise(sum[1] / expected, sum[0] / actual))));
    elements.sort(
        Comparator.comparingDouble(Element::surprise).reversed().thenComparing(Element::scope));
    return elements;
  }

  /** One element's part of the Jensen-Shannon divergence of prior p and posterior q. */
  private static double surprise(double p, double q) {
    return 0.5 * (part(p, p + q) + part(q, p + q));
  }

  private static double part(double x, double both) {
    return x == 0 ? 0 : x * Math.log(2 * x / both);
  }
}
