package io.aurum.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.table.Tables;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Knows which files were ingested before. A file is known by its source and content; that of a
 * dated snapshot by its date too, because the same content delivered again says that nothing has
 * changed since, which is news.
 */
final class DeliveryLedger {
  private final Map<Seen, Long> recordsByFile = new HashMap<>();
  private final Map<Seen, Long> rejectedByFile = new HashMap<>();
  private final List<Delivery> fresh = new ArrayList<>();
  private final List<Delivery> repeated = new ArrayList<>();
  private long redeliveredRows;

  /**
   * @param knownAtMicros only of dated snapshots, else null
   */
  private record Seen(String source, String fileHash, Long knownAtMicros) {}

  /** Sorts delivered files into fresh and redelivered ones. */
  DeliveryLedger(Lake lake, List<SourceSettings> sources, Map<String, List<InputFile>> inputs) {
    countKnownRows(lake, sources);
    Set<Seen> delivered = new HashSet<>();
    for (SourceSettings source : sources) {
      for (InputFile file : inputs.getOrDefault(source.name(), List.of())) {
        if (file.isReadable()) {
          add(Delivery.of(source, file), delivered);
        }
      }
    }
  }

  /** Files to read, in the order of the configuration and of their names. */
  List<Delivery> fresh() {
    return List.copyOf(fresh);
  }

  /**
   * Rows of files that were ingested before, as the tables hold them, and of files that this very
   * delivery holds twice.
   *
   * @param parsedByFile rows parsed of each fresh file, by source name and hash
   */
  long redeliveredRows(Map<List<String>, Long> parsedByFile) {
    return redeliveredRows
        + repeated.stream()
            .mapToLong(
                twin ->
                    parsedByFile.getOrDefault(
                        List.of(twin.source().name(), twin.file().sha256()), 0L))
            .sum();
  }

  private void add(Delivery delivery, Set<Seen> delivered) {
    Seen file = seen(delivery);
    if (recordsByFile.containsKey(file)) {
      Seen content = new Seen(file.source(), file.fileHash(), null);
      redeliveredRows += recordsByFile.get(file) + rejectedByFile.getOrDefault(content, 0L);
    } else if (delivered.add(file)) {
      fresh.add(delivery);
    } else {
      repeated.add(delivery);
    }
  }

  private void countKnownRows(Lake lake, List<SourceSettings> sources) {
    if (lake.exists(Tables.SOURCE_RECORD)) {
      Object[] dated =
          sources.stream()
              .filter(DeliveryLedger::isDatedSnapshot)
              .map(SourceSettings::name)
              .toArray();
      lake.read(Tables.SOURCE_RECORD)
          .groupBy(
              col("source"),
              col("file_hash"),
              when(col("source").isin(dated), unix_micros(col("known_at"))).as("known_at"))
          .agg(count(lit(1)))
          .collectAsList()
          .forEach(row -> recordsByFile.put(seen(row), row.getLong(3)));
    }
    if (lake.exists(Tables.QUARANTINE_RECORD)) {
      lake.read(Tables.QUARANTINE_RECORD)
          .where(col("job").equalTo(IngestJob.NAME))
          .groupBy(col("source"), col("file_hash"), lit(null).cast("long").as("known_at"))
          .agg(count(lit(1)))
          .collectAsList()
          .forEach(row -> rejectedByFile.put(seen(row), row.getLong(3)));
    }
  }

  private static Seen seen(Row row) {
    return new Seen(row.getString(0), row.getString(1), row.isNullAt(2) ? null : row.getLong(2));
  }

  private static Seen seen(Delivery delivery) {
    return new Seen(
        delivery.source().name(),
        delivery.file().sha256(),
        isDatedSnapshot(delivery.source()) ? micros(delivery.knownAt()) : null);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static boolean isDatedSnapshot(SourceSettings source) {
    return source.delivery().mode() == Mode.SNAPSHOT
        && source.delivery().knownAt().column().isEmpty();
  }
}
