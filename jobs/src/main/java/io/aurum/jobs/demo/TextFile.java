package io.aurum.jobs.demo;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A UTF-8 text file that knows on which line it stands. */
final class TextFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String path;
  private final OutputStream out;
  private long line = 1;

  private TextFile(String path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  /** Opens a file; compressed where its name ends in {@code .gz}. */
  static TextFile open(DemoSink sink, String path) throws IOException {
    OutputStream raw = new BufferedOutputStream(sink.open(path), BUFFER_BYTES);
    return new TextFile(path, path.endsWith(".gz") ? new GZIPOutputStream(raw, BUFFER_BYTES) : raw);
  }

  /** Opens a file that begins with a row of column names. */
  static TextFile open(DemoSink sink, String path, String header) throws IOException {
    TextFile file = open(sink, path);
    file.row(header);
    return file;
  }

  /** Ends every file with the same text; tells where it starts in each. */
  static List<Place> endAll(List<TextFile> files, String text) throws IOException {
    List<Place> places = new ArrayList<>();
    for (TextFile file : files) {
      places.add(file.last(text.getBytes(StandardCharsets.UTF_8)));
    }
    return places;
  }

  /** Writes a row, which may hold line breaks, and ends the line; tells where the row starts. */
  Place row(String row) throws IOException {
    return row(row.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes that need not be UTF-8, and ends the line. */
  Place row(byte[] row) throws IOException {
    Place place = last(row);
    out.write('\n');
    line++;
    return place;
  }

  /** Writes the last row of the file, without a line end. */
  Place last(byte[] row) throws IOException {
    Place place = new Place(path, line);
    out.write(row);
    for (byte b : row) {
      if (b == '\n') {
        line++;
      }
    }
    return place;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Where a row starts.
   *
   * @param file path below the data folder
   * @param line 1-based
   */
  record Place(String file, long line) {}
}
