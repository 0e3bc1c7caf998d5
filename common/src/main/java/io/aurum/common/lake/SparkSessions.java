package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * Spark sessions with the settings that the suite's tables rely on. The master, memory and
 * everything else about the cluster come from outside: {@code spark-submit} or {@code -Dspark.*}.
 */
public final class SparkSessions {
  /**
   * Setting of a session, {@code true} or {@code false} (default): whether the lake proves after
   * every commit that the table's key is unique. Costs a pass over the table; tests switch it on.
   */
  public static final String CHECK_KEYS = "spark.aurum.checkKeys";

  /** Loggers that print values of rows when a task fails; the suite reports failures itself. */
  private static final String[] TALKATIVE = {
    "org.apache.spark.executor.Executor",
    "org.apache.spark.scheduler.TaskSetManager",
    "org.apache.spark.util.Utils",
    "org.apache.spark.sql.execution.datasources.FileFormatWriter",
    "org.apache.spark.sql.execution.datasources.v2",
    "org.apache.spark.sql.delta",
    "org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator"
  };

  private SparkSessions() {}

  /**
   * The running session of this process, or a new one.
   *
   * @param appName shown by the cluster's tools
   * @throws AurumException exit code STORAGE where the local disk cannot be used
   */
  public static SparkSession start(String appName) {
    LocalDisk.install();
    var given = new SparkConf();
    var builder = SparkSession.builder().appName(appName);
    fixed().forEach(builder::config);
    defaults().forEach((key, value) -> builder.config(key, given.get(key, value)));
    if (local(given)) {
      localDefaults(given).forEach((key, value) -> builder.config(key, given.get(key, value)));
    }
    var spark = builder.getOrCreate();
    silence();
    return spark;
  }

  /** What tables and results depend on: not for the user to change. */
  private static Map<String, String> fixed() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    settings.put("spark.sql.catalogImplementation", "in-memory");
    settings.put("spark.delta.logStore.file.impl", LinkLogStore.class.getName());
    settings.put("spark.hadoop." + LocalDisk.SETTING, LocalDisk.class.getName());
    settings.put(
        "spark.hadoop.fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs");
    settings.put("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.sql.datetime.java8API.enabled", "true");
    settings.put("spark.sql.ansi.enabled", "true");
    settings.put("spark.sql.caseSensitive", "true");
    settings.put("spark.sql.timestampType", "TIMESTAMP_LTZ");
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    settings.put("spark.sql.parquet.writeLegacyFormat", "false");
    settings.put("spark.sql.sources.partitionOverwriteMode", "static");
    return settings;
  }

  private static Map<String, String> defaults() {
    return Map.of(
        "spark.ui.enabled", "false",
        "spark.ui.showConsoleProgress", "false",
        // every query tells its plan to pages that are not shown: the short form will do
        "spark.sql.ui.explainMode", "simple",
        // what jobs keep is read once or twice: choosing an encoding for each column costs more
        "spark.sql.inMemoryColumnarStorage.compressed", "false",
        "spark.sql.warehouse.dir", warehouse());
  }

  /** One machine: two reducers per core; adaptive execution merges those of small data. */
  private static Map<String, String> localDefaults(SparkConf given) {
    return Map.of(
        "spark.sql.shuffle.partitions", Integer.toString(2 * cores(given.get("spark.master"))),
        "spark.databricks.delta.snapshotPartitions", "2",
        "spark.driver.bindAddress", "127.0.0.1",
        "spark.driver.host", "127.0.0.1");
  }

  private static boolean local(SparkConf given) {
    return given.get("spark.master", "").startsWith("local");
  }

  private static int cores(String master) {
    var threads = master.replaceAll("^local\\[(\\d+).*", "$1");
    return threads.matches("\\d+")
        ? Math.max(2, Integer.parseInt(threads))
        : Math.max(2, Runtime.getRuntime().availableProcessors());
  }

  /** Spark makes the folder of managed tables at start; the suite has none, so it stays empty. */
  private static String warehouse() {
    return Path.of(System.getProperty("java.io.tmpdir"), "aurum-warehouse").toUri().toString();
  }

  private static void silence() {
    Configurator.setLevel("org.apache.spark", Level.ERROR);
    for (String logger : TALKATIVE) {
      Configurator.setLevel(logger, Level.OFF);
    }
  }
}
