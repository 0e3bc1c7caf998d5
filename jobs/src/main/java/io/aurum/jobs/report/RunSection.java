package io.aurum.jobs.report;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** What ran, on what, and where every row went. */
final class RunSection {
  private static final int SHOWN_HASH_DIGITS = 12;

  private RunSection() {}

  static Section of(JobContext context) {
    Collection<Row> jobs = latestOfEachJob(context);
    return Section.of(
        "run",
        "Run",
        facts(context),
        new Block.Note(
            "Every job proves that rows in = accepted + quarantined + dropped, each counted on its own."),
        accounting(jobs),
        notes(jobs));
  }

  private static Block facts(JobContext context) {
    Run run = context.run();
    List<InputFile> files = context.inputs().values().stream().flatMap(List::stream).toList();
    long bytes = files.stream().mapToLong(InputFile::bytes).sum();
    return Block.Facts.of(
        new Block.Fact("Logical date", run.asOf().toString()),
        new Block.Fact("Sources", Shown.number(context.inputs().size())),
        new Block.Fact("Files", Shown.number(files.size())),
        new Block.Fact("Megabytes", Shown.decimal(bytes / 1e6, 1)),
        new Block.Fact("Configuration", shortened(run.configHash())),
        new Block.Fact("Inputs", shortened(run.inputHash())),
        new Block.Fact("Seed", Long.toString(run.seed())));
  }

  private static String shortened(String hash) {
    return hash.length() > SHOWN_HASH_DIGITS ? hash.substring(0, SHOWN_HASH_DIGITS) : hash;
  }

  private static Block accounting(Collection<Row> jobs) {
    Block.Grid grid =
        Block.Grid.of(
            "job",
            "rows in",
            "accepted",
            "quarantined",
            "dropped",
            "",
            "rows out",
            "seconds",
            "status",
            "dropped because");
    for (Row job : jobs) {
      grid =
          grid.row(
              Cell.text(Rows.text(job, "job")),
              Cell.number(Rows.number(job, "rows_in")),
              Cell.number(Rows.number(job, "rows_accepted")),
              Cell.number(Rows.number(job, "rows_quarantined")),
              Cell.number(Rows.number(job, "rows_dropped")),
              new Cell.Parts(
                  Rows.number(job, "rows_accepted"),
                  Rows.number(job, "rows_quarantined"),
                  Rows.number(job, "rows_dropped")),
              Cell.number(Rows.number(job, "rows_out")),
              Cell.number(Rows.decimal(job, "duration_s"), 1),
              Cell.text(Rows.text(job, "status")),
              Cell.text(Rows.text(job, "dropped_reason")));
    }
    return grid;
  }

  /** What jobs have to say beside their figures. */
  private static Block notes(Collection<Row> jobs) {
    Block.Grid grid = Block.Grid.of("job", "notes");
    for (Row job : jobs) {
      String notes = Rows.text(job, "notes");
      grid = notes.isEmpty() ? grid : grid.row(Cell.text(Rows.text(job, "job")), Cell.text(notes));
    }
    return grid;
  }

  /** The latest entry of each job for the run's date, in the order in which they ran. */
  private static Collection<Row> latestOfEachJob(JobContext context) {
    List<Row> entries =
        context
            .lake()
            .read(Tables.JOB_RUN)
            .where(col("as_of").equalTo(context.run().asOf()))
            .where(col("status").notEqual("skipped"))
            .collectAsList();
    Map<String, Row> latest = new LinkedHashMap<>();
    entries.stream()
        .sorted(
            Comparator.comparing((Row row) -> Rows.text(row, "started_at"))
                .thenComparing(row -> Rows.text(row, "attempt_id")))
        .forEach(
            row -> {
              latest.remove(Rows.text(row, "job"));
              latest.put(Rows.text(row, "job"), row);
            });
    return latest.values();
  }
}
