package io.aurum.common.feature;

import io.aurum.common.rule.Condition;
import java.io.Serializable;
import java.time.Period;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One declared feature of a customer.
 *
 * @param name snake_case; the column of the profile
 * @param origin where its value comes from
 * @param shape in which it is shown
 * @param type of the value as it comes from its origin
 * @param description for people
 */
public record Feature(String name, Origin origin, Shape shape, Type type, String description)
    implements Serializable {

  /** What values are before they are shaped. */
  public enum Type {
    /** A whole number; 0 where there is nothing. */
    COUNT,
    /** A number. */
    NUMBER,
    /** An amount of money, DECIMAL(18,2), in the profile's currency. */
    MONEY,
    TEXT,
    DATE
  }

  /** Where a value comes from. */
  public sealed interface Origin extends Serializable
      permits OfFacts, OfFeatures, OfAttribute, OfLevels, OfResult, OfExpression {

    /** Names of the features that it is made of. */
    default List<String> parts() {
      return List.of();
    }
  }

  /** What is taken of facts. */
  public enum Take {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    DISTINCT,
    /** Value of the earliest fact. */
    FIRST,
    /** Value of the latest fact. */
    LAST,
    /** Smallest of the most frequent values. */
    MOST_FREQUENT,
    /** Whole days from the latest fact to the cut. */
    RECENCY,
    /** Whole days from the earliest fact to the cut. */
    TENURE,
    /** Change from one step of the window to the next: slope of the line of least squares. */
    TREND;

    /** Its name in the configuration. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Taken of the customer's facts before the cut.
   *
   * @param entity name of the entity
   * @param column of the entity; the empty text where none is needed
   * @param window facts so long before the cut count; empty: all
   * @param where facts that count
   * @param steps parts of the window that a trend compares, at least 2; 0 for all others
   * @param smoothing of the parts before the trend is taken
   */
  public record OfFacts(
      String entity,
      Take take,
      String column,
      Optional<Period> window,
      Condition where,
      int steps,
      Smoothing smoothing)
      implements Origin {

    /** {@link Optional} does not serialise; its value does. */
    private Object writeReplace() {
      return new Form(entity, take, column, window.orElse(null), where, steps, smoothing);
    }

    private record Form(
        String entity,
        Take take,
        String column,
        Period window,
        Condition where,
        int steps,
        Smoothing smoothing)
        implements Serializable {
      private Object readResolve() {
        return new OfFacts(
            entity, take, column, Optional.ofNullable(window), where, steps, smoothing);
      }
    }
  }

  /** One feature divided by another; empty where that is zero or either is empty. */
  public record OfFeatures(String of, String to) implements Origin {
    @Override
    public List<String> parts() {
      return List.of(of, to);
    }
  }

  /** The surviving value of an attribute. */
  public record OfAttribute(String attribute) implements Origin {}

  /**
   * What attributes say, told ever more coarsely: the levels of a hierarchy.
   *
   * @param levels expressions in Spark SQL over attributes, the finest first
   */
  public record OfLevels(List<Condition> levels) implements Origin {
    public OfLevels {
      levels = List.copyOf(levels);
    }
  }

  /** What a result of the run's date says of the customer. */
  public record OfResult(String table, String column) implements Origin {}

  /**
   * Made of other features as they are before they are shaped.
   *
   * @param expression in Spark SQL
   * @param parts the features that it names, none of them made of others by an expression
   */
  public record OfExpression(Condition expression, List<String> parts) implements Origin {
    public OfExpression {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The features that are known at every cut: those that are made of facts, in the end. Golden
   * records and results have no history.
   */
  public static List<Feature> withHistory(List<Feature> features) {
    return features.stream().filter(feature -> hasHistory(feature, features)).toList();
  }

  private static boolean hasHistory(Feature feature, List<Feature> all) {
    Origin origin = feature.origin();
    return !isOfAttributes(origin)
        && !(origin instanceof OfResult)
        && all.stream()
            .filter(other -> origin.parts().contains(other.name()))
            .allMatch(part -> hasHistory(part, all));
  }

  /** Whether golden records say it. */
  public static boolean isOfAttributes(Origin origin) {
    return origin instanceof OfAttribute || origin instanceof OfLevels;
  }

  /** Some of the features by name, with all that they are made of, in the order of all. */
  public static List<Feature> withParts(Collection<String> names, List<Feature> all) {
    Set<String> needed = new HashSet<>(names);
    boolean grew = true;
    while (grew) {
      grew =
          needed.addAll(
              all.stream()
                  .filter(feature -> needed.contains(feature.name()))
                  .flatMap(feature -> feature.origin().parts().stream())
                  .toList());
    }
    return all.stream().filter(feature -> needed.contains(feature.name())).toList();
  }

  /** In what shape a value is shown. */
  public sealed interface Shape extends Serializable permits AsIs, Bins, Scale, Generalise, Climb {}

  /** As it comes. */
  public record AsIs() implements Shape {}

  /**
   * In bins, whose edges are learned.
   *
   * @param number of bins; at most, where ties or the target leave fewer
   * @param target feature whose being above zero supervises the edges; empty text for none
   */
  public record Bins(Binning.Method method, int number, String target) implements Shape {}

  /** Scaled, by a centre and a width that are learned. */
  public record Scale(Scaling.Method method) implements Shape {}

  /**
   * Blurred, so that fewer people share no value.
   *
   * @param keep characters of a text that are kept; 0 for all other levels
   */
  public record Generalise(Generalisation level, int keep) implements Shape {}

  /**
   * At the finest level of a hierarchy of which few customers have a value that fewer than {@code
   * least} share (k-anonymity by full-domain generalisation and suppression: Samarati 2001); those
   * few are told as {@value #OTHER}.
   *
   * @param least customers who share a value, at least 2
   * @param rare share of the customers with a value that may be few: from 0 to 1
   */
  public record Climb(int least, double rare) implements Shape {
    /** Stands for values that few customers have. */
    public static final String OTHER = "other";
  }
}
