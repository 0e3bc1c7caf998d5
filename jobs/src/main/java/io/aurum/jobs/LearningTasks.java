package io.aurum.jobs;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.Learning;
import io.aurum.common.table.TableSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    long withheld = outcome.stopped().isPresent() ? outcome.rows() - outcome.left() : 0;
    Map<String, Long> dropped = new LinkedHashMap<>();
    dropped.put("withheld by the closed gate: ", withheld);
    dropped.put("left out by 'where': ", outcome.left());
    dropped.values().removeIf(rows -> rows == 0);
    return new JobResult(
        outcome.rows(),
        outcome.scored(),
        0,
        withheld + outcome.left(),
        dropped.isEmpty() ? Optional.empty() : Optional.of(inWords(dropped)),
        outcome.commits(),
        outcome.stopped(),
        outcome.notes());
  }

  private static String inWords(Map<String, Long> dropped) {
    return dropped.entrySet().stream()
        .map(entry -> entry.getKey() + entry.getValue())
        .collect(Collectors.joining("; "));
  }
}
