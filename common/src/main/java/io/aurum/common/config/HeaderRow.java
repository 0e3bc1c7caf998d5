package io.aurum.common.config;

import io.aurum.common.config.SourceSettings.CsvSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The names in the first row of a CSV file, and what they are called in snake_case. */
final class HeaderRow {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private HeaderRow() {}

  /**
   * Columns of a file by name in snake_case, in their order; of a file without header {@code c1,
   * c2, ...}. A name that occurs again gets a number.
   *
   * @throws IOException where the file cannot be read
   */
  static Map<String, String> read(Path file, CsvSettings csv) throws IOException {
    List<String> cells = cells(firstLine(file, csv), csv);
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      String raw = csv.header() ? cells.get(i) : "c" + (i + 1);
      String name = snakeCase(raw);
      String free = name;
      for (int number = 2; columns.containsKey(free); number++) {
        free = name + "_" + number;
      }
      columns.put(free, raw);
    }
    return columns;
  }

  private static String firstLine(Path file, CsvSettings csv) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader = new BufferedReader(new InputStreamReader(text, csv.encoding()))) {
      String line = reader.readLine();
      return line == null || line.isEmpty() || line.charAt(0) != BYTE_ORDER_MARK
          ? line == null ? "" : line
          : line.substring(1);
    }
  }

  private static List<String> cells(String line, CsvSettings csv) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == csv.quote() && csv.quote() != Parsers.NO_CHARACTER) {
        quoted = !quoted;
      } else if (c == csv.delimiter() && !quoted) {
        cells.add(cell.toString().trim());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().trim());
    return cells;
  }

  static String snakeCase(String raw) {
    String name =
        raw.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^_+|_+$", "");
    return name.matches("[a-z].*") ? name : "x_" + name;
  }
}
