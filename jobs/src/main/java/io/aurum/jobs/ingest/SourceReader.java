package io.aurum.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads delivered files into rows, one Spark task for each file. */
public final class SourceReader {
  /** Tasks of one read; more files share tasks. */
  private static final int MAX_TASKS = 1024;

  private SourceReader() {}

  /**
   * Reads a source again, with further expressions over its raw columns, and gives every record the
   * identity that it has in {@code source_record}. Records that become known after the run's date
   * are left out; of a record delivered several times every version comes.
   *
   * @param files delivered files of the source
   * @param extra output column to the expression that fills it; names that no fixed column has
   * @param run the run whose date counts
   * @return {@code source, source_record_id, known_at, file, line, rule} and the extra columns as
   *     text; {@code rule} names what is wrong with a malformed record and is null otherwise
   * @throws io.aurum.common.run.AurumException USAGE where a file lacks a column, STORAGE where it
   *     cannot be read
   */
  public static Dataset<Row> read(
      SparkSession spark,
      SourceSettings source,
      List<InputFile> files,
      Map<String, ColumnMapping> extra,
      Run run) {
    new FileCheck(spark.sparkContext().hadoopConfiguration(), Progress.SILENT)
        .check(source, files, extra);
    List<Delivery> deliveries = files.stream().map(file -> Delivery.of(source, file)).toList();
    Column[] shown =
        Stream.concat(
                Stream.of(
                    ParsedRows.SOURCE,
                    ParsedRows.ID,
                    ParsedRows.KNOWN_AT,
                    ParsedRows.FILE,
                    ParsedRows.LINE,
                    ParsedRows.RULE),
                extra.keySet().stream())
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    return parse(spark, deliveries, List.copyOf(extra.keySet()), extra)
        .where(col(ParsedRows.RULE).isNotNull().or(col(ParsedRows.KNOWN_AT).lt(run.knownBefore())))
        .select(shown);
  }

  /** All records of the files, well-formed and malformed, in the columns of {@link ParsedRows}. */
  static Dataset<Row> parse(
      SparkSession spark,
      List<Delivery> deliveries,
      List<String> outputs,
      Map<String, ColumnMapping> extra) {
    var rows = new ParsedRows(outputs);
    var mappings = new TreeMap<>(extra);
    var conf = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    var largestFirst =
        deliveries.stream()
            .sorted(Comparator.comparingLong((Delivery d) -> d.file().bytes()).reversed())
            .toList();
    int tasks = Math.max(1, Math.min(MAX_TASKS, largestFirst.size()));
    var parsed =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(largestFirst, tasks)
            .mapPartitions(part -> records(part, rows, mappings, conf.value()));
    return spark
        .createDataFrame(parsed, rows.schema())
        .withColumn(ParsedRows.KNOWN_AT, timestamp_micros(col(ParsedRows.KNOWN_AT_MICROS)))
        .drop(ParsedRows.KNOWN_AT_MICROS);
  }

  private static Iterator<Row> records(
      Iterator<Delivery> deliveries,
      ParsedRows rows,
      Map<String, ColumnMapping> extra,
      Configuration conf) {
    var chain =
        new DeliveredRecords.Chain(
            deliveries, delivery -> new DeliveredRecords(delivery, rows, extra, conf));
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> chain.close());
    return chain;
  }
}
