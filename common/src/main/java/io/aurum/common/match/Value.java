package io.aurum.common.match;

import io.aurum.common.text.Phonetic;
import java.io.Serializable;

/**
 * One distinct value of an attribute in match form, prepared once for many comparisons.
 *
 * <p>The text is upper-case ASCII where the kind transliterates; tokens are its blank-separated
 * parts in order of appearance.
 */
public final class Value implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final String[] tokens;

  /** Made when first asked for; racing threads make the same. */
  private transient String sound;

  private Value(String text, String[] tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /** Prepares a match form; never null or blank. */
  public static Value of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A match form is never blank");
    }
    return new Value(
        text, text.indexOf(' ') < 0 ? new String[] {text} : text.trim().split(" +", -1));
  }

  public String text() {
    return text;
  }

  /** Phonetic code of the text. */
  public String sound() {
    if (sound == null) {
      sound = Phonetic.code(text);
    }
    return sound;
  }

  /** Number of blank-separated tokens, at least 1. */
  public int tokenCount() {
    return tokens.length;
  }

  public String token(int index) {
    return tokens[index];
  }
}
