package io.aurum.jobs.ingest;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Progress;
import io.aurum.common.text.Similarity;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetRuntimeException;

/** Compares what files hold with what their source's mapping wants, before anything is read. */
final class FileCheck {
  /** Records at the beginning of a file that tell the columns where no header does. */
  private static final int SAMPLE_RECORDS = 100;

  private static final int MAX_DISTANCE = 64;

  private final Configuration conf;
  private final Progress progress;

  FileCheck(Configuration conf, Progress progress) {
    this.conf = conf;
    this.progress = progress;
  }

  /**
   * Reports columns of the files that no mapping uses, and mapped ones that a format without header
   * does not show at the beginning of a file.
   *
   * @throws AurumException USAGE where a file lacks a mapped column or has it twice
   */
  void check(SourceSettings source, List<InputFile> files, Map<String, ColumnMapping> extra) {
    List<String> wanted = RecordMapper.wantedColumns(source, extra);
    Set<String> unused = new TreeSet<>();
    Set<String> unseen = new TreeSet<>();
    for (InputFile file : files) {
      columns(source, file)
          .ifPresent(
              columns -> {
                for (String column : wanted) {
                  if (source.format() == Format.JSON) {
                    if (columns.stream().noneMatch(c -> isPart(c, column))) {
                      unseen.add(column);
                    }
                  } else {
                    requireOnce(source, file, columns, column);
                  }
                }
                unused.addAll(columns);
              });
    }
    unused.removeIf(column -> wanted.stream().anyMatch(w -> isPart(column, w)));
    report(source, "columns that nothing is mapped from", unused);
    report(
        source,
        "mapped columns that do not occur in the first %d records".formatted(SAMPLE_RECORDS),
        unseen);
  }

  private Optional<List<String>> columns(SourceSettings source, InputFile file) {
    try (RecordReader reader = RecordReaders.open(source, file, conf, List.of())) {
      if (source.format() == Format.JSON) {
        for (int i = 0; i < SAMPLE_RECORDS && reader.next() != null; i++) {}
      }
      return Optional.of(reader.columns()).filter(columns -> !columns.isEmpty());
    } catch (IOException | ParquetRuntimeException e) {
      if (RecordReaders.isCorrupt(e)) {
        return Optional.empty();
      }
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot read file %s of source %s".formatted(file.name(), source.name()),
              "the file system reports " + e.getClass().getSimpleName(),
              "check that the file is readable and run again")
          .causedBy(e);
    }
  }

  private static void requireOnce(
      SourceSettings source, InputFile file, List<String> columns, String column) {
    long count = columns.stream().filter(column::equals).count();
    if (count == 0) {
      throw AurumException.of(
          ExitCode.USAGE,
          "File %s of source %s has no column %s".formatted(file.name(), source.name(), column),
          "the source's mapping reads it, but the file has "
              + String.join(", ", new LinkedHashSet<>(columns)),
          "correct the mapping (nearest column: %s), or deliver the column"
              .formatted(nearest(column, columns)));
    }
    if (count > 1) {
      throw AurumException.of(
          ExitCode.USAGE,
          "File %s of source %s has column %s %d times"
              .formatted(file.name(), source.name(), column, count),
          "the source's mapping reads it, and it is not clear which one is meant",
          "rename the columns in the file");
    }
  }

  private static String nearest(String column, List<String> columns) {
    String lower = column.toLowerCase(java.util.Locale.ROOT);
    return columns.stream()
        .min(
            Comparator.comparingInt(
                    (String c) ->
                        Similarity.editDistance(
                            lower, c.toLowerCase(java.util.Locale.ROOT), MAX_DISTANCE))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private void report(SourceSettings source, String what, Set<String> columns) {
    if (!columns.isEmpty()) {
      progress.phase(
          "source %s: %s: %s".formatted(source.name(), what, String.join(", ", columns)));
    }
  }

  /** Whether a column is the wanted one, lies below it or holds it. */
  private static boolean isPart(String column, String wanted) {
    return column.equals(wanted)
        || column.startsWith(wanted + ".")
        || wanted.startsWith(column + ".");
  }
}
