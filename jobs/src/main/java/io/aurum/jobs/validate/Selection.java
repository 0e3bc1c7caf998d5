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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows of {@code source_record} a run looks at: those of customers of configured sources that
 * are known by its date and, of a snapshot source, those of the latest delivery: all files whose
 * latest {@code known_at} lies on the latest day (UTC), because a snapshot may come in several
 * files.
 */
final class Selection {
  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);
  private static final String FILE_SEPARATOR = "/";

  private final Dataset<Row> records;
  private final Column customer = col("entity").equalTo(SourceSettings.CUSTOMER);
  private final Column configured;
  private final Column known;
  private final Column current;

  /**
   * @param records all rows of {@code source_record}
   */
  Selection(Dataset<Row> records, List<SourceSettings> allSources, Run run) {
    var sources =
        allSources.stream()
            .filter(source -> source.entity().equals(SourceSettings.CUSTOMER))
            .toList();
    this.records = records;
    this.configured = col("source").isin(sources.stream().map(SourceSettings::name).toArray());
    this.known = col("known_at").lt(run.knownBefore());
    Object[] snapshots =
        sources.stream()
            .filter(source -> source.delivery().mode() == Mode.SNAPSHOT)
            .map(SourceSettings::name)
            .toArray();
    this.current =
        snapshots.length == 0
            ? lit(true)
            : not(col("source").isin(snapshots))
                .or(fileKey().isin(latestFiles(snapshots).toArray()));
  }

  /** The rows to look at. */
  Dataset<Row> rows() {
    return records.where(customer.and(configured).and(known).and(current));
  }

  /** Whether a row, rejected before it became a source record, belongs to what is looked at. */
  Column currentFile() {
    return configured.and(current);
  }

  /** Rows left out, by reason, counted in one pass of its own. */
  Map<String, Long> leftOut() {
    Row counts =
        records
            .agg(
                count(not(customer)),
                count(customer.and(not(configured))),
                count(customer.and(configured).and(not(known))),
                count(customer.and(configured).and(known).and(not(current))))
            .head();
    Map<String, Long> byReason = new LinkedHashMap<>();
    byReason.put("that are no customers", counts.getLong(0));
    byReason.put("of sources that are no longer configured", counts.getLong(1));
    byReason.put("known only after the run's date", counts.getLong(2));
    byReason.put("no longer in the latest snapshot", counts.getLong(3));
    return byReason;
  }

  private static Column count(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  private List<String> latestFiles(Object[] snapshots) {
    List<Row> files =
        records
            .where(known.and(col("source").isin(snapshots)))
            .groupBy(col("source"), fileKey())
            .agg(unix_micros(max(col("known_at"))))
            .collectAsList();
    Map<String, Long> latestDay = new HashMap<>();
    files.forEach(file -> latestDay.merge(file.getString(0), day(file), Math::max));
    List<String> latest = new ArrayList<>();
    for (Row file : files) {
      if (day(file) == latestDay.get(file.getString(0))) {
        latest.add(file.getString(1));
      }
    }
    return latest;
  }

  private static long day(Row file) {
    return Math.floorDiv(file.getLong(2), MICROS_PER_DAY);
  }

  private static Column fileKey() {
    return concat_ws(FILE_SEPARATOR, col("source"), col("file_hash"));
  }
}
