package io.aurum.common.series;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Prints how good forecasts are beside the last season again (seasonal naive). Series are cut at
 * origins that roll through their last part; what the forecaster sees ends there. Errors are scaled
 * by the mean error of the seasonal naive forecast of one step within what was seen (MASE, Hyndman
 * and Koehler 2006). Argument: the folder with the public data sets.
 */
final class ForecastBench {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final DateTimeFormatter INVOICED = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");
  private static final int ORIGINS = 5;
  private static final int COUNTRIES = 6;
  private static final int DAY = 86_400;

  private ForecastBench() {}

  /**
   * A series.
   *
   * @param season by which the naive forecast repeats itself
   */
  private record Named(
      String name, double[] values, List<Integer> seasons, int season, int horizon) {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    OUT.println("| series | MASE | seasonal naive | within 80 % | within 95 % |");
    OUT.println("|---|---:|---:|---:|---:|");
    print("revenue of Online Retail by day", retail(Path.of(arguments[0], "online_retail")));
    print("NAB by hour", nab(Path.of(arguments[0], "nab"), 3600, 24, 48));
    print("NAB by day", nab(Path.of(arguments[0], "nab"), DAY, 7, 14));
    OUT.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void print(String group, List<Named> series) {
    double[] all = new double[5];
    for (Named one : series) {
      double[] figures = figures(one);
      row(one.name(), figures);
      Arrays.setAll(all, i -> all[i] + figures[i] / series.size());
    }
    row("**" + group + "**, " + series.size() + " series", all);
  }

  private static void row(String name, double[] figures) {
    OUT.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.1f | %.1f |%n",
        name,
        figures[0],
        figures[1],
        100 * figures[2],
        100 * figures[3]);
  }

  private static double[] figures(Named series) {
    double[] sums = new double[5];
    double known = 0;
    int length = series.values().length;
    int first = 2 * length / 3;
    for (int o = 0; o < ORIGINS; o++) {
      int origin = first + (int) ((long) o * (length - series.horizon() - first) / (ORIGINS - 1));
      double[] seen = Arrays.copyOf(series.values(), origin);
      double scale = scale(seen, series.season());
      Forecaster.Forecast forecast =
          Forecaster.of(seen, Seasons.of(seen, series.seasons()), series.horizon());
      double[] filled = Decomposition.filled(seen);
      for (int h = 0; h < forecast.points().size(); h++) {
        double actual = series.values()[origin + h];
        if (!Double.isNaN(actual)) {
          Forecaster.Point point = forecast.points().get(h);
          double naive = filled[origin - series.season() + h % series.season()];
          sums[0] += Math.abs(actual - point.value()) / scale;
          sums[1] += Math.abs(actual - naive) / scale;
          sums[2] += actual >= point.low80() && actual <= point.high80() ? 1 : 0;
          sums[3] += actual >= point.low95() && actual <= point.high95() ? 1 : 0;
          known++;
        }
      }
    }
    double points = known;
    return Arrays.stream(sums).map(sum -> sum / points).toArray();
  }

  private static double scale(double[] seen, int season) {
    double sum = 0;
    int known = 0;
    for (int i = season; i < seen.length; i++) {
      if (!Double.isNaN(seen[i]) && !Double.isNaN(seen[i - season])) {
        sum += Math.abs(seen[i] - seen[i - season]);
        known++;
      }
    }
    return sum / known;
  }

  /** Revenue of all countries and of the largest; days without any sale are missing. */
  private static List<Named> retail(Path folder) {
    Map<String, Map<LocalDate, Double>> byCountry = new TreeMap<>();
    Map<LocalDate, Double> all = new TreeMap<>();
    List<String[]> lines = lines(folder.resolve("online-retail-all.csv.gz"));
    List<String> header = List.of(lines.get(0));
    int quantity = header.indexOf("Quantity");
    int price = header.indexOf("UnitPrice");
    int at = header.indexOf("InvoiceDate");
    int country = header.indexOf("Country");
    for (String[] line : lines.subList(1, lines.size())) {
      double pieces = Double.parseDouble(line[quantity]);
      LocalDate day = day(line[at]);
      if (pieces > 0) {
        double amount = pieces * Double.parseDouble(line[price]);
        all.merge(day, amount, Double::sum);
        byCountry
            .computeIfAbsent(line[country], c -> new TreeMap<>())
            .merge(day, amount, Double::sum);
      }
    }
    List<Named> series = new ArrayList<>(List.of(daily("all", all, all)));
    byCountry.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
        .limit(COUNTRIES)
        .forEach(e -> series.add(daily(e.getKey(), e.getValue(), all)));
    return series;
  }

  private static LocalDate day(String time) {
    return time.contains("/")
        ? LocalDate.parse(time, INVOICED)
        : LocalDate.parse(time.substring(0, 10));
  }

  private static Named daily(
      String name, Map<LocalDate, Double> amounts, Map<LocalDate, Double> recorded) {
    List<LocalDate> days = recorded.keySet().stream().sorted().toList();
    LocalDate first = days.get(0);
    double[] values =
        new double[(int) (days.get(days.size() - 1).toEpochDay() - first.toEpochDay()) + 1];
    Arrays.fill(values, Double.NaN);
    days.forEach(
        day ->
            values[(int) (day.toEpochDay() - first.toEpochDay())] = amounts.getOrDefault(day, 0.0));
    return new Named(name, values, List.of(7, 364), 7, 28);
  }

  private static List<Named> nab(Path folder, int grain, int season, int horizon) {
    Function<NabFiles.Labelled, double[]> means =
        file -> {
          long first = Math.floorDiv(file.seconds()[0], grain);
          long last = Math.floorDiv(file.seconds()[file.seconds().length - 1], grain);
          double[] sums = new double[(int) (last - first) + 1];
          int[] counts = new int[sums.length];
          for (int i = 0; i < file.values().length; i++) {
            int at = (int) (Math.floorDiv(file.seconds()[i], grain) - first);
            sums[at] += file.values()[i];
            counts[at]++;
          }
          double[] values = new double[sums.length];
          Arrays.setAll(values, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
          return values;
        };
    return NabFiles.read(folder).stream()
        .filter(file -> file.name().startsWith("real"))
        .map(
            file ->
                new Named(
                    file.name(), means.apply(file), List.of(season, 7 * season), season, horizon))
        .filter(series -> series.values().length >= 6 * horizon)
        .toList();
  }

  private static List<String[]> lines(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new CsvParser(settings).parseAll(in, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
