package io.aurum.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Deletes what suppliers delivered whose licence has ended by the run's date: their records and
 * what was rejected of them, personal data that nothing permits to keep.
 *
 * @param rowsFound rows to delete, counted on the rows
 * @param rowsDeleted rows that the tables have lost, counted from their metadata
 * @param commits that deleted them; none where there was nothing left to delete
 * @param notes what people should know
 */
record EndedLicences(long rowsFound, long rowsDeleted, List<Commit> commits, List<String> notes) {
  private static final List<TableSpec> HOLDING =
      List.of(Tables.QUARANTINE_RECORD, Tables.SOURCE_RECORD);

  /** Deletes the rows. */
  static EndedLicences deleted(Lake lake, Settings settings, Run run) {
    List<String> sources =
        settings.expiredSources(run.asOf()).stream().map(SourceSettings::name).toList();
    long found = 0;
    long lost = 0;
    List<Commit> commits = new ArrayList<>();
    for (TableSpec table : sources.isEmpty() ? List.<TableSpec>of() : HOLDING) {
      long rows = lake.read(table).where(col("source").isin(sources.toArray())).count();
      if (rows > 0) {
        long before = lake.count(table);
        Commit commit = lake.replaceWhere(table, lake.read(table).limit(0), of(sources));
        found += rows;
        lost += before - commit.rowsTotal();
        commits.add(commit);
      }
    }
    return new EndedLicences(
        found,
        lost,
        commits,
        sources.stream()
            .map(source -> "source %s: not read, its licence has ended".formatted(source))
            .toList());
  }

  private static String of(List<String> sources) {
    return sources.stream().collect(Collectors.joining("', '", "source in ('", "')"));
  }
}
