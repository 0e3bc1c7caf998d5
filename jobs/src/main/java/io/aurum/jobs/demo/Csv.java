package io.aurum.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows of comma- or otherwise separated text, as RFC 4180 quotes them. */
final class Csv {
  private Csv() {}

  static String row(char delimiter, List<String> values) {
    StringJoiner row = new StringJoiner(String.valueOf(delimiter));
    for (String value : values) {
      row.add(quoted(value, delimiter));
    }
    return row.toString();
  }

  /** A comma-separated row. */
  static String row(Object... values) {
    return row(',', List.of(values).stream().map(String::valueOf).toList());
  }

  /**
   * Parses text that {@link #row} wrote; a reader for the generator's own truth, not for the
   * world's exports.
   */
  static List<String> parse(String row) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"' && inQuotes && i + 1 < row.length() && row.charAt(i + 1) == '"') {
        value.append('"');
        i++;
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == ',' && !inQuotes) {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString());
    return values;
  }

  private static String quoted(String value, char delimiter) {
    boolean plain =
        value.indexOf(delimiter) < 0
            && value.indexOf('"') < 0
            && value.indexOf('\n') < 0
            && value.indexOf('\r') < 0;
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
