package io.aurum.jobs.ingest;

import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.run.Payload;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads CSV as RFC 4180 describes it and as exports really are: any delimiter, blanks around
 * fields, quotes doubled or escaped, line breaks inside quotes, CR, LF or CR LF, blank lines
 * between records.
 *
 * <p>A quote opens a field only at its beginning; elsewhere it is text. Where quotes do not fit
 * together, the line on which the record starts is malformed and reading goes on with the next
 * line, so that one stray quote costs one record and not the rest of the file.
 */
final class CsvRecords implements RecordReader {
  /** Setting of a quote or escape character that the file does not use. */
  private static final char NONE = '\0';

  private enum Scan {
    COMPLETE,
    UNCLOSED_QUOTE,
    TEXT_AFTER_QUOTE,
    TOO_LONG
  }

  private final CharWindow window;
  private final CsvSettings csv;
  private final List<String> wantedNames;
  private List<String> columns = List.of();
  private int[] wanted;

  private long line;
  private String payload;

  private int fields;
  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] escaped = new boolean[64];
  private boolean quotes;
  private int length;

  /**
   * Reads a file from its beginning. Its header names the columns; without one they are {@code c1,
   * c2, ...}, as many as the first well-formed record has fields.
   *
   * @param wanted columns whose values the records bring, in this order; null for those that the
   *     file lacks
   */
  static CsvRecords open(CharWindow window, CsvSettings csv, List<String> wanted)
      throws IOException {
    var records = new CsvRecords(window, csv, List.of(), 0, wanted);
    if (csv.header()) {
      records.readHeader();
    } else {
      records.countColumns();
    }
    return records;
  }

  /**
   * Reads a part of a file.
   *
   * @param columns those of the file
   * @param before lines of the file before the part
   */
  CsvRecords(
      CharWindow window, CsvSettings csv, List<String> columns, long before, List<String> wanted) {
    this.window = window;
    this.csv = csv;
    this.wantedNames = List.copyOf(wanted);
    this.line = before + 1;
    name(columns);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Parsed next() throws IOException {
    skipBlankLines();
    if (window.at(0) == CharWindow.END) {
      return null;
    }
    return switch (scan()) {
      case COMPLETE -> completeRecord();
      case UNCLOSED_QUOTE ->
          rejectLine(
              "file.unclosed-quote",
              csv.multiLine()
                  ? "A quoted field is not closed before the end of the file or within %,d characters; close the quote or double it."
                      .formatted(window.limit())
                  : "A quoted field is not closed before the end of its line; close the quote or double it, or set csv.multi-line.");
      case TEXT_AFTER_QUOTE ->
          rejectLine(
              "file.stray-quote",
              "Text follows a closing quote; double or escape quotes that are part of a value.");
      case TOO_LONG -> rejectTooLong();
    };
  }

  @Override
  public String payload() {
    return payload;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }

  private void readHeader() throws IOException {
    skipBlankLines();
    if (window.at(0) != CharWindow.END && scan() == Scan.COMPLETE) {
      name(IntStream.range(0, fields).mapToObj(i -> value(i).strip()).toList());
      consume();
    }
  }

  private void countColumns() throws IOException {
    skipBlankLines();
    if (window.at(0) != CharWindow.END && scan() == Scan.COMPLETE && isText()) {
      name(IntStream.rangeClosed(1, fields).mapToObj(i -> "c" + i).toList());
    }
  }

  private void name(List<String> names) {
    columns = names;
    wanted = wantedNames.stream().mapToInt(names::indexOf).toArray();
  }

  private boolean isText() {
    return !window.undecodableBefore(length) && !window.nulBefore(length);
  }

  private Parsed completeRecord() throws IOException {
    long startLine = line;
    payload = window.text(0, Math.min(length, Payload.MAX_CHARS));
    Parsed parsed;
    if (columns.isEmpty() && !csv.header()) {
      countColumns();
    }
    if (window.undecodableBefore(length)) {
      parsed = Malformations.undecodable(startLine, payload, csv.encoding());
    } else if (window.nulBefore(length)) {
      parsed = Malformations.nul(startLine, payload);
    } else if (fields != columns.size()) {
      parsed = Malformations.ragged(startLine, payload, columns.size(), fields);
    } else {
      parsed = new Parsed.Fields(startLine, wantedValues());
    }
    consume();
    return parsed;
  }

  private String[] wantedValues() {
    String[] values = new String[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      values[i] = wanted[i] < 0 ? null : value(wanted[i]);
    }
    return values;
  }

  private Parsed rejectLine(String rule, String reason) throws IOException {
    int end = window.lineEnd(0);
    payload = window.text(0, Math.min(end, Payload.MAX_CHARS));
    Parsed parsed = Malformations.of(line, rule, reason, payload);
    window.advance(end + window.lineBreakLength(end));
    line++;
    return parsed;
  }

  private Parsed rejectTooLong() throws IOException {
    payload = window.text(0, Math.min(window.limit(), Payload.MAX_CHARS));
    Parsed parsed = Malformations.tooLong(line, payload, window.limit());
    window.discardLine();
    line++;
    return parsed;
  }

  private void consume() throws IOException {
    line += 1 + (quotes ? window.lineBreaksBefore(length) : 0);
    window.advance(length + window.lineBreakLength(length));
  }

  private void skipBlankLines() throws IOException {
    while (true) {
      int position = 0;
      while (isBlank(window.at(position))) {
        position++;
      }
      int lineBreak = window.lineBreakLength(position);
      if (lineBreak == 0) {
        if (window.at(position) == CharWindow.END) {
          window.advance(position);
        }
        return;
      }
      window.advance(position + lineBreak);
      line++;
    }
  }

  /** Finds the fields of the record at the beginning of the window; moves nothing. */
  private Scan scan() throws IOException {
    fields = 0;
    quotes = false;
    int position = 0;
    while (true) {
      int fieldStart = position;
      while (isBlank(window.at(position))) {
        position++;
      }
      int c = window.at(position);
      if (c == csv.quote() && csv.quote() != NONE) {
        quotes = true;
        int content = position + 1;
        boolean withEscapes = false;
        position = content;
        while ((c = window.at(position)) != csv.quote() || doubled(position)) {
          if (endsQuoted(c)) {
            return unclosed(c, position);
          }
          boolean pair = c == csv.quote() || (c == csv.escape() && csv.escape() != NONE);
          withEscapes |= pair;
          position += pair && !endsQuoted(window.at(position + 1)) ? 2 : 1;
        }
        addField(content, position, withEscapes);
        position++;
        while (isBlank(window.at(position))) {
          position++;
        }
        c = window.at(position);
        if (c != csv.delimiter() && !CharWindow.isLineEnd(c)) {
          return Scan.TEXT_AFTER_QUOTE;
        }
      } else {
        while (c != csv.delimiter() && !CharWindow.isLineEnd(c)) {
          c = window.at(++position);
        }
        addField(fieldStart, position, false);
      }
      if (c == CharWindow.OVER) {
        return Scan.TOO_LONG;
      }
      if (c != csv.delimiter()) {
        length = position;
        return Scan.COMPLETE;
      }
      position++;
    }
  }

  private boolean doubled(int position) throws IOException {
    return window.at(position + 1) == csv.quote();
  }

  /** Whether a quoted value ends here at the latest. */
  private boolean endsQuoted(int c) {
    return c < 0 || (!csv.multiLine() && CharWindow.isLineEnd(c));
  }

  private Scan unclosed(int c, int position) {
    boolean resumable = c != CharWindow.OVER || window.lineBreaksBefore(position) > 0;
    return resumable ? Scan.UNCLOSED_QUOTE : Scan.TOO_LONG;
  }

  private void addField(int fieldStart, int fieldEnd, boolean withEscapes) {
    if (fields == from.length) {
      from = Arrays.copyOf(from, 2 * fields);
      to = Arrays.copyOf(to, 2 * fields);
      escaped = Arrays.copyOf(escaped, 2 * fields);
    }
    from[fields] = fieldStart;
    to[fields] = fieldEnd;
    escaped[fields++] = withEscapes;
  }

  private String value(int field) {
    return escaped[field] ? unescape(from[field], to[field]) : window.text(from[field], to[field]);
  }

  private String unescape(int start, int end) {
    StringBuilder text = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = window.loaded(i);
      if (i + 1 < end && escapes(c, window.loaded(i + 1))) {
        c = window.loaded(++i);
      }
      text.append(c);
    }
    return text.toString();
  }

  private boolean escapes(char c, char next) {
    boolean escape = c == csv.escape() && csv.escape() != NONE;
    return (c == csv.quote() && next == csv.quote())
        || (escape && (next == csv.quote() || next == csv.escape()));
  }

  private boolean isBlank(int c) {
    return (c == ' ' || c == '\t') && c != csv.delimiter();
  }
}
