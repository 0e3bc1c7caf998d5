package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something to be learnt: a column of a table that is to be predicted by the others, or what
 * customers will do, to be predicted by what they did.
 *
 * @param name key in the configuration, snake_case
 * @param job that does the task
 * @param table of the rows: a plain table, facts or a result about customers, see {@link
 *     io.aurum.common.lake.MiningRows}; {@link #CUSTOMERS} for what customers will do
 * @param where rows that are learnt from, judged and scored
 * @param test source of rows that are not learnt from and that the model is judged on
 * @param label column that is to be predicted; a row without a value is predicted all the same
 * @param positive value of the label whose probability is predicted; empty of numbers, and where
 *     the probability of each value is
 * @param classes values of the label that are predicted, where each is; empty for all it has
 * @param features columns that it is predicted by
 * @param trusted features of which the user knows that they are no leaks
 * @param time column with the day by which a row is predicted: features that are later are leaks,
 *     and folds are blocks of days; empty where none is known
 * @param folds parts that take turns in being predicted, at least 2
 * @param campaign costs by which a churn score is judged in money
 * @param value column with what a row is worth
 * @param actions by feature: what to do where it is the strongest reason
 * @param future what customers will do, of which {@code label} is the name; empty of a column
 * @param duration column with the time until the label came true or watching ended: then survival
 *     is told too; empty where no time is known
 * @param treatment what was done to some rows and not to others; empty where nothing was
 * @param fairness columns by whose values the scores are compared
 * @param linear model that tells what goes with the label; empty where none is asked for
 * @param learning dates as at which the model is learned; empty: as at the run's
 */
public record TaskSettings(
    String name,
    Job job,
    String table,
    Scope where,
    Optional<String> test,
    String label,
    Optional<String> positive,
    List<String> classes,
    List<String> features,
    List<String> trusted,
    Optional<String> time,
    int folds,
    Campaign campaign,
    Optional<String> value,
    Map<String, String> actions,
    Optional<FutureLabel> future,
    Optional<String> duration,
    Optional<Treatment> treatment,
    List<String> fairness,
    Optional<LinearModel> linear,
    Optional<Rhythm> learning) {

  /** Name of the table of customers' features. */
  public static final String CUSTOMERS = "customer_profile";

  /**
   * Which rows of its table a task is about.
   *
   * @param condition that they meet
   * @param columns that the condition names, in lower case
   */
  public record Scope(Condition condition, List<String> columns) {

    /** All rows. */
    public static final Scope ALL = new Scope(Condition.NONE, List.of());

    /** Whether it is all rows. */
    public boolean isAll() {
      return condition.isNone();
    }
  }

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

  /**
   * What was done to some rows, drawn by chance, to see what it does.
   *
   * @param column that tells it
   * @param treated its value where it was done
   * @param control its value where nothing was done; rows with another value are left out
   */
  public record Treatment(String column, String treated, String control) implements Serializable {}

  /** Values of a label that can be told from each other at most. */
  public static final int MOST_CLASSES = 20;

  /**
   * The date as at which a run's model is learned: of its rhythm the latest, else the run's own.
   */
  public LocalDate learnedOn(LocalDate asOf) {
    return learning.flatMap(rhythm -> rhythm.latest(asOf)).orElse(asOf);
  }

  /** Whether a class is predicted, not a number. */
  public boolean isClass() {
    return job != Job.REGRESS;
  }

  /** Whether the probability of each value of the label is predicted. */
  public boolean isOfClasses() {
    return isClass() && positive.isEmpty() && future.isEmpty();
  }
}
