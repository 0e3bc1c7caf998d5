package io.aurum.jobs.churn;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.learn.Learning;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.LearningTasks;
import java.util.List;
import java.util.stream.Stream;

/**
 * Predicts who will leave: the tasks with {@code job = churn}.
 *
 * <p><b>What is learnt.</b> A column of a plain table, or what customers will do: then customers
 * are looked at on past days with what they had done by then, and the label is what they did in the
 * days after. Everybody who is active is scored as of the run's date; {@code prediction_outcome}
 * tells what a model of what was known on a past day would have said, and what became of it; and
 * what became of the latest published scores whose days have passed.
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
 * <p><b>Results.</b> {@code churn_score} with calibrated probability, decile, risk band, expected
 * loss, the strongest reasons in words and the action that the configuration suggests for them;
 * {@code prediction_reason} with contributions in log-odds that sum to each score; and how good the
 * model is on rows that it has not seen, also in money: {@code model_metric}, {@code model_decile},
 * {@code model_calibration}.
 *
 * <p><b>Beside it.</b> {@code model_drift} (do those who are scored still look like those learnt
 * from), {@code model_fairness} by group where it is asked for, {@code feature_association}; where
 * a time is known {@code survival_curve} and {@code survival_coefficient}; where a treatment was
 * given by chance {@code uplift_score} and {@code uplift_decile}; with {@code family = binomial}
 * the logistic model of {@code regression_coefficient} and {@code driver_effect}.
 *
 * <p><b>Accounting.</b> Rows in are the rows of the tasks' tables, or the customers to score;
 * accepted rows are the scores, counted on what was committed. A closed gate withholds all of them.
 */
public final class ChurnJob implements Job {
  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String summary() {
    return "Predicts who will leave, why, what is at stake, and what to do.";
  }

  @Override
  public String purpose() {
    return "Keep customers: know who is likely to leave and why; no decision is automated.";
  }

  @Override
  public List<TableSpec> reads() {
    return Learning.reads(Tables.CHURN_SCORE);
  }

  @Override
  public List<TableSpec> writes() {
    return Stream.concat(Stream.of(Tables.CHURN_SCORE), Learning.SHARED.stream()).toList();
  }

  @Override
  public String gateRemedy() {
    return LearningTasks.GATE_REMEDY;
  }

  @Override
  public JobResult run(JobContext context) {
    return LearningTasks.run(context, TaskSettings.Job.CHURN, Tables.CHURN_SCORE);
  }
}
