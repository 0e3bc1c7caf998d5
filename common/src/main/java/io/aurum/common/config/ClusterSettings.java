package io.aurum.common.config;

import io.aurum.common.cluster.Method;
import io.aurum.common.cluster.Preparation.Measure;
import io.aurum.common.rule.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Segments that are looked for in a table, and families of segments beside them.
 *
 * @param name key in the configuration, snake_case
 * @param table that is searched: a plain table, facts, or a result about customers
 * @param where which rows are searched
 * @param features columns by which rows are alike
 * @param describe further columns, by which segments are told of but not made
 * @param least clusters at least, from 2
 * @param most clusters at most
 * @param methods that are tried
 * @param draws half-samples by which each method is judged
 * @param measure how columns are brought to one
 * @param noise what becomes of rows that lie far from every cluster
 * @param history dates at which the rows are clustered as they were known then, the segments of
 *     each matched to those of the one before; without it segments go on those that were published
 * @param families columns whose values make the segments of a family
 * @param rules segments that a condition makes, by their names, in the order of the file
 * @param personas what the user believes of the customers
 * @param leastMembers rows that a micro-segment has at least; smaller ones are told of together
 * @param truth where the true segment of each row stands; feeds {@code evaluate} alone
 */
public record ClusterSettings(
    String name,
    String table,
    Condition where,
    List<String> features,
    List<String> describe,
    int least,
    int most,
    List<Method> methods,
    int draws,
    Measure measure,
    Noise noise,
    Optional<Rhythm> history,
    Map<Family, List<String>> families,
    Map<String, Condition> rules,
    List<Persona> personas,
    int leastMembers,
    Optional<Truth> truth) {

  /** The columns by which segments are told of: features first. */
  public List<String> told() {
    return Stream.concat(features.stream(), describe.stream()).distinct().toList();
  }

  /** What becomes of rows that lie far from every cluster. */
  public enum Noise {
    /** They belong to the nearest. */
    ASSIGN,
    /** They are segment 0. */
    SEPARATE
  }

  /** Segments whose customers share the values of some columns. */
  public enum Family {
    /** Where they live. */
    GEOGRAPHIC,
    /** Who they are. */
    DEMOGRAPHIC,
    /** What they think and like. */
    PSYCHOGRAPHIC;

    /** Name in tables. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A customer as marketing imagines one.
   *
   * @param name of the persona
   * @param expects what is expected of those whom it stands for, by column
   */
  public record Persona(String name, Map<String, Expectation> expects) {}

  /** What is expected of a column. */
  public sealed interface Expectation {
    /** A number in a closed range. */
    record Range(double low, double high) implements Expectation {}

    /** One of some values. */
    record OneOf(List<String> values) implements Expectation {}
  }

  /**
   * Where the true segments stand.
   *
   * @param table with the truth, row by row in the order of the files; empty: the analysis' own
   * @param column that holds it
   * @param noise value of rows that belong to none and are not judged
   */
  public record Truth(Optional<String> table, String column, Optional<String> noise) {}
}
