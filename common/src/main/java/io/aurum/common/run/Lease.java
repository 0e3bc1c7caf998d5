package io.aurum.common.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The right of one run to write below an output folder: a lock of the operating system on {@code
 * <out>/.lease}, which ends with the process however it ends. The file names the holder for people;
 * what it says does not decide anything, and it stays when the lease is given back.
 */
public final class Lease implements AutoCloseable {
  private static final String FILE = ".lease";
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final FileChannel channel;

  private Lease(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lease, waiting where another run holds it.
   *
   * @param out output folder, made where it does not exist
   * @param patience how long to wait; zero refuses at once
   * @throws AurumException exit code CONFLICT where another run holds it for longer, STORAGE where
   *     the file cannot be locked
   */
  public static Lease acquire(Path out, Duration patience, RunClock clock) {
    Path file = out.resolve(FILE);
    try {
      Files.createDirectories(out);
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel, patience)) {
        String holder = holder(file);
        channel.close();
        throw refused(out, holder, patience);
      }
      return new Lease(channel).signed(clock);
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot take the lease of " + out + ".",
              "the file %s cannot be made or locked: %s".formatted(file, e),
              "check that the folder is writable and its file system supports locks")
          .causedBy(e);
    }
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot give back the lease of the output folder.",
              "its file cannot be written: " + e,
              "check the disk; the lease ends with this process in any case")
          .causedBy(e);
    }
  }

  private static boolean lock(FileChannel channel, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!tryLock(channel)) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AurumException.of(
          ExitCode.CONFLICT,
          "Stopped while waiting for the lease of the output folder.",
          "another run holds it and this one was interrupted",
          "run again");
    }
  }

  private Lease signed(RunClock clock) throws IOException {
    String holder =
        "process %d on %s since %s".formatted(ProcessHandle.current().pid(), host(), clock.now());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    return this;
  }

  private static String holder(Path file) throws IOException {
    String holder = Files.readString(file);
    return holder.isBlank() ? "another run" : holder;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }

  private static AurumException refused(Path out, String holder, Duration patience) {
    return AurumException.of(
        ExitCode.CONFLICT,
        "Another run is writing to " + out + ".",
        "its lease is held by %s; waited %d s".formatted(holder, patience.toSeconds()),
        "wait for that run to end and run again, or choose another output folder");
  }
}
