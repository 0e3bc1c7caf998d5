package io.aurum.common.lake;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test process: {@code local[2]}, few shuffle partitions, no UI, and
 * every commit of a lake proves its table's key. Tables of a few rows are not worth the code that
 * Spark would write and compile for each of them: expressions are interpreted. Tests that start
 * processes of their own run the generated code. The session is started on first use and ends with
 * the process.
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
      System.setProperty("spark.sql.codegen.wholeStage", "false");
      System.setProperty("spark.sql.codegen.factoryMode", "NO_CODEGEN");
      System.setProperty(SparkSessions.CHECK_KEYS, "true");
      return SparkSessions.start("aurum-test");
    }
  }
}
