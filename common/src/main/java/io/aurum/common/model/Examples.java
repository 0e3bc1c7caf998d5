package io.aurum.common.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that a model learns from, in an order of their content. A value is a {@link Double}, a
 * {@link String}, or null where it is missing.
 */
public final class Examples {
  private final List<FeatureColumn> columns;
  private final Object[][] values;
  private final double[] target;
  private final long[] hash;
  private final long[] group;
  private final int[] day;

  /**
   * @param columns features
   * @param values by row and feature
   * @param target what is to be learnt: 0 or 1 for a class, a finite number else
   * @param hash of each row's features, alike for rows that are alike
   */
  public Examples(List<FeatureColumn> columns, Object[][] values, double[] target, long[] hash) {
    this(columns, values, target, hash, hash);
  }

  /**
   * The same of rows that belong together in groups, as those of one customer at several dates do.
   *
   * @param group hash of what the rows of a group share
   */
  public Examples(
      List<FeatureColumn> columns, Object[][] values, double[] target, long[] hash, long[] group) {
    this(columns, values, target, hash, group, null);
  }

  private Examples(
      List<FeatureColumn> columns,
      Object[][] values,
      double[] target,
      long[] hash,
      long[] group,
      int[] day) {
    if (values.length != target.length
        || values.length != hash.length
        || values.length != group.length) {
      throw new IllegalArgumentException(
          "%d rows, %d targets, %d hashes, %d groups"
              .formatted(values.length, target.length, hash.length, group.length));
    }
    this.columns = List.copyOf(columns);
    this.values = values;
    this.target = target;
    this.hash = hash;
    this.group = group;
    this.day = day;
  }

  /** Features. */
  public List<FeatureColumn> columns() {
    return columns;
  }

  /** Number of rows. */
  public int size() {
    return values.length;
  }

  /** Features of a row. */
  public Object[] row(int row) {
    return values[row];
  }

  /** Numbers of a feature in ascending order, without those that are missing. */
  public double[] known(int feature) {
    return Arrays.stream(values)
        .filter(row -> row[feature] != null)
        .mapToDouble(row -> (Double) row[feature])
        .sorted()
        .toArray();
  }

  /** What is to be learnt of a row. */
  public double target(int row) {
    return target[row];
  }

  /** Hash of a row's features. */
  public long hash(int row) {
    return hash[row];
  }

  /** Hash of what a row shares with the rows that must not be parted from it. */
  public long group(int row) {
    return group[row];
  }

  /** Whether rows belong together for another reason than being alike. */
  public boolean isGrouped() {
    return group != hash;
  }

  /**
   * The same rows, to be predicted in blocks of days.
   *
   * @param days since 1970-01-01, by row
   */
  public Examples inOrderOf(int[] days) {
    return new Examples(columns, values, target, hash, group, days);
  }

  /** Whether the rows have a time by which they are predicted. */
  public boolean isOrdered() {
    return day != null;
  }

  /** Day of a row; 0 where the rows have none. */
  public int day(int row) {
    return day == null ? 0 : day[row];
  }

  /** Mean of the target; of classes the base rate. */
  public double meanTarget() {
    return Arrays.stream(target).sum() / target.length;
  }

  /** The rows of these numbers. */
  public Examples at(int[] rows) {
    long[] hashes = Arrays.stream(rows).mapToLong(row -> hash[row]).toArray();
    return new Examples(
        columns,
        Arrays.stream(rows).mapToObj(row -> values[row]).toArray(Object[][]::new),
        Arrays.stream(rows).mapToDouble(row -> target[row]).toArray(),
        hashes,
        isGrouped() ? Arrays.stream(rows).mapToLong(row -> group[row]).toArray() : hashes,
        day == null ? null : Arrays.stream(rows).map(row -> day[row]).toArray());
  }

  /** The same rows with these features alone. */
  public Examples with(List<FeatureColumn> kept) {
    int[] positions = kept.stream().mapToInt(columns::indexOf).toArray();
    Object[][] narrow =
        Arrays.stream(values)
            .map(row -> Arrays.stream(positions).mapToObj(p -> row[p]).toArray())
            .toArray(Object[][]::new);
    return new Examples(kept, narrow, target, hash, group, day);
  }

  /**
   * The same rows with other things to be learnt of them.
   *
   * @param targets by row
   */
  public Examples withTargets(double[] targets) {
    return new Examples(columns, values, targets, hash, group, day);
  }

  /** Numbers of all rows. */
  int[] all() {
    return IntStream.range(0, size()).toArray();
  }

  public double[] targets() {
    return target.clone();
  }
}
