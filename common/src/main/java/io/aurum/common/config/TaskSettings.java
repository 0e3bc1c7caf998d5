package io.aurum.common.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be learnt from a plain table: a column that is to be predicted by the others.
 *
 * @param name key in the configuration, snake_case
 * @param job that does the task
 * @param table source of the rows, a plain table
 * @param test source of rows that are not learnt from and that the model is judged on
 * @param label column that is to be predicted; a row without a value is predicted all the same
 * @param positive value of the label whose probability is predicted; empty of numbers
 * @param features columns that it is predicted by
 * @param trusted features of which the user knows that they are no leaks
 * @param folds parts that take turns in being predicted, at least 2
 * @param campaign costs by which a churn score is judged in money
 * @param value column with what a row is worth
 * @param actions by feature: what to do where it is the strongest reason
 */
public record TaskSettings(
    String name,
    Job job,
    String table,
    Optional<String> test,
    String label,
    Optional<String> positive,
    List<String> features,
    List<String> trusted,
    int folds,
    Campaign campaign,
    Optional<String> value,
    Map<String, String> actions) {

  /** The job that does a task. */
  public enum Job {
    /** A class: the probability of one value of the label. */
    CLASSIFY,
    /** A number. */
    REGRESS,
    /** A class that is bad news: with risk bands, expected loss and actions. */
    CHURN
  }

  /**
   * A campaign that contacts those with the highest scores.
   *
   * @param alpha shape of the beta distribution of the share that accepts the offer
   * @param beta its other shape
   * @param value of one who stays
   * @param offer cost of an offer that is accepted
   * @param contact cost of contacting one
   */
  public record Campaign(double alpha, double beta, double value, double offer, double contact) {}

  /** Whether a class is predicted, not a number. */
  public boolean isClass() {
    return job != Job.REGRESS;
  }
}
