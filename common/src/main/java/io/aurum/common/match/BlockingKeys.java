package io.aurum.common.match;

import io.aurum.common.text.Phonetic;

/**
 * The blocking keys that the kinds use. A key need not be selective: blocks that are too large are
 * refined by the keys of other attributes (see {@link BlockIndex}). So a kind gives its exact form
 * and coarser forms that survive slips of the pen.
 */
public final class BlockingKeys {
  private static final int SUFFIX_DIGITS = 7;
  private static final int DATE_DIGITS = 8;

  private BlockingKeys() {}

  /** Each name, and its sound. */
  public static void name(Value value, KeySink sink) {
    for (int i = 0; i < value.tokenCount(); i++) {
      if (value.token(i).length() > 1) {
        sink.key("name", value.token(i));
        sink.key("sound", Phonetic.code(value.token(i)));
      }
    }
  }

  /** Each word. */
  public static void words(Value value, KeySink sink) {
    for (int i = 0; i < value.tokenCount(); i++) {
      sink.key("word", value.token(i));
    }
  }

  /** The whole text, and its sound where it is a word. */
  public static void place(Value value, KeySink sink) {
    sink.key("exact", value.text());
    sink.key("sound", Phonetic.code(value.token(0)));
  }

  /**
   * The date, its year and month, its month and day, its year; of anything but eight digits the
   * text.
   */
  public static void date(Value value, KeySink sink) {
    String text = value.text();
    sink.key("exact", text);
    if (text.length() == DATE_DIGITS) {
      sink.key("year-month", text.substring(0, 6));
      sink.key("month-day", text.substring(4));
      sink.key("year", text.substring(0, 4));
    }
  }

  /** The address, and the part before the @. */
  public static void email(Value value, KeySink sink) {
    String text = value.text();
    sink.key("exact", text);
    int at = text.lastIndexOf('@');
    if (at > 0) {
      sink.key("mailbox", text.substring(0, at));
    }
  }

  /** The last seven digits: the number without country and trunk prefixes. */
  public static void phone(Value value, KeySink sink) {
    String text = value.text();
    sink.key("suffix", text.substring(Math.max(0, text.length() - SUFFIX_DIGITS)));
  }

  /** The whole code, and its first half. */
  public static void postalCode(Value value, KeySink sink) {
    String text = value.text();
    sink.key("exact", text);
    sink.key("area", text.substring(0, (text.length() + 1) / 2));
  }

  /** Each value of a list. */
  public static void values(Value value, KeySink sink) {
    for (int i = 0; i < value.tokenCount(); i++) {
      sink.key("value", value.token(i));
    }
  }

  /** The whole code, its first and its second half: one mistyped character leaves a half intact. */
  public static void code(Value value, KeySink sink) {
    String text = value.text();
    int half = text.length() / 2;
    sink.key("exact", text);
    if (half >= 2) {
      sink.key("head", text.substring(0, half));
      sink.key("tail", text.substring(half));
    }
  }

  /** The whole text. */
  public static void exact(Value value, KeySink sink) {
    sink.key("exact", value.text());
  }
}
