package io.aurum.common.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * How a source delivers over time.
 *
 * @param mode what a file holds
 * @param key raw columns that identify a record within the source; empty: a record is its content
 * @param order raw column that orders changes of one record, later = newer
 * @param deleteColumn raw column that marks deletions
 * @param deleteValue its value for a deleted record
 * @param knownAt where {@code known_at} comes from
 * @param missingKey what becomes of a row whose key has no value
 */
public record DeliverySettings(
    Mode mode,
    List<String> key,
    Optional<String> order,
    Optional<String> deleteColumn,
    Optional<String> deleteValue,
    KnownAt knownAt,
    MissingKey missingKey)
    implements Serializable {

  /** The same with rows quarantined that lack their key. */
  public DeliverySettings(
      Mode mode,
      List<String> key,
      Optional<String> order,
      Optional<String> deleteColumn,
      Optional<String> deleteValue,
      KnownAt knownAt) {
    this(mode, key, order, deleteColumn, deleteValue, knownAt, MissingKey.QUARANTINE);
  }

  /** What becomes of a row whose key has no value. */
  public enum MissingKey {
    QUARANTINE,
    /** Left out and counted. */
    DROP
  }

  /** What a file holds. */
  public enum Mode {
    /** New or changed records; what came before stays. */
    APPEND,
    /** Everything: a record that is missing from the latest delivery is gone. */
    SNAPSHOT,
    /** Changes of keyed records, deletions included. */
    CHANGES
  }

  /**
   * Where {@code known_at} comes from; at most one is set, none: the file's time.
   *
   * @param column raw column with an ISO date or timestamp
   * @param pattern regular expression over the file's path whose first group is an ISO date
   * @param constant ISO date
   */
  public record KnownAt(
      Optional<String> column, Optional<String> pattern, Optional<String> constant)
      implements Serializable {

    /** {@link Optional} does not serialise; its value does. */
    private Object writeReplace() {
      return new KnownAtForm(column.orElse(null), pattern.orElse(null), constant.orElse(null));
    }
  }

  /** {@link Optional} does not serialise; its value does. */
  private Object writeReplace() {
    return new Form(
        mode,
        List.copyOf(key),
        order.orElse(null),
        deleteColumn.orElse(null),
        deleteValue.orElse(null),
        knownAt,
        missingKey);
  }

  private record KnownAtForm(String column, String pattern, String constant)
      implements Serializable {
    private Object readResolve() {
      return new KnownAt(
          Optional.ofNullable(column), Optional.ofNullable(pattern), Optional.ofNullable(constant));
    }
  }

  private record Form(
      Mode mode,
      List<String> key,
      String order,
      String deleteColumn,
      String deleteValue,
      KnownAt knownAt,
      MissingKey missingKey)
      implements Serializable {
    private Object readResolve() {
      return new DeliverySettings(
          mode,
          key,
          Optional.ofNullable(order),
          Optional.ofNullable(deleteColumn),
          Optional.ofNullable(deleteValue),
          knownAt,
          missingKey);
    }
  }
}
