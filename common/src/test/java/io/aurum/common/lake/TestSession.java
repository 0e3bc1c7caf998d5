package io.aurum.common.lake;

import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session of a test process: {@code local[2]}, few shuffle partitions, no UI, and
 * every commit of a lake proves its table's key. Tables of a few rows are not worth the code that
 * Spark would write and compile for each of them: expressions are interpreted, unless a test asks
 * for generated code, as users have it. The session is started on first use and ends with the
 * process.
 */
public final class TestSession {
  private static final String GENERATE_STAGES = "spark.sql.codegen.wholeStage";
  private static final String GENERATE = "spark.sql.codegen.factoryMode";

  private TestSession() {}

  /** The shared session. */
  public static SparkSession spark() {
    return Holder.SPARK;
  }

  /** Does something while expressions run as generated code. */
  public static <T> T generatingCode(Supplier<T> work) {
    RuntimeConfig settings = spark().conf();
    settings.set(GENERATE_STAGES, true);
    settings.set(GENERATE, "FALLBACK");
    try {
      return work.get();
    } finally {
      settings.set(GENERATE_STAGES, false);
      settings.set(GENERATE, "NO_CODEGEN");
    }
  }

  private static final class Holder {
    static final SparkSession SPARK = start();

    private static SparkSession start() {
      System.setProperty("spark.master", "local[2]");
      System.setProperty("spark.sql.shuffle.partitions", "2");
      System.setProperty(GENERATE_STAGES, "false");
      System.setProperty(GENERATE, "NO_CODEGEN");
      System.setProperty(SparkSessions.CHECK_KEYS, "true");
      return SparkSessions.start("aurum-test");
    }
  }
}
