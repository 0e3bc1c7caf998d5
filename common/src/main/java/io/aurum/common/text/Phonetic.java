package io.aurum.common.text;

import org.apache.commons.codec.language.DoubleMetaphone;

/** How a Latin name sounds, coarsely: Double Metaphone (Philips 2000). */
public final class Phonetic {
  private static final int CODE_LENGTH = 6;
  private static final DoubleMetaphone CODER = coder();

  private Phonetic() {}

  /** Primary code of a token in upper-case ASCII; the token itself where it has no code. */
  public static String code(String token) {
    String code = CODER.doubleMetaphone(token);
    return code == null || code.isEmpty() ? token : code;
  }

  private static DoubleMetaphone coder() {
    DoubleMetaphone coder = new DoubleMetaphone();
    coder.setMaxCodeLen(CODE_LENGTH);
    return coder;
  }
}
