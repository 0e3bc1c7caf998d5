package io.aurum.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Opens text files: compressed or not, with or without a byte order mark. */
final class TextFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private TextFiles() {}

  /**
   * A window over the text of a stream. Gzip is recognised by its magic number, not by the file's
   * name; a byte order mark decides the encoding and is not part of the text.
   *
   * @param raw bytes of the file; closed with the window
   * @param encoding name of the encoding of files without a byte order mark
   * @param maxRecordChars characters that a record may have
   */
  static CharWindow open(InputStream raw, String encoding, int maxRecordChars) throws IOException {
    InputStream text = unzip(new BufferedInputStream(raw, BUFFER_BYTES));
    text.mark(3);
    int first = text.read();
    int second = text.read();
    int third = text.read();
    text.reset();
    if (first == 0xEF && second == 0xBB && third == 0xBF) {
      text.skipNBytes(3);
      return new CharWindow(text, StandardCharsets.UTF_8, maxRecordChars);
    }
    if (first == 0xFE && second == 0xFF) {
      text.skipNBytes(2);
      return new CharWindow(text, StandardCharsets.UTF_16BE, maxRecordChars);
    }
    if (first == 0xFF && second == 0xFE) {
      text.skipNBytes(2);
      return new CharWindow(text, StandardCharsets.UTF_16LE, maxRecordChars);
    }
    return new CharWindow(text, Charset.forName(encoding), maxRecordChars);
  }

  private static InputStream unzip(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
    raw.reset();
    return gzip
        ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
        : raw;
  }
}
