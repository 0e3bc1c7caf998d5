package io.aurum.jobs.quality;

import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.List;

/**
 * Says how good the data is, whom its flaws concern, and whether it gets where it should.
 *
 * <p><b>source_volume.</b> The rows of each source's newest delivery against its own earlier ones,
 * and the time since against its usual gaps. What counts as a delivery comes from {@code known_at},
 * never from former runs: a run of any date says the same whatever ran before. An alarm about rows
 * has a stated largest probability of being false, see {@link io.aurum.common.stat.CountForecast}.
 * Rules that hold the number or a sum of the records against a control total are told beside it;
 * one that is missed is a failure. A supplier's source whose licence has ended has no volume any
 * more.
 *
 * <p><b>quality_score.</b> The results of the rules by source and dimension, weighed by rows and
 * severity into one score and grade, see {@link Scores}; uniqueness also counts the accepted
 * records that repeat a customer of the same source. The customers affected are those with an
 * accepted record whose rule mask has a bit of the dimension, found through the current links; the
 * value at risk is what {@code customer_value} expects of them. The previous score comes from the
 * records that the source had delivered before its newest delivery, never from a former run.
 *
 * <p><b>source_overlap.</b> Which sources know the same customers.
 *
 * <p><b>plan_milestone.</b> Every milestone of the validation plan with what was measured, its
 * slack and its status, kept for each date. Without a plan nothing is written.
 *
 * <p><b>Accounting.</b> Rows in are the results of rules, counted from the metadata of their table;
 * accepted rows are the checks behind the published scores, counted on the scores; results of rules
 * that found nothing to check are dropped.
 */
public final class QualityJob implements Job {
  @Override
  public String name() {
    return "quality";
  }

  @Override
  public String summary() {
    return "Scores each source's quality, judges its volume and holds both against the plan.";
  }

  @Override
  public String purpose() {
    return "Keep personal data accurate and complete; know which customers flaws concern.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(
        Tables.SOURCE_RECORD,
        Tables.QUARANTINE_RECORD,
        Tables.VALID_RECORD,
        Tables.CUSTOMER_LINK,
        Tables.COLUMN_PROFILE,
        Tables.RULE_RESULT,
        Tables.CUSTOMER_VALUE);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.SOURCE_VOLUME, Tables.QUALITY_SCORE, Tables.SOURCE_OVERLAP, Tables.PLAN_MILESTONE);
  }

  @Override
  public JobResult run(JobContext context) {
    return new Assessment(context).publish();
  }
}
