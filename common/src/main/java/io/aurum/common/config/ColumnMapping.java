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
 */
public record ColumnMapping(
    List<String> columns,
    String separator,
    Optional<String> constant,
    Optional<String> split,
    int part,
    Optional<String> regex,
    int group,
    Optional<String> datePattern)
    implements Serializable {

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
        datePattern.orElse(null));
  }

  private record Form(
      List<String> columns,
      String separator,
      String constant,
      String split,
      int part,
      String regex,
      int group,
      String datePattern)
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
          Optional.ofNullable(datePattern));
    }
  }
}
