package io.aurum.common.config;

import java.io.Serializable;
import java.util.List;

/**
 * What happens where a delivery is not as the configuration expects it.
 *
 * @param empty a glob that no file matches
 * @param unreadable a file that cannot be read
 * @param newColumn a column of a file that nothing is mapped from and that is not {@code unused}
 * @param missingColumn a mapped column that a file lacks; one that the delivery itself needs always
 *     stops the run
 * @param unused raw columns that are known and left out on purpose
 * @param maxRecordChars characters that a record may have, from 1; bounds the memory of reading
 */
public record SourcePolicy(
    Empty empty,
    Unreadable unreadable,
    NewColumn newColumn,
    MissingColumn missingColumn,
    List<String> unused,
    int maxRecordChars)
    implements Serializable {

  /** For what is read beside the configured sources; as the built-in defaults. */
  public static final SourcePolicy USUAL =
      new SourcePolicy(
          Empty.WARN, Unreadable.FAIL, NewColumn.IGNORE, MissingColumn.FAIL, List.of(), 1 << 20);

  public SourcePolicy {
    unused = List.copyOf(unused);
  }

  /** What an empty glob does. */
  public enum Empty {
    /** It is named, and the run goes on. */
    WARN,
    /** The run does not start. */
    FAIL
  }

  /** What an unreadable file does. */
  public enum Unreadable {
    /** It is named, and the others are read. */
    SKIP,
    /** The run does not start. */
    FAIL
  }

  /** What a new column does. */
  public enum NewColumn {
    /** It is named, and not read. */
    IGNORE,
    /** The run stops before anything is read. */
    FAIL
  }

  /** What a missing column does. */
  public enum MissingColumn {
    /** The run stops before anything is read. */
    FAIL,
    /** It is named, and has no value in any record. */
    EMPTY
  }
}
