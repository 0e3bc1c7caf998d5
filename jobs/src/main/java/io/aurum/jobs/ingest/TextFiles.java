package io.aurum.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.FSDataInputStream;

/** Opens text files: compressed or not, with or without a byte order mark. */
final class TextFiles {
  /** What a byte order mark is as a character. */
  static final char BYTE_ORDER_MARK = '\uFEFF';

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

  /**
   * A window over a part of an uncompressed text.
   *
   * @param raw bytes of the file, which a line break of one byte divides; closed with the window
   */
  static CharWindow openPart(FSDataInputStream raw, Part part, String encoding, int maxRecordChars)
      throws IOException {
    Charset charset = startsWithUtf8Mark(raw) ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    raw.seek(part.from());
    var bytes = new Limited(raw, part.to() - part.from());
    return new CharWindow(bytes, charset, maxRecordChars);
  }

  /**
   * Whether a text can be divided at line breaks by looking at bytes alone: it is not compressed,
   * and no other character has a byte that looks like CR or LF.
   */
  static boolean isLineSafe(InputStream raw, String encoding) throws IOException {
    byte[] head = raw.readNBytes(3);
    if (head.length < 3
        || (head[0] == 0x1F && head[1] == (byte) 0x8B)
        || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)
        || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)) {
      return false;
    }
    Charset charset = Charset.forName(encoding);
    boolean singleByte = charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1;
    return charset.equals(StandardCharsets.UTF_8)
        || (singleByte && Arrays.equals("\r\n".getBytes(charset), new byte[] {'\r', '\n'}));
  }

  private static boolean startsWithUtf8Mark(FSDataInputStream raw) throws IOException {
    raw.seek(0);
    byte[] head = raw.readNBytes(3);
    return Arrays.equals(head, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
  }

  private static InputStream unzip(InputStream raw) throws IOException {
    raw.mark(2);
    boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B;
    raw.reset();
    return gzip
        ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
        : raw;
  }

  /** The first bytes of a stream. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = in.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}
