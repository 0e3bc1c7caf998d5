package io.aurum.jobs.cli;

import io.aurum.common.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows the progress of a run on standard error: {@code job 2 of 6 validate: standardising, 3 s}.
 * On a terminal one line is updated in place, every second; elsewhere each phase is a line of its
 * own.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintWriter err;
  private final Supplier<Instant> clock;
  private final boolean terminal;
  private final ScheduledExecutorService ticker;

  private String job = "";
  private String phase = "";
  private Instant jobStart = Instant.EPOCH;

  private ConsoleProgress(PrintWriter err, Supplier<Instant> clock, boolean terminal) {
    this.err = err;
    this.clock = clock;
    this.terminal = terminal;
    this.ticker = Executors.newSingleThreadScheduledExecutor(ConsoleProgress::daemon);
  }

  /** One line per phase. */
  static ConsoleProgress plain(PrintWriter err, Supplier<Instant> clock) {
    return new ConsoleProgress(err, clock, false);
  }

  /** One line for all, updated in place. */
  static ConsoleProgress terminal(PrintWriter err, Supplier<Instant> clock) {
    ConsoleProgress progress = new ConsoleProgress(err, clock, true);
    var unused = progress.ticker.scheduleAtFixedRate(progress::repaint, 1, 1, TimeUnit.SECONDS);
    return progress;
  }

  /** The run enters a stage outside the jobs: {@code starting Spark}. */
  synchronized void stage(String text) {
    job = "";
    phase = text;
    jobStart = clock.get();
    show();
  }

  /** A job starts. */
  synchronized void job(int number, int count, String name) {
    job = "job " + number + " of " + count + " " + name + ": ";
    phase = "starting";
    jobStart = clock.get();
    show();
  }

  @Override
  public synchronized void phase(String text) {
    phase = text;
    show();
  }

  /** A job, or the run, is over: its last line stays. */
  synchronized void ended(String text) {
    phase = text;
    if (terminal) {
      err.print(CLEAR_LINE + line() + "\n");
      err.flush();
    } else {
      show();
    }
    phase = "";
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      if (terminal && !phase.isEmpty()) {
        err.print(CLEAR_LINE);
        err.flush();
      }
    }
  }

  private synchronized void repaint() {
    if (!phase.isEmpty()) {
      show();
    }
  }

  private void show() {
    err.print(terminal ? CLEAR_LINE + line() : line() + "\n");
    err.flush();
  }

  private String line() {
    Duration elapsed = Duration.between(jobStart, clock.get());
    return String.format(Locale.ROOT, "%s%s, %.1f s", job, phase, elapsed.toMillis() / 1e3);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
