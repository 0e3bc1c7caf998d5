package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.Run;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows of {@code source_record} a run looks at: those that configured sources deliver as the
 * configured entity, that are known by its date and, of a snapshot source, those of the latest
 * delivery: all files whose latest {@code known_at} lies on the latest day (UTC), because a
 * snapshot may come in several files.
 */
final class Selection {
  /**
   * Whether a row counts; those that do not were in former snapshots and tell how records began.
   */
  static final String CURRENT = "is_current";

  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
  private static final String SEPARATOR = "/";

  private final Dataset<Row> records;
  private final Column named;
  private final Column configured;
  private final Column known;
  private final Object[] snapshots;
  private final List<File> files;
  private final Column current;

  /**
   * @param records all rows of {@code source_record}
   */
  Selection(Dataset<Row> records, List<SourceSettings> sources, Run run) {
    this.records = records;
    this.named = col("source").isin(sources.stream().map(SourceSettings::name).toArray());
    this.configured =
        concat_ws(SEPARATOR, col("entity"), col("source"))
            .isin(sources.stream().map(s -> s.entity() + SEPARATOR + s.name()).toArray());
    this.known = col("known_at").lt(run.knownBefore());
    this.snapshots =
        sources.stream()
            .filter(source -> source.delivery().mode() == Mode.SNAPSHOT)
            .map(SourceSettings::name)
            .toArray();
    this.files = files();
    this.current =
        snapshots.length == 0
            ? lit(true)
            : not(col("source").isin(snapshots)).or(fileKey().isin(newestFiles().toArray()));
  }

  /** A delivered file and the day, since 1970, of its latest record. */
  private record File(String source, String key, long day) {}

  /** The rows to look at, and those of former snapshots. */
  Dataset<Row> rows() {
    return records
        .where(
            configured.and(known).and(current.or(col("entity").equalTo(SourceSettings.CUSTOMER))))
        .withColumn(CURRENT, current);
  }

  /** All rows known by the run's date, those of former snapshots included. */
  Dataset<Row> known() {
    return records.where(configured.and(known));
  }

  /** Whether a row, rejected before it became a source record, belongs to what is looked at. */
  Column currentFile() {
    return named.and(current).and(coalesce(known, lit(true)));
  }

  /** Rows left out, by reason, counted in one pass of its own. */
  Map<String, Long> leftOut() {
    Row counts =
        records
            .agg(
                count(not(configured)),
                count(configured.and(not(known))),
                count(configured.and(known).and(not(current))))
            .head();
    Map<String, Long> byReason = new LinkedHashMap<>();
    byReason.put("of sources that are not configured or not licensed any more", counts.getLong(0));
    byReason.put("known only after the run's date", counts.getLong(1));
    byReason.put("no longer in the latest snapshot", counts.getLong(2));
    return byReason;
  }

  private static Column count(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  /** Files of the newest delivery of each source, as {@link #fileKey(String, String)}. */
  Set<String> newestFiles() {
    Map<String, Long> newest = newestDays(day -> true);
    return files.stream()
        .filter(file -> file.day() == newest.get(file.source()))
        .map(File::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Rows of the snapshots that the current ones replaced; empty where there are none. */
  Optional<Dataset<Row>> formerSnapshots() {
    Set<String> newest = newestFiles();
    Map<String, Long> former = newestDays(file -> !newest.contains(file.key()));
    Set<Object> ofSnapshots = Set.of(snapshots);
    Object[] keys =
        files.stream()
            .filter(file -> ofSnapshots.contains(file.source()) && !newest.contains(file.key()))
            .filter(file -> file.day() == former.get(file.source()))
            .map(File::key)
            .toArray();
    return keys.length == 0
        ? Optional.empty()
        : Optional.of(
            records
                .where(configured.and(known).and(fileKey().isin(keys)))
                .withColumn(CURRENT, lit(false)));
  }

  /** What tells a file of a source from all others. */
  static String fileKey(String source, String fileHash) {
    return source + SEPARATOR + fileHash;
  }

  private Map<String, Long> newestDays(Predicate<File> which) {
    Map<String, Long> newest = new HashMap<>();
    files.stream()
        .filter(which)
        .forEach(file -> newest.merge(file.source(), file.day(), Math::max));
    return newest;
  }

  private List<File> files() {
    return records
        .where(configured.and(known))
        .groupBy(col("source"), fileKey())
        .agg(unix_micros(max(col("known_at"))))
        .collectAsList()
        .stream()
        .map(row -> new File(row.getString(0), row.getString(1), day(row)))
        .toList();
  }

  private static long day(Row file) {
    return Math.floorDiv(file.getLong(2), MICROS_PER_DAY);
  }

  private static Column fileKey() {
    return concat_ws(SEPARATOR, col("source"), col("file_hash"));
  }
}
