package io.aurum.common.learn;

import io.aurum.common.learn.TaskRows.Learnt;
import io.aurum.common.model.Logit;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Whether groups of people are treated alike: by group, how many are predicted positive, how many
 * of those who are and of those who are not, and whether the mean probability is the group's own
 * rate. Of rows that the model had not seen. Of several classes each is the positive one in turn.
 */
final class Fairness {
  private static final String MISSING = "(missing)";

  private final Learnt rows;
  private final Judged judged;
  private final String task;
  private final String runId;
  private final List<Row> found = new ArrayList<>();

  /**
   * What a model says of one value of the label.
   *
   * @param name of the value
   * @param probability of it, by row
   * @param isSelected whether a row is said to have it
   * @param isPositive whether it has
   */
  record Judged(
      String name, double[] probability, IntPredicate isSelected, IntPredicate isPositive) {

    /**
     * Of a label with one positive value.
     *
     * @param scores of the rows learnt from, in log-odds
     * @param from probability from which a row is selected
     */
    static Judged positive(String name, double[] scores, double from, Learnt rows) {
      double[] probability = Arrays.stream(scores).map(Logit::probability).toArray();
      return new Judged(
          name, probability, i -> probability[i] >= from, i -> rows.examples().target(i) > 0.5);
    }
  }

  private Fairness(Learnt rows, Judged judged, String task, String runId) {
    this.rows = rows;
    this.judged = judged;
    this.task = task;
    this.runId = runId;
  }

  /**
   * The rows of {@code model_fairness} about one value of the label.
   *
   * @param judged what the model says of the rows learnt from
   * @param columns by which the rows are grouped, of the rows' extras
   */
  static List<Row> of(Learnt rows, Judged judged, List<String> columns, String task, String runId) {
    Fairness fairness = new Fairness(rows, judged, task, runId);
    columns.forEach(fairness::compare);
    return fairness.found;
  }

  private void compare(String column) {
    int[] all = IntStream.range(0, judged.probability.length).toArray();
    TreeMap<String, int[]> groups = new TreeMap<>();
    for (String value : Arrays.stream(all).mapToObj(i -> value(i, column)).distinct().toList()) {
      groups.put(value, Arrays.stream(all).filter(i -> value(i, column).equals(value)).toArray());
    }
    groups.forEach((value, group) -> tell(column, value, group, all));
  }

  private String value(int row, String column) {
    Object value = rows.extra(row, column);
    return value == null ? MISSING : value.toString();
  }

  private void tell(String column, String value, int[] group, int[] all) {
    IntPredicate said = judged.isSelected;
    share(column, value, "selection_rate", group, all, said);
    share(column, value, "true_positive_rate", positive(group), positive(all), said);
    share(column, value, "false_positive_rate", negative(group), negative(all), said);
    share(column, value, "base_rate", group, all, judged.isPositive);
    meanProbability(column, value, group, all);
  }

  private void share(
      String column, String value, String measure, int[] group, int[] all, IntPredicate isSo) {
    if (group.length > 0) {
      long count = Arrays.stream(group).filter(isSo).count();
      double rate = (double) count / group.length;
      double overall = (double) Arrays.stream(all).filter(isSo).count() / all.length;
      add(
          column,
          value,
          measure,
          rate,
          Wilson.interval(count, group.length),
          group.length,
          overall);
    }
  }

  private void meanProbability(String column, String value, int[] group, int[] all) {
    double mean = mean(group);
    double squares =
        Arrays.stream(group)
            .mapToDouble(i -> (judged.probability[i] - mean) * (judged.probability[i] - mean))
            .sum();
    double half = Wilson.Z_95 * Math.sqrt(squares / Math.max(1, group.length - 1) / group.length);
    Interval interval = new Interval(Math.max(0, mean - half), Math.min(1, mean + half));
    add(column, value, "mean_probability", mean, interval, group.length, mean(all));
  }

  private double mean(int[] group) {
    return Arrays.stream(group).mapToDouble(i -> judged.probability[i]).sum() / group.length;
  }

  private void add(
      String column,
      String value,
      String measure,
      double figure,
      Interval interval,
      int n,
      double overall) {
    found.add(
        RowFactory.create(
            task,
            column,
            value,
            judged.name,
            measure,
            figure,
            interval.low(),
            interval.high(),
            (long) n,
            overall > 0 ? figure / overall : null,
            runId));
  }

  private int[] positive(int[] group) {
    return Arrays.stream(group).filter(judged.isPositive).toArray();
  }

  private int[] negative(int[] group) {
    return Arrays.stream(group).filter(judged.isPositive.negate()).toArray();
  }
}
