package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads baskets, one on each line: every item is a record with the columns {@code basket} (number
 * of the line), {@code item} and {@code position} (from 1). Items are separated by a character, or
 * by any run of blanks; empty ones at the end of a line are no items, others are records without an
 * item. Records are counted through the file, because several stand on one line.
 */
final class BasketRecords implements RecordReader {
  private static final List<String> COLUMNS = List.of("basket", "item", "position");
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00A0]+");

  private final Lines lines;
  private final boolean blanks;
  private final Pattern delimiter;
  private final int[] wanted;
  private String[] items = {};
  private int item;
  private long record;

  /**
   * @param delimiter a blank stands for any run of blanks
   * @param wanted columns whose values the records bring, in this order
   */
  BasketRecords(Lines lines, char delimiter, List<String> wanted) {
    this.lines = lines;
    this.blanks = delimiter == ' ';
    this.delimiter = blanks ? BLANKS : Pattern.compile(String.valueOf(delimiter), Pattern.LITERAL);
    this.wanted = wanted.stream().mapToInt(COLUMNS::indexOf).toArray();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Parsed next() throws IOException {
    while (item == items.length) {
      if (!lines.next()) {
        return null;
      }
      item = 0;
      if (lines.problem() != null) {
        items = new String[] {};
        return atLine(lines.problem());
      }
      items = delimiter.split(blanks ? lines.text().strip() : lines.text().stripTrailing());
    }
    String[] cells = cells(items[item++]);
    String[] result = new String[wanted.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = wanted[i] < 0 ? null : cells[wanted[i]];
    }
    return new Parsed.Fields(++record, result);
  }

  @Override
  public String payload() {
    return Payload.json(COLUMNS, cells(items[item - 1]));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** {@code item} is the position of the item that is shown: it was moved on already. */
  private String[] cells(String text) {
    return new String[] {Long.toString(lines.number()), text, Integer.toString(item)};
  }

  private Parsed.Malformed atLine(Parsed.Malformed problem) {
    return new Parsed.Malformed(
        ++record,
        problem.rule(),
        "Line %d: %s".formatted(problem.line(), problem.reason()),
        problem.payload());
  }
}
