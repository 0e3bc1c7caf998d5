package io.aurum.common.lake;

import io.aurum.common.run.CommitPhase;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Delta's log on a local disk, safe against writers in other processes. An entry is written whole
 * under a temporary name and then linked to its own: the link fails where the name is taken, in one
 * step of the operating system, so of two writers exactly one wins. (The store that Delta brings
 * checks and then renames; a second writer between the two replaces the first one's commit.)
 *
 * <p>Safe against killed processes, not against power loss: nothing is forced to the disk. Needs a
 * file system with hard links, which every local one but FAT has.
 *
 * <p>Set by {@code spark.delta.logStore.file.impl}.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {

  public LinkLogStore(Configuration conf) {
    super(conf);
  }

  /**
   * Writes one entry.
   *
   * @throws FileAlreadyExistsException where the entry exists and is not to be overwritten
   */
  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    java.nio.file.Path entry = local(path);
    if (!overwrite && Files.exists(entry)) {
      throw new FileAlreadyExistsException(entry.toString());
    }
    Files.createDirectories(entry.getParent());
    java.nio.file.Path written = local(createTempPath(path));
    try {
      writeLines(written, actions);
      CommitPhase.LOG_WRITTEN.reached(table(entry));
      if (overwrite) {
        Files.move(
            written, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        link(entry, written);
      }
      CommitPhase.LOG_LINKED.reached(table(entry));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** An entry appears whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration conf) {
    return false;
  }

  private static void writeLines(java.nio.file.Path file, Iterator<String> lines)
      throws IOException {
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      while (lines.hasNext()) {
        out.write(lines.next());
        out.write('\n');
      }
    }
  }

  private static void link(java.nio.file.Path entry, java.nio.file.Path written)
      throws IOException {
    try {
      Files.createLink(entry, written);
    } catch (UnsupportedOperationException e) {
      throw new IOException("The file system of " + entry + " has no hard links", e);
    }
  }

  private static String table(java.nio.file.Path entry) {
    return entry.getParent().getParent().getFileName().toString();
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
