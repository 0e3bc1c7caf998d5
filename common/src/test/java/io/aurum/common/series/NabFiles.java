package io.aurum.common.series;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the Numenta Anomaly Benchmark with their labelled windows. */
final class NabFiles {
  private static final Pattern FILE = Pattern.compile("\"([^\"]+\\.csv)\"\\s*:");
  private static final Pattern TIME = Pattern.compile("\"(\\d{4}-[^\".]+)(?:\\.\\d+)?\"");

  private static final int DAY = 86_400;
  private static final List<Integer> GRAINS = List.of(3600, 1800, 300);

  /**
   * A file.
   *
   * @param seconds since 1970 of each value
   */
  record Labelled(String name, long[] seconds, double[] values, List<int[]> windows) {
    /** Scores of the detector, which is told the length of the day and of the week. */
    NabScore.Scored scored() {
      int grain = grain();
      OnlineDetector detector =
          new OnlineDetector(
              NabScore.probation(values.length), List.of(DAY / grain, 7 * DAY / grain));
      double[] scores = new double[values.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = detector.next(Math.floorDiv(seconds[i], grain), values[i]).score();
      }
      return new NabScore.Scored(name, scores, windows);
    }

    /** The longest that is not longer than the median step. */
    private int grain() {
      double[] steps = new double[seconds.length - 1];
      Arrays.setAll(steps, i -> seconds[i + 1] - seconds[i]);
      double median = Robust.median(steps);
      return GRAINS.stream().filter(grain -> grain <= median).findFirst().orElse(300);
    }
  }

  private NabFiles() {}

  static List<Labelled> read(Path folder) {
    List<Labelled> files = new ArrayList<>();
    windows(text(folder.resolve("labels/combined_windows.json")))
        .forEach(
            (name, times) -> files.add(file(folder.resolve("data").resolve(name), name, times)));
    return files;
  }

  private static Labelled file(Path path, String name, List<String> times) {
    List<String> lines = text(path).lines().skip(1).toList();
    double[] values = new double[lines.size()];
    List<String> stamps = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int comma = lines.get(i).indexOf(',');
      stamps.add(lines.get(i).substring(0, comma));
      values[i] = Double.parseDouble(lines.get(i).substring(comma + 1));
    }
    List<int[]> windows = new ArrayList<>();
    for (int w = 0; w + 1 < times.size(); w += 2) {
      windows.add(new int[] {stamps.indexOf(times.get(w)), stamps.lastIndexOf(times.get(w + 1))});
    }
    long[] seconds =
        stamps.stream()
            .mapToLong(
                stamp -> LocalDateTime.parse(stamp.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC))
            .toArray();
    return new Labelled(name, seconds, values, windows);
  }

  private static Map<String, List<String>> windows(String json) {
    Map<String, List<String>> windows = new TreeMap<>();
    Matcher file = FILE.matcher(json);
    int from = -1;
    String name = "";
    while (file.find()) {
      if (from >= 0) {
        windows.put(name, times(json.substring(from, file.start())));
      }
      name = file.group(1);
      from = file.end();
    }
    windows.put(name, times(json.substring(from)));
    return windows;
  }

  private static List<String> times(String json) {
    return TIME.matcher(json).results().map(time -> time.group(1)).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
