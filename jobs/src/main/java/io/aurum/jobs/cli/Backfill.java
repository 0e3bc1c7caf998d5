package io.aurum.jobs.cli;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobGraph;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run of a date before that of the state. The state tables hold the latest state only, so a
 * backfill has to make the state of its date itself, all of it that the selected jobs read.
 */
final class Backfill {
  /** What tells of every date: records by {@code known_at}, with those rejected, and the books. */
  private static final Set<String> OF_EVERY_DATE =
      Set.of(Tables.SOURCE_RECORD.name(), Tables.QUARANTINE_RECORD.name(), Tables.JOB_RUN.name());

  private Backfill() {}

  /**
   * Refuses a selection that would read the state of another date.
   *
   * @param jobs those selected
   * @throws AurumException exit code USAGE, naming the jobs that are missing
   */
  static void requireOwnState(List<Job> jobs, JobGraph graph, LocalDate asOf, LocalDate stateAsOf) {
    Set<String> selected = new TreeSet<>();
    jobs.forEach(job -> selected.add(job.name()));
    Set<String> missing = new TreeSet<>();
    jobs.stream()
        .flatMap(job -> job.reads().stream())
        .filter(Backfill::isOfOneDate)
        .flatMap(table -> graph.writers(table).stream())
        .map(Job::name)
        .filter(writer -> !selected.contains(writer))
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "--as-of %s lies before the state, and the selected jobs read state of that date"
              .formatted(asOf),
          "the state of the output folder is as of %s; what the selection leaves out would have to make that of %s: %s"
              .formatted(stateAsOf, asOf, String.join(", ", missing)),
          "run all jobs, or select these too");
    }
  }

  private static boolean isOfOneDate(TableSpec table) {
    return table.store() == Store.STATE && !OF_EVERY_DATE.contains(table.name());
  }
}
