package io.aurum.common.pattern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Baskets of the public files, and of lists. */
final class BasketFiles {
  private BasketFiles() {}

  /**
   * Encoded baskets with their labels.
   *
   * @param size all baskets learnt from
   */
  record Encoded(Baskets baskets, List<String> labels, int size) {}

  /** A file of the public data; the test is skipped where there is none. */
  static List<List<String>> read(String file, String separator) {
    String folder = System.getenv("AURUM_BENCH_DATA");
    Assumptions.assumeTrue(folder != null, "AURUM_BENCH_DATA is not set: no public data");
    return lines(folder, file, separator);
  }

  /** The baskets of a file, one on each line. */
  static List<List<String>> lines(String folder, String file, String separator) {
    try {
      return Files.readAllLines(Path.of(folder, file)).stream()
          .map(line -> separator.equals(" ") ? line.strip() : line)
          .map(line -> List.of(line.split(separator)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Encodes baskets; the last ones are held out. */
  static Encoded encode(List<List<String>> lines, int minCount, int heldOut) {
    int learnt = lines.size() - heldOut;
    Map<String, Integer> counts = new HashMap<>();
    for (List<String> line : lines.subList(0, learnt)) {
      new HashSet<>(line).forEach(item -> counts.merge(item, 1, Integer::sum));
    }
    List<String> labels =
        counts.keySet().stream()
            .filter(item -> counts.get(item) >= minCount)
            .sorted(Comparator.<String>comparingInt(counts::get).thenComparing(item -> item))
            .toList();
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, numbers.size()));
    int[] starts = new int[lines.size() + 1];
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Set<String> distinct = new HashSet<>(lines.get(i));
      distinct.stream().filter(numbers::containsKey).map(numbers::get).sorted().forEach(items::add);
      starts[i + 1] = items.size();
    }
    return new Encoded(
        new Baskets(
            learnt,
            starts,
            items.stream().mapToInt(Integer::intValue).toArray(),
            labels.stream().mapToInt(counts::get).toArray()),
        labels,
        learnt);
  }
}
