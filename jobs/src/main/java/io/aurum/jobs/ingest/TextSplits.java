package io.aurum.jobs.ingest;

import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts large texts into parts that several tasks read. A first pass over the bytes counts the lines
 * of every stretch, so that every part begins with a line and knows its number: the rows are the
 * same however the text is cut.
 */
final class TextSplits {
  private static final String MAX_BYTES = "spark.sql.files.maxPartitionBytes";
  private static final String DEFAULT_MAX_BYTES = "128m";
  private static final long WORTH_A_TASK = 16L << 20;

  /**
   * Records without a key are counted again over all parts, in a shuffle that the gain must pay.
   */
  private static final long WORTH_A_SHUFFLE = 64L << 20;

  private static final int BUFFER_BYTES = 1 << 20;

  private TextSplits() {}

  /**
   * A stretch of a text, cut anywhere.
   *
   * @param delivery index of the delivery
   */
  private record Stretch(int delivery, String path, long from, long to) implements Serializable {}

  /**
   * @param firstLine first byte at or behind the stretch's beginning where a line begins; -1 where
   *     none does
   * @param lines lines that begin in the stretch
   */
  private record Counted(Stretch stretch, long firstLine, long lines) implements Serializable {}

  /** The parts of all deliveries. */
  static List<Part> parts(SparkSession spark, List<Delivery> deliveries) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    List<Stretch> stretches = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      Delivery delivery = deliveries.get(i);
      long size = splitSize(spark, delivery);
      if (delivery.file().bytes() > size && isSplittable(delivery, conf)) {
        stretches.addAll(cut(i, delivery, size));
      } else {
        parts.add(Part.whole(delivery));
      }
    }
    if (!stretches.isEmpty()) {
      var shared = new SerializableConfiguration(conf);
      List<Counted> counted =
          JavaSparkContext.fromSparkContext(spark.sparkContext())
              .parallelize(stretches, stretches.size())
              .map(stretch -> count(stretch, shared.value()))
              .collect();
      parts.addAll(aligned(deliveries, counted));
    }
    return parts;
  }

  private static long splitSize(SparkSession spark, Delivery delivery) {
    long bytes = delivery.file().bytes();
    long least = delivery.source().delivery().key().isEmpty() ? WORTH_A_SHUFFLE : WORTH_A_TASK;
    long most = JavaUtils.byteStringAsBytes(spark.conf().get(MAX_BYTES, DEFAULT_MAX_BYTES));
    int tasks = Math.max(1, spark.sparkContext().defaultParallelism());
    return Math.min(most, Math.max(least, (bytes + tasks - 1) / tasks));
  }

  private static boolean isSplittable(Delivery delivery, Configuration conf) {
    SourceSettings source = delivery.source();
    boolean recordsAreLines =
        switch (source.format()) {
          case CSV -> !source.csv().multiLine();
          case BLANK, JSON -> true;
          case BASKET, PARQUET, DELTA, JDBC -> false;
        };
    if (!recordsAreLines) {
      return false;
    }
    Path path = new Path(delivery.file().path());
    try (InputStream raw = path.getFileSystem(conf).open(path)) {
      return TextFiles.isLineSafe(raw, source.csv().encoding());
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Stretch> cut(int index, Delivery delivery, long size) {
    List<Stretch> stretches = new ArrayList<>();
    long bytes = delivery.file().bytes();
    for (long from = 0; from < bytes; from += size) {
      stretches.add(new Stretch(index, delivery.file().path(), from, Math.min(bytes, from + size)));
    }
    return stretches;
  }

  private static Counted count(Stretch stretch, Configuration conf) {
    Path path = new Path(stretch.path());
    try (FSDataInputStream in = path.getFileSystem(conf).open(path)) {
      return count(stretch, in);
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot read file " + path.getName(),
              "the file system reports " + e.getClass().getSimpleName(),
              "check that the file is readable and run again")
          .causedBy(e);
    }
  }

  /** A line begins behind LF, and behind CR unless LF follows. */
  private static Counted count(Stretch stretch, FSDataInputStream in) throws IOException {
    long position = stretch.from();
    int previous = '\n';
    if (position > 0) {
      in.seek(position - 1);
      previous = in.read();
    }
    long first = -1;
    long lines = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    while (position < stretch.to()) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, stretch.to() - position));
      if (count < 0) {
        break;
      }
      for (int i = 0; i < count; i++) {
        byte current = buffer[i];
        if (previous == '\n' || (previous == '\r' && current != '\n')) {
          lines++;
          if (first < 0) {
            first = position + i;
          }
        }
        previous = current;
      }
      position += count;
    }
    return new Counted(stretch, first, lines);
  }

  private static List<Part> aligned(List<Delivery> deliveries, List<Counted> counted) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      int index = i;
      List<Counted> own =
          counted.stream()
              .filter(c -> c.stretch().delivery() == index && c.firstLine() >= 0)
              .toList();
      long before = 0;
      for (int n = 0; n < own.size(); n++) {
        long to = n + 1 < own.size() ? own.get(n + 1).firstLine() : Long.MAX_VALUE;
        parts.add(new Part(deliveries.get(i), n, own.size(), own.get(n).firstLine(), to, before));
        before += own.get(n).lines();
      }
    }
    return parts;
  }
}
