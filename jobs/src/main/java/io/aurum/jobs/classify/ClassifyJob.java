package io.aurum.jobs.classify;

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
 * Predicts a class for each row of a plain table: the tasks with {@code job = classify}.
 *
 * <p><b>What is learnt.</b> A column of a plain table, or what customers will do, see the job
 * {@code churn}. Of a column either one value is predicted, which the task names as positive, or
 * each of its 2 to 20 values: then each is learnt against all others, see {@link
 * io.aurum.common.model.OneVersusRest}, and the probabilities of a row sum to 1.
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
 * <p><b>Results.</b> {@code classification_score} with the strongest reasons in words, {@code
 * prediction_reason} with contributions in log-odds that sum to each score, and how good the model
 * is on rows that it has not seen: {@code model_metric}, {@code model_decile}, {@code
 * model_calibration}. Of several classes also {@code class_probability}, {@code model_class} and
 * {@code model_confusion}; the reasons are those of the most probable class.
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
public final class ClassifyJob implements Job {
  @Override
  public String name() {
    return "classify";
  }

  @Override
  public String summary() {
    return "Predicts the probability of a class for each row of a plain table, with reasons.";
  }

  @Override
  public String purpose() {
    return "Predict an attribute of a customer or case to serve it better; no decision is automated.";
  }

  @Override
  public List<TableSpec> reads() {
    return Learning.reads(Tables.CLASSIFICATION_SCORE);
  }

  @Override
  public List<TableSpec> writes() {
    return Stream.of(
            List.of(Tables.CLASSIFICATION_SCORE), Learning.OF_SEVERAL_CLASSES, Learning.SHARED)
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public String gateRemedy() {
    return LearningTasks.GATE_REMEDY;
  }

  @Override
  public JobResult run(JobContext context) {
    return LearningTasks.run(context, TaskSettings.Job.CLASSIFY, Tables.CLASSIFICATION_SCORE);
  }
}
