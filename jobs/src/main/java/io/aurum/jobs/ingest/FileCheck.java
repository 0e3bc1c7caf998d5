package io.aurum.jobs.ingest;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.SourcePolicy;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Progress;
import io.aurum.common.text.Similarity;
import java.io.IOException;
import java.util.ArrayList;
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
   * Reports columns of the files that no mapping uses, mapped ones that a file lacks where the
   * source's policy allows it, and mapped ones that a format without header does not show at the
   * beginning of a file.
   *
   * @return what was reported
   * @throws AurumException USAGE where a file lacks a mapped column or has it twice, or has a new
   *     one, and the policy does not allow that
   */
  List<String> check(
      SourceSettings source, List<Delivery> files, Map<String, ColumnMapping> extra) {
    List<String> wanted = RecordMapper.wantedColumns(source, extra);
    Set<String> unused = new TreeSet<>();
    Set<String> unseen = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    for (Delivery delivery : files) {
      InputFile file = delivery.file();
      columns(delivery)
          .ifPresent(
              columns -> {
                for (String column : wanted) {
                  if (source.format() == Format.JSON) {
                    if (columns.stream().noneMatch(c -> isPart(c, column))) {
                      unseen.add(column);
                    }
                  } else if (!columns.contains(column) && mayLack(source, column)) {
                    missing.add(column);
                  } else {
                    requireOnce(source, file, columns, column);
                  }
                }
                List<String> fresh = unmapped(source, columns, wanted);
                refuseNew(source, file, fresh);
                unused.addAll(fresh);
              });
    }
    List<String> notes = new ArrayList<>();
    note(source, "columns that nothing is mapped from", unused, notes);
    note(source, "mapped columns that files lack", missing, notes);
    note(
        source,
        "mapped columns that do not occur in the first %d records".formatted(SAMPLE_RECORDS),
        unseen,
        notes);
    notes.forEach(progress::phase);
    return notes;
  }

  /** Whether the run goes on without the column; what the delivery itself needs must be there. */
  private static boolean mayLack(SourceSettings source, String column) {
    DeliverySettings delivery = source.delivery();
    boolean needed =
        delivery.key().contains(column)
            || delivery.order().filter(column::equals).isPresent()
            || delivery.deleteColumn().filter(column::equals).isPresent()
            || delivery.knownAt().column().filter(column::equals).isPresent();
    return !needed && source.policy().missingColumn() == SourcePolicy.MissingColumn.EMPTY;
  }

  private static List<String> unmapped(
      SourceSettings source, List<String> columns, List<String> wanted) {
    return source.format() == Format.BASKET
        ? List.of()
        : columns.stream()
            .filter(column -> wanted.stream().noneMatch(w -> isPart(column, w)))
            .filter(column -> !source.policy().unused().contains(column))
            .toList();
  }

  private static void refuseNew(SourceSettings source, InputFile file, List<String> columns) {
    if (!columns.isEmpty() && source.policy().newColumn() == SourcePolicy.NewColumn.FAIL) {
      throw AurumException.of(
          ExitCode.USAGE,
          "File %s of source %s has new columns: %s"
              .formatted(file.name(), source.name(), String.join(", ", columns)),
          "nothing is mapped from them, and the source's drift.new-column is fail",
          "map them, name them in drift.unused, or set drift.new-column = ignore");
    }
  }

  private Optional<List<String>> columns(Delivery delivery) {
    SourceSettings source = delivery.source();
    InputFile file = delivery.file();
    if (source.format() == Format.JDBC) {
      return Optional.of(JdbcRecords.columns(source.jdbc().orElseThrow()));
    }
    try (RecordReader reader = RecordReaders.open(Part.whole(delivery), conf, List.of())) {
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

  private static void note(
      SourceSettings source, String what, Set<String> columns, List<String> notes) {
    if (!columns.isEmpty()) {
      notes.add("source %s: %s: %s".formatted(source.name(), what, String.join(", ", columns)));
    }
  }

  /** Whether a column is the wanted one, lies below it or holds it. */
  private static boolean isPart(String column, String wanted) {
    return column.equals(wanted)
        || column.startsWith(wanted + ".")
        || wanted.startsWith(column + ".");
  }
}
