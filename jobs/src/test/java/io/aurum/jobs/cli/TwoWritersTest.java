package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two writers of one state table on a local disk, both held when their entry of the log is written
 * and only its name is missing. Delta's own lock between threads of a process is off for a log
 * store like ours, so two threads meet as two processes would.
 */
class TwoWritersTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void whatBothAppendIsKept() throws Exception {
    append("first");

    List<Boolean> acknowledged = atOnce(() -> append("left"), () -> append("right"));

    assertThat(acknowledged).containsExactly(true, true);
    assertThat(rows()).containsExactlyInAnyOrder("first", "left", "right");
    assertThat(versions()).isEqualTo(3);
  }

  @Test
  void ofTwoThatReplaceEachOtherOneIsToldOfTheConflict() throws Exception {
    append("first");

    List<Boolean> acknowledged = atOnce(() -> replace("left"), () -> replace("right"));

    assertThat(acknowledged).containsExactlyInAnyOrder(true, false);
    assertThat(rows()).containsExactly(acknowledged.get(0) ? "left" : "right");
    assertThat(versions()).isEqualTo(2);
  }

  /** Whether each was acknowledged; one that was not was told of a conflict. */
  @SuppressWarnings("try") // the watch is only held
  private List<Boolean> atOnce(Runnable left, Runnable right) throws Exception {
    var bothWritten = new CyclicBarrier(2);
    var arrived = new AtomicInteger();
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try (var watch =
        Saboteur.watch(
            moment -> {
              if (moment.startsWith("log-written:") && arrived.incrementAndGet() <= 2) {
                await(bothWritten);
              }
            })) {
      List<Future<?>> both = List.of(writers.submit(left), writers.submit(right));
      return List.of(acknowledged(both.get(0)), acknowledged(both.get(1)));
    } finally {
      writers.shutdownNow();
    }
  }

  private static boolean acknowledged(Future<?> writer) throws Exception {
    try {
      writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException refused) {
      assertThat(refused).hasCauseInstanceOf(DeltaConcurrentModificationException.class);
      return false;
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("The other writer did not come", e);
    }
  }

  private void append(String row) {
    write(row, "append");
  }

  private void replace(String row) {
    write(row, "overwrite");
  }

  private void write(String row, String mode) {
    TestSession.spark()
        .createDataset(List.of(row), Encoders.STRING())
        .write()
        .format("delta")
        .mode(mode)
        .save(folder.toString());
  }

  private List<String> rows() {
    return TestSession.spark()
        .read()
        .format("delta")
        .load(folder.toString())
        .as(Encoders.STRING())
        .collectAsList();
  }

  private long versions() {
    return TestSession.spark().sql("describe history delta.`" + folder + "`").count();
  }
}
