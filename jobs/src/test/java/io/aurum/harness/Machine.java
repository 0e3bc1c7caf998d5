package io.aurum.harness;

import io.aurum.common.lake.TestSession;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * What a run must not depend on, as far as it can be changed within one process.
 *
 * @param zone of the process
 * @param locale of the process
 * @param partitions of a shuffle
 * @param adaptive whether Spark changes its plans as it goes
 */
public record Machine(TimeZone zone, Locale locale, int partitions, boolean adaptive) {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  /** Machines that differ in everything. */
  public static List<Machine> all() {
    return List.of(
        new Machine(TimeZone.getTimeZone("UTC"), Locale.forLanguageTag("tr-TR"), 1, false),
        new Machine(TimeZone.getTimeZone("Asia/Kolkata"), Locale.ROOT, 7, true),
        new Machine(TimeZone.getTimeZone("America/St_Johns"), Locale.GERMANY, 3, false));
  }

  /** Runs something as if on this machine; afterwards all is as it was. */
  public void during(Runnable task) {
    Machine own =
        new Machine(
            TimeZone.getDefault(),
            Locale.getDefault(),
            Integer.parseInt(TestSession.spark().conf().get(PARTITIONS)),
            Boolean.parseBoolean(TestSession.spark().conf().get(ADAPTIVE)));
    become();
    try {
      task.run();
    } finally {
      own.become();
    }
  }

  /** Sessions are started with what the process says, so that is changed too. */
  private void become() {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
    System.setProperty(PARTITIONS, Integer.toString(partitions));
    TestSession.spark().conf().set(PARTITIONS, Integer.toString(partitions));
    TestSession.spark().conf().set(ADAPTIVE, Boolean.toString(adaptive));
  }
}
