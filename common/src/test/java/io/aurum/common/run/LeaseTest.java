package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class LeaseTest {
  private static final RunClock CLOCK = RunClock.fixed(Instant.parse("2026-02-03T04:05:06Z"));

  @TempDir Path out;

  @Test
  void secondRunIsRefusedAndToldWhoHolds() {
    try (var held = Lease.acquire(out, Duration.ZERO, CLOCK)) {
      assertThatThrownBy(() -> Lease.acquire(out, Duration.ZERO, CLOCK))
          .isInstanceOfSatisfying(
              AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFLICT))
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("since 2026-02-03T04:05:06Z");
      assertThat(held).isNotNull();
    }
  }

  @Test
  void leaseCanBeTakenAgainOnceGivenBack() {
    Lease.acquire(out, Duration.ZERO, CLOCK).close();
    Lease.acquire(out, Duration.ZERO, CLOCK).close();

    assertThat(out.resolve(".lease")).isEmptyFile();
  }

  @Test
  void patientRunWaits() throws Exception {
    var held = Lease.acquire(out, Duration.ZERO, CLOCK);
    var waiting = new Thread(() -> Lease.acquire(out, Duration.ofMinutes(1), CLOCK).close());
    waiting.start();
    waiting.join(300);
    assertThat(waiting.isAlive()).isTrue();

    held.close();

    waiting.join();
    assertThat(out.resolve(".lease")).isEmptyFile();
  }

  @Test
  void leaseOfAKilledProcessIsFree() throws Exception {
    Process other = holder();
    assertThatThrownBy(() -> Lease.acquire(out, Duration.ZERO, CLOCK))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("process " + other.pid());

    other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

    try (var taken = Lease.acquire(out, Duration.ZERO, CLOCK)) {
      assertThat(taken).isNotNull();
      assertThat(Files.readString(out.resolve(".lease")))
          .contains("process " + ProcessHandle.current().pid() + " ");
    }
  }

  private Process holder() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                out.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(other.getInputStream().read()).isEqualTo('h');
    return other;
  }

  /** Another process that takes the lease, says so and holds it. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (var held = Lease.acquire(Path.of(args[0]), Duration.ZERO, CLOCK)) {
        System.out.write(held == null ? '?' : 'h');
        System.out.flush();
        Thread.sleep(Duration.ofMinutes(5).toMillis());
      }
    }
  }
}
