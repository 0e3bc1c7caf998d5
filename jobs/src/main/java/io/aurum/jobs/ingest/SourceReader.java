package io.aurum.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import java.util.ArrayList;
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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads deliveries into rows, a Spark task for each file, or part of a large one. */
public final class SourceReader {
  /** Tasks of one read; more parts share tasks. */
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
    List<Delivery> deliveries =
        files.stream()
            .filter(InputFile::isReadable)
            .map(file -> Delivery.of(source, file))
            .toList();
    new FileCheck(spark.sparkContext().hadoopConfiguration(), Progress.SILENT)
        .check(source, deliveries, extra);
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

  /**
   * All records of the deliveries, well-formed and malformed, in the columns of {@link ParsedRows}.
   */
  static Dataset<Row> parse(
      SparkSession spark,
      List<Delivery> deliveries,
      List<String> outputs,
      Map<String, ColumnMapping> extra) {
    var rows = new ParsedRows(outputs);
    List<Part> parts = parts(spark, deliveries);
    var counted = parts.stream().filter(part -> !needsRenumbering(part)).toList();
    var uncounted = parts.stream().filter(SourceReader::needsRenumbering).toList();
    if (uncounted.isEmpty()) {
      return parse(spark, counted, rows, extra);
    }
    var renumbered = renumbered(parse(spark, uncounted, rows, extra));
    return counted.isEmpty()
        ? renumbered
        : parse(spark, counted, rows, extra).unionByName(renumbered);
  }

  private static List<Part> parts(SparkSession spark, List<Delivery> deliveries) {
    List<Part> parts = new ArrayList<>();
    List<Delivery> files = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery.source().format() == Format.JDBC) {
        parts.addAll(JdbcRecords.parts(delivery));
      } else {
        files.add(delivery);
      }
    }
    parts.addAll(TextSplits.parts(spark, files));
    return parts;
  }

  /** A part knows how often it holds a record without a key, not how often those before it do. */
  private static boolean needsRenumbering(Part part) {
    return !part.isWhole() && part.delivery().source().delivery().key().isEmpty();
  }

  private static Dataset<Row> renumbered(Dataset<Row> rows) {
    Column content = substring_index(col(ParsedRows.ID), RecordMapper.OCCURRENCE, 1);
    var inDelivery =
        Window.partitionBy(
                col(ParsedRows.SOURCE),
                col(ParsedRows.FILE_HASH),
                col(ParsedRows.FILE),
                col(ParsedRows.ID).isNull(),
                content)
            .orderBy(ParsedRows.LINE);
    return rows.withColumn("occurrence", row_number().over(inDelivery))
        .withColumn(
            ParsedRows.ID,
            when(
                col(ParsedRows.ID).isNotNull(),
                concat(content, lit(RecordMapper.OCCURRENCE), col("occurrence"))))
        .drop("occurrence");
  }

  private static Dataset<Row> parse(
      SparkSession spark, List<Part> parts, ParsedRows rows, Map<String, ColumnMapping> extra) {
    var mappings = new TreeMap<>(extra);
    var conf = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    var largestFirst =
        parts.stream().sorted(Comparator.comparingLong(Part::bytes).reversed()).toList();
    int tasks = Math.max(1, Math.min(MAX_TASKS, largestFirst.size()));
    var parsed =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(largestFirst, tasks)
            .mapPartitions(some -> records(some, rows, mappings, conf.value()));
    return spark
        .createDataFrame(parsed, rows.schema())
        .withColumn(ParsedRows.KNOWN_AT, timestamp_micros(col(ParsedRows.KNOWN_AT_MICROS)))
        .drop(ParsedRows.KNOWN_AT_MICROS);
  }

  private static Iterator<Row> records(
      Iterator<Part> parts, ParsedRows rows, Map<String, ColumnMapping> extra, Configuration conf) {
    var chain =
        new DeliveredRecords.Chain(parts, part -> new DeliveredRecords(part, rows, extra, conf));
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> chain.close());
    return chain;
  }
}
