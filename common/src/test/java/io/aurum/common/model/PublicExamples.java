package io.aurum.common.model;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Rows of public data, as they stand in their files. */
final class PublicExamples {
  private PublicExamples() {}

  /**
   * Reads a file whose first row names the columns, unless the label does not stand in it: then
   * they are c1, c2 and so on.
   *
   * @param positive value of the label that is 1; null where the label is a number
   */
  static Examples read(String file, String label, String positive, UnaryOperator<String> naming) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    File path = Path.of(System.getenv("AURUM_BENCH_DATA"), file).toFile();
    List<String[]> lines = new ArrayList<>(new CsvParser(settings).parseAll(path));
    List<String> names = new ArrayList<>(Arrays.asList(lines.get(0)));
    if (names.contains(label)) {
      lines.remove(0);
    } else {
      names = IntStream.rangeClosed(1, names.size()).mapToObj(c -> "c" + c).toList();
    }
    int target = names.indexOf(label);
    int[] features = IntStream.range(0, names.size()).filter(c -> c != target).toArray();
    boolean[] numeric = new boolean[names.size()];
    for (int f : features) {
      numeric[f] = lines.stream().allMatch(line -> line[f] == null || isNumber(line[f]));
    }
    Object[][] values =
        lines.stream()
            .map(
                line -> Arrays.stream(features).mapToObj(f -> value(line[f], numeric[f])).toArray())
            .toArray(Object[][]::new);
    List<String> all = names;
    return new Examples(
        Arrays.stream(features)
            .mapToObj(
                f ->
                    numeric[f]
                        ? Worlds.number(naming.apply(all.get(f)))
                        : Worlds.category(naming.apply(all.get(f))))
            .toList(),
        values,
        lines.stream()
            .mapToDouble(
                line ->
                    positive == null
                        ? Double.parseDouble(line[target])
                        : positive.equals(line[target].trim()) ? 1 : 0)
            .toArray(),
        Arrays.stream(values).mapToLong(row -> Folds.mix(Arrays.hashCode(row), 1)).toArray());
  }

  private static Object value(String text, boolean number) {
    return text == null ? null : number ? (Object) Double.valueOf(text.trim()) : text;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text.trim());
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
