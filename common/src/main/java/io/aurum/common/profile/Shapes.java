package io.aurum.common.profile;

/** The shape of a text: what kinds of characters stand where, without saying which. */
public final class Shapes {
  private static final int MAX_CHARS = 32;

  private Shapes() {}

  /** Letters become {@code A}, digits {@code 9}, blanks one blank; cut at 32 characters. */
  public static String of(String text) {
    int length = Math.min(text.length(), MAX_CHARS);
    StringBuilder shape = new StringBuilder(length + 1);
    for (int i = 0; i < length; i++) {
      shape.append(shape(text.charAt(i)));
    }
    return text.length() > MAX_CHARS ? shape.append('…').toString() : shape.toString();
  }

  private static char shape(char c) {
    if (Character.isDigit(c)) {
      return '9';
    }
    if (Character.isLetter(c) || Character.isSurrogate(c)) {
      return 'A';
    }
    return Character.isWhitespace(c) ? ' ' : c;
  }
}
