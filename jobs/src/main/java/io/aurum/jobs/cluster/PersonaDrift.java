package io.aurum.jobs.cluster;

import io.aurum.common.cluster.Frame;
import io.aurum.common.config.ClusterSettings.Expectation;
import io.aurum.common.config.ClusterSettings.Persona;
import io.aurum.common.config.Settings;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Holds the personas of the user against the clusters: each against the one that it fits best, by
 * the mean share of members of whom its expectations hold.
 */
final class PersonaDrift {
  private static final double HALF = 0.5;
  private static final int SHOWN = 3;
  private static final String SUPPRESSED = "(not published)";

  private final Settings settings;
  private final Segmentation segmentation;
  private final Frame frame;
  private final int[] numbers;
  private final String runId;

  private PersonaDrift(Settings settings, Segmentation segmentation, String runId) {
    this.settings = settings;
    this.segmentation = segmentation;
    this.frame = segmentation.sample().frame();
    this.numbers = segmentation.numbersOfSample();
    this.runId = runId;
  }

  /** Rows of {@code persona_drift}. */
  static List<Row> rows(Settings settings, Segmentation segmentation, String runId) {
    if (segmentation.analysis().personas().isEmpty()) {
      return List.of();
    }
    PersonaDrift drift = new PersonaDrift(settings, segmentation, runId);
    return segmentation.analysis().personas().stream()
        .flatMap(persona -> drift.rows(persona).stream())
        .toList();
  }

  private List<Row> rows(Persona persona) {
    int segment = closest(persona);
    List<Row> rows = new ArrayList<>();
    persona
        .expects()
        .forEach((column, expected) -> rows.add(row(persona, segment, column, expected)));
    return rows;
  }

  private int closest(Persona persona) {
    int best = 0;
    double highest = -1;
    for (int number : IntStream.of(numbers).filter(n -> n > 0).distinct().sorted().toArray()) {
      double fit = 0;
      for (var expected : persona.expects().entrySet()) {
        Fit one = fit(values(number, expected.getKey()), expected.getValue());
        fit += one.n == 0 ? 0 : (double) one.holds / one.n;
      }
      if (fit > highest) {
        highest = fit;
        best = number;
      }
    }
    return best;
  }

  /** Of how many values an expectation holds. */
  private record Fit(long holds, long n) {}

  private static Fit fit(List<Object> values, Expectation expected) {
    return new Fit(values.stream().filter(value -> holds(value, expected)).count(), values.size());
  }

  private static boolean holds(Object value, Expectation expected) {
    if (expected instanceof Expectation.Range range) {
      return value instanceof Double number && number >= range.low() && number <= range.high();
    }
    List<String> accepted = ((Expectation.OneOf) expected).values();
    return value instanceof Double number
        ? accepted.stream().anyMatch(text -> isNumber(text, number))
        : accepted.contains((String) value);
  }

  private static boolean isNumber(String text, double number) {
    try {
      return Double.parseDouble(text) == number;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private List<Object> values(int number, String column) {
    int place =
        IntStream.range(0, frame.columns().size())
            .filter(c -> frame.columns().get(c).name().equals(column))
            .findFirst()
            .orElseThrow();
    return IntStream.range(0, frame.size())
        .filter(i -> numbers[i] == number && frame.rows()[i][place] != null)
        .mapToObj(i -> frame.rows()[i][place])
        .toList();
  }

  private Row row(Persona persona, int segment, String column, Expectation expected) {
    List<Object> values = values(segment, column);
    Fit fit = fit(values, expected);
    boolean known = fit.n > 0;
    Interval interval = known ? Wilson.interval(fit.holds, fit.n) : null;
    boolean holds = known && interval.high() >= HALF;
    boolean shown =
        Disclosure.isShown(settings, segmentation.analysis().table(), column)
            || (known && values.get(0) instanceof Double);
    return RowFactory.create(
        segmentation.analysis().name(),
        persona.name(),
        String.valueOf(segment),
        column,
        words(expected),
        !known ? "no values" : shown ? observed(values) : SUPPRESSED,
        known ? (double) fit.holds / fit.n : null,
        known ? interval.low() : null,
        known ? interval.high() : null,
        !known ? "unknown" : holds ? "holds" : "drifted",
        !known || holds || !shown ? null : column + " = " + suggestion(values),
        fit.n,
        runId);
  }

  private static String words(Expectation expected) {
    return expected instanceof Expectation.Range range
        ? number(range.low()) + ".." + number(range.high())
        : String.join(", ", ((Expectation.OneOf) expected).values());
  }

  private static String observed(List<Object> values) {
    if (values.get(0) instanceof Double) {
      double[] sorted = sorted(values);
      return "median " + number((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }
    return frequent(values).entrySet().stream()
        .limit(SHOWN)
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %.0f %%",
                    entry.getKey(),
                    100.0 * entry.getValue() / values.size()))
        .collect(Collectors.joining(", "));
  }

  /** The middle half of the numbers, or the most frequent values that half of the rows have. */
  private static String suggestion(List<Object> values) {
    if (values.get(0) instanceof Double) {
      double[] sorted = sorted(values);
      return "\"%s..%s\""
          .formatted(
              number(sorted[(sorted.length - 1) / 4]),
              number(sorted[(int) (3L * (sorted.length - 1) / 4)]));
    }
    List<String> suggested = new ArrayList<>();
    long covered = 0;
    for (var entry : frequent(values).entrySet()) {
      if (covered < HALF * values.size()) {
        suggested.add(entry.getKey());
        covered += entry.getValue();
      }
    }
    return "[" + String.join(", ", suggested) + "]";
  }

  private static double[] sorted(List<Object> values) {
    double[] sorted = values.stream().mapToDouble(value -> (Double) value).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private static Map<String, Long> frequent(List<Object> values) {
    Map<String, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge((String) value, 1L, Long::sum));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%d", (long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
