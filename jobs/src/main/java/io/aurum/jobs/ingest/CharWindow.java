package io.aurum.jobs.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * A decoded byte stream seen through a window that begins at the current record. Positions count
 * from there; the window grows with the record, up to a limit, so a record can be looked at again
 * and memory stays bounded whatever the file holds.
 *
 * <p>Bytes that the encoding does not allow appear as {@link #UNDECODABLE}, one per sequence.
 */
final class CharWindow implements Closeable {
  /** Returned behind the last character of the stream. */
  static final int END = -1;

  /** Returned at the limit of the window. */
  static final int OVER = -2;

  /** Stands for undecodable bytes; a noncharacter of Unicode, so no valid text holds it. */
  static final char UNDECODABLE = '\uFFFF';

  private static final char NUL = '\0';
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final int limit;
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
  private boolean bytesEnded;
  private boolean charsEnded;
  private boolean metUndecodable;
  private boolean metNul;

  private char[] chars = new char[2 * CHUNK];
  private int start;
  private int end;

  /**
   * @param limit characters that a record may have
   */
  CharWindow(InputStream in, Charset charset, int limit) {
    this.in = in;
    this.limit = limit;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The character at a position, {@link #END} or {@link #OVER}. */
  int at(int position) throws IOException {
    int index = start + position;
    return position < limit && index < end ? chars[index] : load(position);
  }

  /** Moves the beginning of the window behind the given number of characters. */
  void advance(int count) {
    start += count;
  }

  /** Text between two positions that were looked at. */
  String text(int from, int to) {
    return new String(chars, start + from, to - from);
  }

  /** A character at a position that was looked at. */
  char loaded(int position) {
    return chars[start + position];
  }

  /** Characters that a record may have. */
  int limit() {
    return limit;
  }

  /** Whether bytes before the position could not be decoded. */
  boolean undecodableBefore(int position) {
    return metUndecodable && has(UNDECODABLE, start, start + position);
  }

  /** Whether a character before the position is NUL. */
  boolean nulBefore(int position) {
    return metNul && has(NUL, start, start + position);
  }

  /** Position of the first line break at or after a position, or of the end or the limit. */
  int lineEnd(int from) throws IOException {
    int position = from;
    while (!isLineEnd(at(position))) {
      position++;
    }
    return position;
  }

  /** Length of the line break at a position: 2 for CR LF, 1 for CR or LF, 0 at the end. */
  int lineBreakLength(int position) throws IOException {
    int c = at(position);
    if (c == '\r') {
      return at(position + 1) == '\n' ? 2 : 1;
    }
    return c == '\n' ? 1 : 0;
  }

  /** Line breaks before a position that was looked at. */
  int lineBreaksBefore(int position) {
    int breaks = 0;
    for (int i = 0; i < position; i++) {
      char c = chars[start + i];
      if (c == '\n' || c == '\r') {
        breaks++;
        if (c == '\r' && i + 1 < position && chars[start + i + 1] == '\n') {
          i++;
        }
      }
    }
    return breaks;
  }

  /** Moves behind the next line break, however far away it is. */
  void discardLine() throws IOException {
    int position = lineEnd(0);
    while (at(position) == OVER) {
      advance(position);
      position = lineEnd(0);
    }
    advance(position + lineBreakLength(position));
  }

  /** Whether the character, or the lack of one, ends a line. */
  static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r' || c < 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int load(int position) throws IOException {
    if (position >= limit) {
      return OVER;
    }
    while (start + position >= end) {
      if (charsEnded) {
        return END;
      }
      makeRoom();
      decode();
    }
    return chars[start + position];
  }

  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(chars, start, chars, 0, end - start);
      end -= start;
      start = 0;
    }
    if (chars.length - end < CHUNK) {
      chars = Arrays.copyOf(chars, chars.length * 2);
    }
  }

  private void decode() throws IOException {
    CharBuffer target = CharBuffer.wrap(chars, end, chars.length - end - 1);
    CoderResult result = decoder.decode(bytes, target, bytesEnded);
    metNul |= has(NUL, end, target.position());
    end = target.position();
    if (result.isError()) {
      bytes.position(bytes.position() + result.length());
      chars[end++] = UNDECODABLE;
      metUndecodable = true;
    } else if (result.isUnderflow()) {
      if (bytesEnded) {
        charsEnded = true;
      } else {
        readBytes();
      }
    }
  }

  private boolean has(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (chars[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  private void readBytes() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      bytesEnded = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }
}
