package io.aurum.jobs;

import io.aurum.common.table.TableSpec;
import java.util.List;

/**
 * Reads tables, writes tables, nothing else between. What a job declares here is all that the order
 * of runs, the command line, the catalogue and the schedule know of it.
 */
public interface Job {

  /** Name on the command line; a verb or noun of one word. */
  String name();

  /** One line: what the job does. */
  String summary();

  /** Why personal data is processed here, in the words of a register of processing. */
  String purpose();

  /** Contracts of the tables that the job reads. */
  List<TableSpec> reads();

  /** Contracts of the tables that the job writes. */
  List<TableSpec> writes();

  /** Does the work. Deterministic in what it writes; idempotent. */
  JobResult run(JobContext context);
}
