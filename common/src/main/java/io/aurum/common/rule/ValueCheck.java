package io.aurum.common.rule;

import io.aurum.common.kind.Kind;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a rule asks of one value. A record without a value in the column is not checked. */
public sealed interface ValueCheck extends Serializable {

  /** Forms that a text can be asked to have, whatever the kind of its column. */
  enum Form {
    NUMBER,
    /** A number without a fraction. */
    INTEGER,
    /** A point in time without a time of day. */
    DATE,
    TIMESTAMP,
    BOOLEAN
  }

  /** The text can be read as a value of a type. */
  record Type(Form form) implements ValueCheck {}

  /** The text is a valid value of a kind. */
  record Format(Kind kind) implements ValueCheck {}

  /**
   * The value lies between two limits.
   *
   * @param includesLow whether the lower limit itself is allowed
   * @param includesHigh whether the upper limit itself is allowed
   */
  record Range(Limit low, boolean includesLow, Limit high, boolean includesHigh)
      implements ValueCheck {}

  /** The value is one of those listed. */
  record Allowed(Set<String> values) implements ValueCheck {
    public Allowed {
      values = Set.copyOf(values);
    }
  }

  /** The value is none of those listed. */
  record Forbidden(Set<String> values) implements ValueCheck {
    public Forbidden {
      values = Set.copyOf(values);
    }
  }

  /**
   * The whole text follows a regular expression.
   *
   * @param regex of java.util.regex
   */
  record Matching(String regex) implements ValueCheck {}

  /** The text has so many characters (code points), both ends included. */
  record Length(int min, int max) implements ValueCheck {}

  /** What is asked, complete and in words that follow the name of the column. */
  default String words() {
    if (this instanceof Type type) {
      return "can be read as " + type.form().name().toLowerCase(Locale.ROOT);
    }
    if (this instanceof Format format) {
      return "is a valid value of the kind " + format.kind().name();
    }
    if (this instanceof Range range) {
      return range(range);
    }
    if (this instanceof Allowed set) {
      return "is one of: " + String.join(", ", new TreeSet<>(set.values()));
    }
    if (this instanceof Forbidden set) {
      return "is none of: " + String.join(", ", new TreeSet<>(set.values()));
    }
    if (this instanceof Matching matching) {
      return "matches " + matching.regex();
    }
    Length length = (Length) this;
    return length.max() == Integer.MAX_VALUE
        ? "has at least %d characters".formatted(length.min())
        : "has %d to %d characters".formatted(length.min(), length.max());
  }

  private static String range(Range range) {
    String low =
        range.low() instanceof Limit.Open
            ? ""
            : (range.includesLow() ? "is at least " : "is above ") + range.low().text();
    String high =
        range.high() instanceof Limit.Open
            ? ""
            : (range.includesHigh() ? "is at most " : "is below ") + range.high().text();
    return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
  }
}
