package io.aurum.jobs.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one source delivered, as known by a date. A delivery is a day (UTC); a file belongs to the
 * day of its latest known record, with all its rows.
 *
 * @param rowsByDay records and malformed rows by day
 * @param rows records, every version counted
 * @param malformed rows that became no records
 * @param distinctIds distinct records
 * @param bytes of the files that are still in place; empty where none is
 * @param newestKnownAt of the newest record; null where nothing was delivered
 */
record Deliveries(
    TreeMap<LocalDate, Long> rowsByDay,
    long rows,
    long malformed,
    long distinctIds,
    OptionalLong bytes,
    Instant newestKnownAt) {

  /** A source that delivered nothing. */
  static final Deliveries NONE =
      new Deliveries(new TreeMap<>(), 0, 0, 0, OptionalLong.empty(), null);

  /** One file as the tables hold it. */
  private record File(String hash, LocalDate day, long rows, long malformed, Instant newest) {}

  /**
   * What every source delivered by the run's date; sources that delivered nothing are left out.
   *
   * @param inputs files that are in place, by source
   */
  static Map<String, Deliveries> bySource(Lake lake, Run run, Map<String, List<InputFile>> inputs) {
    Dataset<Row> known =
        lake.read(Tables.SOURCE_RECORD).where(col("known_at").lt(run.knownBefore()));
    Map<String, List<File>> files = files(known, malformed(lake));
    Map<String, Long> ids = distinctIds(known);
    Map<String, Deliveries> bySource = new TreeMap<>();
    files.forEach(
        (source, delivered) ->
            bySource.put(
                source, of(delivered, ids.get(source), inputs.getOrDefault(source, List.of()))));
    return bySource;
  }

  private static Deliveries of(List<File> files, long distinctIds, List<InputFile> inPlace) {
    TreeMap<LocalDate, Long> byDay = new TreeMap<>();
    files.forEach(file -> byDay.merge(file.day(), file.rows() + file.malformed(), Long::sum));
    return new Deliveries(
        byDay,
        files.stream().mapToLong(File::rows).sum(),
        files.stream().mapToLong(File::malformed).sum(),
        distinctIds,
        bytes(files, inPlace),
        files.stream().map(File::newest).max(Instant::compareTo).orElseThrow());
  }

  private static OptionalLong bytes(List<File> files, List<InputFile> inPlace) {
    Set<String> hashes = new HashSet<>();
    files.forEach(file -> hashes.add(file.hash()));
    return inPlace.stream()
        .filter(file -> hashes.remove(file.sha256()))
        .mapToLong(InputFile::bytes)
        .reduce(Long::sum);
  }

  private static Map<String, List<File>> files(
      Dataset<Row> known, Map<List<String>, Long> malformed) {
    Map<String, List<File>> bySource = new TreeMap<>();
    for (Row row :
        known
            .groupBy("source", "file_hash")
            .agg(count(lit(1)), unix_micros(max(col("known_at"))))
            .collectAsList()) {
      Instant newest = Instant.EPOCH.plus(row.getLong(3), ChronoUnit.MICROS);
      bySource
          .computeIfAbsent(row.getString(0), source -> new java.util.ArrayList<>())
          .add(
              new File(
                  row.getString(1),
                  LocalDate.ofInstant(newest, ZoneOffset.UTC),
                  row.getLong(2),
                  malformed.getOrDefault(List.of(row.getString(0), row.getString(1)), 0L),
                  newest));
    }
    return bySource;
  }

  /** Rows rejected before they became records, by source and file, corrected since or not. */
  private static Map<List<String>, Long> malformed(Lake lake) {
    Map<List<String>, Long> byFile = new HashMap<>();
    lake.read(Tables.QUARANTINE_RECORD)
        .where(col("job").equalTo("ingest"))
        .groupBy("source", "file_hash")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> byFile.put(List.of(row.getString(0), row.getString(1)), row.getLong(2)));
    return byFile;
  }

  private static Map<String, Long> distinctIds(Dataset<Row> known) {
    Map<String, Long> bySource = new HashMap<>();
    known
        .select("source", "source_record_id")
        .distinct()
        .groupBy("source")
        .count()
        .collectAsList()
        .forEach(row -> bySource.put(row.getString(0), row.getLong(1)));
    return bySource;
  }
}
