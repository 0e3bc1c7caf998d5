package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.HDFSLogStore;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LinkLogStoreTest {
  private static final int ROUNDS = 50;

  @TempDir Path folder;
  private final Configuration conf = new Configuration(false);
  private final LinkLogStore store = new LinkLogStore(conf);

  @Test
  void ofTwoWritersOneWinsAndNoneIsLost() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Path entry = folder.resolve("%020d.json".formatted(round));
        // Both have seen that the entry is absent and have written all lines before either goes on.
        var everythingWritten = new CyclicBarrier(2);
        Future<Boolean> first = writers.submit(() -> wins(entry, "first", everythingWritten));
        Future<Boolean> second = writers.submit(() -> wins(entry, "second", everythingWritten));

        assertThat(first.get()).as("round %d", round).isNotEqualTo(second.get());
        assertThat(Files.readAllLines(entry)).containsExactly(first.get() ? "first" : "second");
      }
    } finally {
      writers.shutdown();
    }
    assertThat(folder).as("no temporary files").isDirectoryNotContaining("glob:**.tmp");
  }

  /** What the test above would look like without the store: nobody is told, one entry is lost. */
  @Test
  void ofTwoWritersToTheStoreThatDeltaBringsOneIsLostUnnoticed() throws Exception {
    Path entry = folder.resolve("00000000000000000000.json");
    ExecutorService processes = Executors.newFixedThreadPool(2);
    try {
      Future<Boolean> first = processes.submit(() -> deltaWrites(entry, "first"));
      Future<Boolean> second = processes.submit(() -> deltaWrites(entry, "second"));

      assertThat(List.of(first.get(), second.get())).containsExactly(true, true);
    } finally {
      processes.shutdown();
    }
    assertThat(Files.readAllLines(entry)).hasSize(1);
  }

  /** A store of its own, as a process would have it: writers of one store wait for each other. */
  private static boolean deltaWrites(Path entry, String line) throws Exception {
    Configuration gated = GatedDisk.configuration();
    new HDFSLogStore(gated)
        .write(
            new org.apache.hadoop.fs.Path(entry.toUri()), List.of(line).iterator(), false, gated);
    return true;
  }

  @Test
  void anEntryIsNotOverwrittenUnlessAsked() throws Exception {
    Path entry = folder.resolve("_delta_log/00000000000000000000.json");
    write(entry, false, "one", "two");
    assertThatThrownBy(() -> write(entry, false, "three"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(entry).hasContent("one\ntwo");

    write(entry, true, "three");

    assertThat(entry).hasContent("three");
    assertThat(store.isPartialWriteVisible(new org.apache.hadoop.fs.Path(entry.toUri()), conf))
        .isFalse();
  }

  @Test
  void aFailingWriterLeavesNothing() {
    Path entry = folder.resolve("00000000000000000001.json");
    Iterator<String> failing =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public String next() {
            throw new IllegalStateException("killed");
          }
        };

    assertThatThrownBy(
            () -> store.write(new org.apache.hadoop.fs.Path(entry.toUri()), failing, false, conf))
        .hasMessage("killed");

    assertThat(folder).isEmptyDirectory();
  }

  private boolean wins(Path entry, String line, CyclicBarrier written) throws Exception {
    var lines =
        new Iterator<String>() {
          private boolean delivered;

          @Override
          public boolean hasNext() {
            if (delivered) {
              await(written);
            }
            return !delivered;
          }

          @Override
          public String next() {
            delivered = true;
            return line;
          }
        };
    try {
      store.write(new org.apache.hadoop.fs.Path(entry.toUri()), lines, false, conf);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(Path entry, boolean overwrite, String... lines) throws Exception {
    store.write(
        new org.apache.hadoop.fs.Path(entry.toUri()), List.of(lines).iterator(), overwrite, conf);
  }
}
