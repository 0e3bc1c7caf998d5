package io.aurum.jobs.cli;

import io.aurum.common.run.CommitListener;
import io.aurum.common.run.CommitPhase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Halts the process at one moment, without any cleaning up, where the system property {@code
 * aurum.fault} names it: {@code staged:match_pair} or, for its second time in the process, {@code
 * committed:customer_link#2}. The value {@code list} prints the moments to standard error instead.
 */
public final class Saboteur implements CommitListener {
  /** Exit code of a process that halted where it was asked to. */
  static final int HALTED = 86;

  private static final String REACHED = "reached ";

  private final Optional<String> wanted = Optional.ofNullable(System.getProperty("aurum.fault"));
  private final Map<String, Integer> times = new ConcurrentHashMap<>();

  /** Made by the service loader. */
  public Saboteur() {}

  /** What the process is to be started with. */
  static String at(String moment) {
    return "-Daurum.fault=" + moment;
  }

  /** What the process is to be started with to list its moments. */
  static String listing() {
    return at("list");
  }

  /** The moments that a process listed. */
  static List<String> listed(String errors) {
    return errors
        .lines()
        .filter(line -> line.startsWith(REACHED))
        .map(line -> line.substring(REACHED.length()))
        .toList();
  }

  /** How moments of a phase begin. */
  static String prefix(CommitPhase phase) {
    return phase.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":";
  }

  @Override
  public void reached(CommitPhase phase, String subject) {
    wanted.ifPresent(moment -> react(moment, prefix(phase) + subject));
  }

  private void react(String wantedMoment, String reached) {
    int count = times.merge(reached, 1, Integer::sum);
    String moment = count == 1 ? reached : reached + "#" + count;
    if (wantedMoment.equals("list")) {
      System.err.println(REACHED + moment);
    } else if (wantedMoment.equals(moment)) {
      Runtime.getRuntime().halt(HALTED);
    }
  }
}
