package io.aurum.jobs.regress;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.Learning;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.LearningTasks;
import java.util.List;

/**
 * Predicts a number for each row of a plain table: the tasks with {@code job = regress}.
 *
 * <p><b>What is learnt.</b> A column of a table, or a number that is taken of what customers will
 * do, such as what they will spend, see the job {@code churn}; {@code prediction_outcome} tells
 * what became of past predictions, of those published then and those of models as of then.
 *
 * <p><b>Readiness first.</b> Columns that tell the label rather than predict it, ids, constants and
 * too few rows are written to {@code model_readiness}; where one of them is certain the gate closes
 * and nothing is learnt.
 *
 * <p><b>Learning.</b> See {@link io.aurum.common.model.CrossFit}: cross-fitted candidates, mixed
 * and calibrated on rows that they have not seen. Training is done in one place, on rows ordered by
 * content, so it is the same however the data is partitioned. A model of the same rows that the
 * registry knows is taken from there.
 *
 * <p><b>Results.</b> {@code regression_score} with an interval that held nine in ten of the rows
 * when they were not seen and the strongest reasons in words, {@code prediction_reason} with
 * contributions in the unit of the label that sum to each prediction, and how good the model is on
 * rows that it has not seen: {@code model_metric}. For understanding, {@code regression_summary}
 * and {@code regression_coefficient} tell of a linear model of all labelled rows what R's {@code
 * lm} and {@code glm} would, with standard errors that hold for any variance: normal, or of the
 * {@code family} that the task names, with the {@code powers} that it declares. {@code
 * driver_effect} says in the label's unit and in words what goes with what: association, not
 * causation.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the tasks' tables; accepted rows are the scores,
 * counted on what was committed. A closed gate withholds all of them.
 */
public final class RegressJob implements Job {
  @Override
  public String name() {
    return "regress";
  }

  @Override
  public String summary() {
    return "Predicts a number for each row of a plain table, with an interval and reasons.";
  }

  @Override
  public String purpose() {
    return "Estimate an amount or count for a customer or case; no decision is automated.";
  }

  @Override
  public List<TableSpec> reads() {
    return Learning.reads(Tables.REGRESSION_SCORE);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.REGRESSION_SCORE,
        Tables.REGRESSION_SUMMARY,
        Tables.REGRESSION_COEFFICIENT,
        Tables.MODEL_READINESS,
        Tables.MODEL_REGISTRY,
        Tables.MODEL_METRIC,
        Tables.PREDICTION_REASON,
        Tables.PREDICTION_OUTCOME,
        Tables.MODEL_DRIFT,
        Tables.FEATURE_ASSOCIATION,
        Tables.DRIVER_EFFECT);
  }

  @Override
  public String gateRemedy() {
    return LearningTasks.GATE_REMEDY;
  }

  @Override
  public JobResult run(JobContext context) {
    return LearningTasks.run(context, TaskSettings.Job.REGRESS, Tables.REGRESSION_SCORE);
  }
}
