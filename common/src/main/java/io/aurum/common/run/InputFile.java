package io.aurum.common.run;

import java.io.Serializable;
import java.time.Instant;

/**
 * One delivery as it lies there: a file, a version of a table, the rows of a database.
 *
 * @param path full path or URI
 * @param name path relative to the fixed part of the source's glob; what tables show
 * @param bytes size on disk, compressed as it is
 * @param modified file time, the last resort for {@code known_at}
 * @param sha256 hash of the content, lower-case hex; empty where it cannot be read
 */
public record InputFile(String path, String name, long bytes, Instant modified, String sha256)
    implements Serializable {

  /** Whether its content can be read. */
  public boolean isReadable() {
    return !sha256.isEmpty();
  }
}
