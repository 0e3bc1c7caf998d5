package io.aurum.jobs;

import io.aurum.common.config.Settings;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import java.util.List;
import org.apache.spark.sql.SparkSession;

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

  /**
   * Finds out what is wrong with the configuration and takes Spark to see. All jobs of a run are
   * asked before the first starts; they read no tables here.
   *
   * @throws io.aurum.common.run.AurumException exit code USAGE, with every problem
   */
  default void check(SparkSession spark, Settings settings, Run run) {}

  /** What a user does where the job's gate is closed: an imperative sentence. */
  default String gateRemedy() {
    return "see quarantine_record; correct the source or the threshold and run again; the former"
        + " results stand";
  }

  /** Does the work. Deterministic in what it writes; idempotent. */
  JobResult run(JobContext context);
}
