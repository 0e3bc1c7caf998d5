package io.aurum.common.lake;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test process: {@code local[2]}, few shuffle partitions, no UI, and
 * every commit of a lake proves its table's key. It is started on first use and ends with the
 * process.
 */
public final class TestSession {
  private TestSession() {}

  /** The shared session. */
  public static SparkSession spark() {
    return Holder.SPARK;
  }

  private static final class Holder {
    static final SparkSession SPARK = start();

    private static SparkSession start() {
      System.setProperty("spark.master", "local[2]");
      System.setProperty("spark.sql.shuffle.partitions", "2");
      System.setProperty(SparkSessions.CHECK_KEYS, "true");
      return SparkSessions.start("aurum-test");
    }
  }
}
