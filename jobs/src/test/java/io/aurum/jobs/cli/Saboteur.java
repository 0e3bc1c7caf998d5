package io.aurum.jobs.cli;

import io.aurum.common.run.CommitListener;
import io.aurum.common.run.CommitPhase;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Halts the process at one moment, without any cleaning up, where the system property {@code
 * aurum.fault} names it: {@code staged:match_pair} or, for its second time in the process, {@code
 * committed:customer_link#2}. Beside that it tells a watcher in the same process of every moment,
 * on the thread that reached it and which waits for the watcher.
 */
public final class Saboteur implements CommitListener {
  /** Exit code of a process that halted where it was asked to. */
  static final int HALTED = 86;

  private static final AtomicReference<Consumer<String>> WATCHER =
      new AtomicReference<>(moment -> {});

  private final Optional<String> wanted = Optional.ofNullable(System.getProperty("aurum.fault"));
  private final Moments moments = new Moments();

  /** Made by the service loader. */
  public Saboteur() {}

  /** What the process is to be started with. */
  static String at(String moment) {
    return "-Daurum.fault=" + moment;
  }

  /** How moments of a phase begin. */
  static String prefix(CommitPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":";
  }

  /** Tells of the moments of this process, counted from now on. */
  static Watch watch(Consumer<String> watcher) {
    Moments counted = new Moments();
    WATCHER.set(reached -> watcher.accept(counted.next(reached)));
    return () -> WATCHER.set(moment -> {});
  }

  @Override
  public void reached(CommitPhase phase, String subject) {
    String reached = prefix(phase) + subject;
    if (wanted.isPresent() && wanted.get().equals(moments.next(reached))) {
      Runtime.getRuntime().halt(HALTED);
    }
    WATCHER.get().accept(reached);
  }

  /** Watching until closed. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** Numbers what happens more than once. */
  private static final class Moments {
    private final Map<String, Integer> times = new ConcurrentHashMap<>();

    String next(String reached) {
      int count = times.merge(reached, 1, Integer::sum);
      return count == 1 ? reached : reached + "#" + count;
    }
  }
}
