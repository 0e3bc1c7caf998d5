package io.aurum.jobs.ingest;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads lines of values that any run of blanks or tabs separates; blanks at either end of a line do
 * not count. Values are never quoted and never empty.
 */
final class BlankRecords implements RecordReader {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00A0]+");

  private final Lines lines;
  private final List<String> wanted;
  private List<String> columns;
  private int[] indexes;
  private boolean ahead;

  /**
   * Reads the names of the columns: from the first line, else {@code c1, c2, ...} as many as it has
   * values.
   *
   * @param header whether the first line names the columns
   */
  static BlankRecords open(Lines lines, boolean header, List<String> wanted) throws IOException {
    var records = new BlankRecords(lines, List.of(), wanted);
    while (lines.next()) {
      records.ahead = !header;
      if (lines.problem() == null) {
        String[] first = values(lines.text());
        records.name(
            header
                ? List.of(first)
                : IntStream.rangeClosed(1, first.length).mapToObj(i -> "c" + i).toList());
        return records;
      }
      if (header) {
        return records;
      }
    }
    return records;
  }

  /**
   * @param columns what the values of a line are
   * @param wanted columns whose values the records bring, in this order
   */
  BlankRecords(Lines lines, List<String> columns, List<String> wanted) {
    this.lines = lines;
    this.wanted = List.copyOf(wanted);
    name(columns);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Parsed next() throws IOException {
    if (!ahead && !lines.next()) {
      return null;
    }
    ahead = false;
    return lines.problem() != null ? lines.problem() : parse();
  }

  @Override
  public String payload() {
    return lines.payload();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Parsed parse() {
    String[] values = values(lines.text());
    if (values.length != columns.size()) {
      return Malformations.ragged(lines.number(), lines.payload(), columns.size(), values.length);
    }
    String[] result = new String[indexes.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = indexes[i] < 0 ? null : values[indexes[i]];
    }
    return new Parsed.Fields(lines.number(), result);
  }

  private void name(List<String> names) {
    columns = names;
    indexes = wanted.stream().mapToInt(names::indexOf).toArray();
  }

  private static String[] values(String line) {
    return BLANKS.split(line.strip());
  }
}
