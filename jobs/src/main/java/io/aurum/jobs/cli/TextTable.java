package io.aurum.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text with aligned columns; numbers stand to the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<String> header) {
    this.header = header;
  }

  static TextTable of(String... header) {
    return new TextTable(List.of(header));
  }

  /** A whole number with thousands separators. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A number with a fixed count of decimals. */
  static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  TextTable row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "expected " + header.size() + " cells, found " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  void print(PrintWriter out) {
    int[] widths = new int[header.size()];
    boolean[] numeric = new boolean[header.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              header.get(i).length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
      numeric[i] = !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(column)));
    }
    out.println(line(header, widths, numeric));
    rows.forEach(row -> out.println(line(row, widths, numeric)));
  }

  private static String line(List<String> cells, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(numeric[i] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9][0-9,]*(\\.[0-9]+)?|-|");
  }
}
