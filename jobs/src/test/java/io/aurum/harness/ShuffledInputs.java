package io.aurum.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Copies exports with their records in another order: CSV below its header, JSON lines, Parquet;
 * gzipped ones too. Bytes are moved, not read: a broken line stays as broken as it was. Two lines
 * stay together where a quote opened in one is closed in the other.
 *
 * <pre>ShuffledInputs FROM TO SEED</pre>
 */
public final class ShuffledInputs {
  private final Random random;

  private ShuffledInputs(long seed) {
    this.random = new Random(seed);
  }

  /** See the class. */
  public static void main(String[] args) {
    copy(Path.of(args[0]), Path.of(args[1]), Long.parseLong(args[2]));
  }

  /**
   * @param from folder of the exports
   * @param to folder to make
   */
  public static void copy(Path from, Path to, long seed) {
    ShuffledInputs shuffler = new ShuffledInputs(seed);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        shuffler.shuffle(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shuffle(Path file, Path target) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".parquet")) {
      parquet(file, target);
    } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      lines(file, target, 1);
    } else if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
      lines(file, target, 0);
    } else {
      Files.copy(file, target);
    }
  }

  /** Bytes are moved as characters of ISO 8859-1, which has one for each byte. */
  private void lines(Path file, Path target, int header) throws IOException {
    boolean gzip = file.toString().endsWith(".gz");
    List<String> records = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                gzip ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file),
                StandardCharsets.ISO_8859_1))) {
      in.lines().forEach(records::add);
    }
    List<String> body = together(records.subList(Math.min(header, records.size()), records.size()));
    Collections.shuffle(body, random);
    try (OutputStream out =
        gzip
            ? new GZIPOutputStream(Files.newOutputStream(target))
            : Files.newOutputStream(target)) {
      for (String line : records.subList(0, Math.min(header, records.size()))) {
        out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      }
      for (String record : body) {
        out.write((record + "\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Joins a line with an odd number of quotes to the next one, if that has an odd number too. */
  private static List<String> together(List<String> lines) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean goesOn = isOdd(lines.get(i)) && i + 1 < lines.size() && isOdd(lines.get(i + 1));
      records.add(goesOn ? lines.get(i) + "\n" + lines.get(++i) : lines.get(i));
    }
    return records;
  }

  private static boolean isOdd(String line) {
    return line.chars().filter(c -> c == '"').count() % 2 == 1;
  }

  private void parquet(Path file, Path target) throws IOException {
    Configuration conf = new Configuration();
    var source = new org.apache.hadoop.fs.Path(file.toUri());
    List<Group> rows = new ArrayList<>();
    MessageType schema;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(source, conf))) {
      schema = footer.getFileMetaData().getSchema();
    }
    try (ParquetReader<Group> in =
        ParquetReader.builder(new GroupReadSupport(), source).withConf(conf).build()) {
      for (Group row = in.read(); row != null; row = in.read()) {
        rows.add(row);
      }
    }
    Collections.shuffle(rows, random);
    var sink = HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(target.toUri()), conf);
    try (ParquetWriter<Group> out = ExampleParquetWriter.builder(sink).withType(schema).build()) {
      for (Group row : rows) {
        out.write(row);
      }
    }
  }
}
