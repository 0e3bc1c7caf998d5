package io.aurum.common.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a source's raw columns fill one attribute: a column, several columns concatenated, or a
 * constant; then optionally one part of a split, then optionally a group of a regular expression.
 *
 * @param columns raw columns whose non-empty values are joined; empty for a constant
 * @param separator between concatenated columns
 * @param constant the value itself
 * @param split literal text to split at
 * @param part 1-based part of the split; negative counts from the end
 * @param regex pattern searched in the value; no match gives no value
 * @param group group of the pattern that is the value
 * @param datePattern java.time pattern of dates in the column
 * @param whole whether there is no value where one of the columns has none, as in a key
 */
public record ColumnMapping(
    List<String> columns,
    String separator,
    Optional<String> constant,
    Optional<String> split,
    int part,
    Optional<String> regex,
    int group,
    Optional<String> datePattern,
    boolean whole)
    implements Serializable {

  /** What stands between the parts of a record's key. */
  public static final String KEY_SEPARATOR = "|";

  /** A mapping that joins what there is. */
  public ColumnMapping(
      List<String> columns,
      String separator,
      Optional<String> constant,
      Optional<String> split,
      int part,
      Optional<String> regex,
      int group,
      Optional<String> datePattern) {
    this(columns, separator, constant, split, part, regex, group, datePattern, false);
  }

  /** The columns' values as a record's key joins them. */
  public static ColumnMapping key(List<String> columns) {
    return plain(columns, Optional.empty(), true);
  }

  /** The value of a column. */
  static ColumnMapping column(String name) {
    return plain(List.of(name), Optional.empty(), false);
  }

  /** Always the same value. */
  static ColumnMapping constant(String value) {
    return plain(List.of(), Optional.of(value), false);
  }

  private static ColumnMapping plain(
      List<String> columns, Optional<String> constant, boolean whole) {
    return new ColumnMapping(
        columns,
        KEY_SEPARATOR,
        constant,
        Optional.empty(),
        1,
        Optional.empty(),
        0,
        Optional.empty(),
        whole);
  }

  /** {@link Optional} does not serialise; its value does. */
  private Object writeReplace() {
    return new Form(
        List.copyOf(columns),
        separator,
        constant.orElse(null),
        split.orElse(null),
        part,
        regex.orElse(null),
        group,
        datePattern.orElse(null),
        whole);
  }

  private record Form(
      List<String> columns,
      String separator,
      String constant,
      String split,
      int part,
      String regex,
      int group,
      String datePattern,
      boolean whole)
      implements Serializable {
    private Object readResolve() {
      return new ColumnMapping(
          columns,
          separator,
          Optional.ofNullable(constant),
          Optional.ofNullable(split),
          part,
          Optional.ofNullable(regex),
          group,
          Optional.ofNullable(datePattern),
          whole);
    }
  }
}
