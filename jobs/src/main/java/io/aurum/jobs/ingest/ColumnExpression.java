package io.aurum.jobs.ingest;

import io.aurum.common.config.ColumnMapping;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A column mapping, ready to be evaluated on the values of a record. */
final class ColumnExpression {
  private final int[] inputs;
  private final String separator;
  private final String constant;
  private final Pattern split;
  private final int part;
  private final Pattern regex;
  private final int group;
  private final boolean whole;

  /**
   * @param columns raw columns in the order in which records bring them
   */
  ColumnExpression(ColumnMapping mapping, List<String> columns) {
    this.inputs = mapping.columns().stream().mapToInt(columns::indexOf).toArray();
    this.separator = mapping.separator();
    this.constant = mapping.constant().orElse(null);
    this.split = mapping.split().map(text -> Pattern.compile(text, Pattern.LITERAL)).orElse(null);
    this.part = mapping.part();
    this.regex = mapping.regex().map(Pattern::compile).orElse(null);
    this.group = mapping.group();
    this.whole = mapping.whole();
  }

  /**
   * The value, or null where there is none: never blank, no blanks around it.
   *
   * @param values raw values as cleaned by {@link #clean}, null where absent
   */
  String evaluate(String[] values) {
    String value = constant == null ? concatenate(values) : constant;
    if (value != null && split != null) {
      value = partOf(split.split(value, -1));
    }
    if (value != null && regex != null) {
      Matcher matcher = regex.matcher(value);
      value = matcher.find() ? matcher.group(group) : null;
    }
    return emptyToNull(value);
  }

  /** The value without blanks around it; null where it is empty or a text for "no value". */
  static String clean(String raw, Set<String> nullValues) {
    String value = emptyToNull(raw);
    return value == null || nullValues.contains(value) ? null : value;
  }

  private String concatenate(String[] values) {
    String joined = null;
    for (int input : inputs) {
      String value = values[input];
      if (value == null && whole) {
        return null;
      }
      if (value != null) {
        joined = joined == null ? value : joined + separator + value;
      }
    }
    return joined;
  }

  private String partOf(String[] parts) {
    int index = part > 0 ? part - 1 : parts.length + part;
    return index >= 0 && index < parts.length ? parts[index] : null;
  }

  private static String emptyToNull(String value) {
    String stripped = value == null ? "" : value.strip();
    return stripped.isEmpty() ? null : stripped;
  }
}
