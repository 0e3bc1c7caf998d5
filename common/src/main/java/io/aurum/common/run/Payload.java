package io.aurum.common.run;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** What is kept of a rejected record for the person who will correct it. Personal: lake only. */
public final class Payload {
  /** Longest payload, UTF-16 characters. */
  public static final int MAX_CHARS = 4096;

  private Payload() {}

  /** The text cut at {@link #MAX_CHARS}, never inside a surrogate pair. */
  public static String cut(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1));
    return text.substring(0, splitsPair ? MAX_CHARS - 1 : MAX_CHARS);
  }

  /**
   * A JSON object of named values, cut likewise; for records that have no text of their own.
   *
   * @param names names of the values
   * @param values as many, null where absent: those are left out
   */
  public static String json(List<String> names, String[] values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(names.size() + " names for " + values.length + " values");
    }
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < values.length && json.length() <= MAX_CHARS; i++) {
      if (values[i] != null) {
        json.append(json.length() > 1 ? "," : "");
        quote(names.get(i), json);
        json.append(':');
        quote(values[i], json);
      }
    }
    return cut(json.append('}').toString());
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    json.append('"');
  }
}
