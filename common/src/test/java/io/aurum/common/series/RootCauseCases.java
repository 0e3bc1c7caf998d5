package io.aurum.common.series;

import io.aurum.common.series.CauseSearch.Cause;
import io.aurum.common.series.Cube.Cell;
import io.aurum.common.series.Cube.Direction;
import io.aurum.common.series.Cube.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cases of the folder {@code riskloc_rs}: failures ({@code value}) among requests ({@code cnt})
 * by minute, and the scopes that people named as the cause of a minute's failures.
 *
 * <p>A cell's failures are expected at its rate over the four minutes before, as in the publication
 * of the data (RobustSpot), drawn towards the rate of all cells with the weight of {@value #PRIOR}
 * requests, because many cells have few.
 */
final class RootCauseCases {
  private static final int MINUTES_BEFORE = 4;
  private static final double PRIOR = 20;
  private static final Pattern PAIR = Pattern.compile("'?(\\w+)'?\\s*:\\s*'?([^',}]+)'?");

  record Case(String name, Cube cube, List<Scope> truth) {}

  private RootCauseCases() {}

  /** What the search finds: scopes in which failures rose, which is what people looked for. */
  static List<Scope> found(Case incident) {
    return CauseSearch.find(incident.cube(), Direction.RISE).stream().map(Cause::scope).toList();
  }

  static List<Case> read(Path folder) {
    List<Case> cases = new ArrayList<>();
    String name = "";
    long minute = 0;
    for (String line : lines(folder.resolve("anomaly.yaml"))) {
      String text = line.strip();
      if (text.startsWith("- data:")) {
        name = text.substring("- data:".length()).strip();
      } else if (text.startsWith("timestamp:")) {
        minute = Long.parseLong(text.substring("timestamp:".length()).strip());
      } else if (text.startsWith("cause:")) {
        cases.add(new Case(name, cube(folder.resolve(name + ".csv"), minute), scopes(text)));
      }
    }
    return cases;
  }

  private static List<Scope> scopes(String text) {
    List<Scope> scopes = new ArrayList<>();
    Matcher braces = Pattern.compile("\\{([^}]*)}").matcher(text);
    while (braces.find()) {
      Map<String, String> values = new TreeMap<>();
      Matcher pair = PAIR.matcher(braces.group(1));
      while (pair.find()) {
        values.put(pair.group(1), pair.group(2).strip());
      }
      scopes.add(new Scope(values));
    }
    return scopes;
  }

  private static Cube cube(Path file, long minute) {
    List<String> lines = lines(file);
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<String> dimensions =
        header.stream().filter(c -> !List.of("min", "value", "cnt").contains(c)).toList();
    Map<List<String>, double[]> sums = new LinkedHashMap<>();
    double[] all = new double[2];
    for (String line : lines.subList(1, lines.size())) {
      List<String> row = List.of(line.split(",", -1));
      long before = (minute - Long.parseLong(row.get(header.indexOf("min")))) / 60;
      double value = Double.parseDouble(row.get(header.indexOf("value")));
      double requests = Double.parseDouble(row.get(header.indexOf("cnt")));
      if (before >= 0 && before <= MINUTES_BEFORE) {
        List<String> key = dimensions.stream().map(d -> row.get(header.indexOf(d))).toList();
        double[] sum = sums.computeIfAbsent(key, k -> new double[4]);
        int at = before == 0 ? 0 : 2;
        sum[at] += value;
        sum[at + 1] += requests;
        all[0] += before == 0 ? 0 : value;
        all[1] += before == 0 ? 0 : requests;
      }
    }
    double rate = all[0] / all[1];
    List<Cell> cells = new ArrayList<>();
    sums.forEach(
        (key, sum) -> {
          if (sum[1] > 0) {
            double expected = (sum[2] + PRIOR * rate) / (sum[3] + PRIOR);
            cells.add(new Cell(key, sum[0], expected * sum[1], sum[1]));
          }
        });
    return new Cube(dimensions, cells);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
