package io.aurum.jobs.ingest;

import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetRuntimeException;

/**
 * Reads the records of a source without Spark, with what its mapping leaves aside: for looking at
 * data before it is taken in.
 */
public final class SourceColumns {
  /** Records that tell the columns where no header does. */
  private static final int SAMPLE_RECORDS = 1_000;

  private SourceColumns() {}

  /** What a record holds; malformed records are passed over. */
  public interface Visitor {
    /**
     * The value of a field that the source maps, as {@code source_record} would hold it.
     *
     * @param value null where there is none
     */
    void field(String name, String value);

    /**
     * The value of a column that neither the mapping nor the delivery uses.
     *
     * @param value null where there is none
     */
    void column(String name, String value);
  }

  /**
   * Shows every well-formed record of the files to a visitor.
   *
   * @throws AurumException STORAGE where a file cannot be read
   */
  public static void read(
      SourceSettings source, List<InputFile> files, Configuration conf, Visitor visitor) {
    for (InputFile file : files) {
      try {
        read(source, file, conf, visitor);
      } catch (IOException | ParquetRuntimeException e) {
        if (!RecordReaders.isCorrupt(e)) {
          throw AurumException.of(
                  ExitCode.STORAGE,
                  "Cannot read file %s of source %s".formatted(file.name(), source.name()),
                  "the file system reports " + e.getClass().getSimpleName(),
                  "check that the file is readable and run again")
              .causedBy(e);
        }
      }
    }
  }

  private static void read(
      SourceSettings source, InputFile file, Configuration conf, Visitor visitor)
      throws IOException {
    List<String> mapped = RecordMapper.wantedColumns(source, Map.of());
    List<String> others = others(source, file, conf, mapped);
    List<String> wanted = new ArrayList<>(mapped);
    wanted.addAll(others);
    Map<String, ColumnExpression> fields = new LinkedHashMap<>();
    source
        .columns()
        .forEach((name, mapping) -> fields.put(name, new ColumnExpression(mapping, wanted)));
    Set<String> nullValues = Set.copyOf(source.nullValues());
    try (RecordReader reader = open(source, file, conf, wanted)) {
      for (Parsed parsed = reader.next(); parsed != null; parsed = reader.next()) {
        if (parsed instanceof Parsed.Fields record) {
          String[] values = cleaned(record.values(), nullValues);
          fields.forEach((name, field) -> visitor.field(name, field.evaluate(values)));
          for (int i = 0; i < others.size(); i++) {
            visitor.column(others.get(i), values[mapped.size() + i]);
          }
        }
      }
    }
  }

  private static RecordReader open(
      SourceSettings source, InputFile file, Configuration conf, List<String> wanted)
      throws IOException {
    return RecordReaders.open(Part.whole(new Delivery(source, file, null)), conf, wanted);
  }

  private static String[] cleaned(String[] raw, Set<String> nullValues) {
    String[] values = new String[raw.length];
    for (int i = 0; i < raw.length; i++) {
      values[i] = ColumnExpression.clean(raw[i], nullValues);
    }
    return values;
  }

  private static List<String> others(
      SourceSettings source, InputFile file, Configuration conf, List<String> mapped)
      throws IOException {
    try (RecordReader reader = open(source, file, conf, List.of())) {
      for (int i = 0; i < SAMPLE_RECORDS && reader.next() != null; i++) {}
      Set<String> columns = new LinkedHashSet<>(reader.columns());
      columns.removeIf(
          column -> mapped.stream().anyMatch(m -> m.equals(column) || m.startsWith(column + ".")));
      return List.copyOf(columns);
    }
  }
}
