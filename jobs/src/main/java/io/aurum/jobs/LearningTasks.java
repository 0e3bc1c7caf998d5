package io.aurum.jobs;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.Learning;
import io.aurum.common.table.TableSpec;

/** Runs the configured tasks of one learning job. */
public final class LearningTasks {
  /** What a user does where a task cannot be learnt honestly. */
  public static final String GATE_REMEDY =
      "see model_readiness; name columns that tell the label in 'exclude' of the task, or in"
          + " 'trusted' where they are no leak, and run again; the former scores stand";

  private LearningTasks() {}

  /**
   * Learns and scores every task of the job.
   *
   * @param scores table of the job's scores
   * @return rows in are the rows of the tasks' tables; accepted are the scores, counted on what was
   *     committed; a closed gate withholds all
   */
  public static JobResult run(JobContext context, TaskSettings.Job job, TableSpec scores) {
    Learning learning =
        new Learning(
            context.spark(), context.lake(), context.run(), context.settings(), context.progress());
    Learning.Outcome outcome = learning.run(job, scores);
    return new JobResult(
        outcome.rows(),
        outcome.scored(),
        0,
        outcome.stopped().isPresent() ? outcome.rows() : 0,
        outcome.stopped().map(why -> "withheld by the closed gate: " + outcome.rows()),
        outcome.commits(),
        outcome.stopped(),
        outcome.notes());
  }
}
