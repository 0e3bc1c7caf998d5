package io.aurum.jobs.publish;

import static java.util.stream.Collectors.joining;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Column;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows of {@code table_catalog}: every column of every table, and the jobs that touch the table.
 */
final class Catalogue {
  private static final String WRITTEN_BY_EVERY_RUN = "(every run)";

  private final Lake lake;
  private final List<Job> jobs;

  Catalogue(Lake lake, List<Job> jobs) {
    this.lake = lake;
    this.jobs = jobs;
  }

  List<Row> rows(String runId) {
    List<Row> rows = new ArrayList<>();
    for (TableSpec declared : Tables.all()) {
      TableSpec table = lake.contract(declared);
      for (int i = 0; i < table.columns().size(); i++) {
        rows.add(row(table, i, runId));
      }
    }
    return rows;
  }

  private Row row(TableSpec table, int index, String runId) {
    Column column = table.columns().get(index);
    return RowFactory.create(
        table.name(),
        table.store().name().toLowerCase(Locale.ROOT),
        table.grain(),
        table.description(),
        index + 1,
        column.name(),
        column.type().sql(),
        table.key().contains(column.name()),
        column.nullable(),
        column.pii().name(),
        column.description(),
        writtenBy(table),
        jobsWith(table, Job::reads),
        runId);
  }

  private String writtenBy(TableSpec table) {
    String writers = jobsWith(table, Job::writes);
    return writers.isEmpty() ? WRITTEN_BY_EVERY_RUN : writers;
  }

  private String jobsWith(TableSpec table, Function<Job, List<TableSpec>> tables) {
    return jobs.stream()
        .filter(job -> tables.apply(job).stream().anyMatch(t -> t.name().equals(table.name())))
        .map(Job::name)
        .collect(joining(","));
  }
}
