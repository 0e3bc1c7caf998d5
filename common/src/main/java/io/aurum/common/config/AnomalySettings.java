package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Metrics of a table over time that are watched and forecast.
 *
 * @param name key in the configuration, snake_case
 * @param table that the rows come from
 * @param time column with when a row happened
 * @param grain length of a period
 * @param metrics what is watched, in the order of the file; at least one
 * @param dimensions columns by whose values causes are looked for; at most 8
 * @param cuts dimensions of each set of series; the empty list is the series of all rows
 * @param catalogues what values of a dimension are called, by the dimension
 * @param where rows that count
 * @param stock what can run out
 * @param asked times that are explained whatever was reported of them; no two begin in the same
 *     period
 * @param holidays days that are not like others (UTC)
 * @param method how points are judged
 * @param warmUp periods of a series that the online method only learns from
 * @param rarity digits of the probability from which on the online method reports a period
 * @param falseDiscoveryRate share of the reported anomalies that may be chance, over all metrics,
 *     cuts and kinds of test
 * @param horizon periods that are forecast; 0 for none
 * @param mostSeries of each cut, for each metric those with the most of it
 * @param truth when the metrics were odd, if that is known; feeds {@code evaluate} alone
 */
public record AnomalySettings(
    String name,
    String table,
    String time,
    Grain grain,
    List<Metric> metrics,
    List<String> dimensions,
    List<List<String>> cuts,
    Map<String, ItemCatalogue> catalogues,
    Condition where,
    Stock stock,
    List<Asked> asked,
    List<LocalDate> holidays,
    Method method,
    int warmUp,
    double rarity,
    double falseDiscoveryRate,
    int horizon,
    int mostSeries,
    Optional<AnomalyTruth> truth) {

  /** The length of a period, and the seasons that it can have. */
  public enum Grain {
    MINUTE(60, 3600, 86_400),
    FIVE_MINUTES(300, 86_400, 604_800),
    QUARTER_HOUR(900, 86_400, 604_800),
    HALF_HOUR(1800, 86_400, 604_800),
    HOUR(3600, 86_400, 604_800),
    DAY(86_400, 604_800, 52 * 604_800),
    WEEK(604_800, 52 * 604_800, 52 * 604_800);

    private final long seconds;
    private final long shorter;
    private final long longer;

    Grain(long seconds, long shorter, long longer) {
      this.seconds = seconds;
      this.shorter = shorter;
      this.longer = longer;
    }

    /** Beginning of the period that holds a time, seconds since 1970. */
    public long begin(Instant time) {
      long second = time.getEpochSecond();
      return second - Math.floorMod(second - origin(), seconds);
    }

    /** Length in seconds. */
    public long seconds() {
      return seconds;
    }

    /**
     * Seasons in periods, ascending: two of the hour, the day, the week and the year of 52 weeks.
     */
    public List<Integer> seasons() {
      return LongStream.of(shorter, longer)
          .distinct()
          .mapToObj(season -> (int) (season / seconds))
          .toList();
    }

    /** Seconds from 1970-01-01 to the beginning of some period: weeks begin on Monday. */
    public long origin() {
      return this == WEEK ? 4 * DAY.seconds : 0;
    }
  }

  /**
   * A time that somebody asks about, both ends within it.
   *
   * @param to not before {@code from}
   */
  public record Asked(Instant from, Instant to) {}

  /**
   * What can run out, and how that is known.
   *
   * @param by dimensions whose values together name what can run out; empty where nothing can
   * @param levels the table that tells; without it only sales do
   */
  public record Stock(List<String> by, Optional<Levels> levels) {
    /** Nothing can run out. */
    public static final Stock NONE = new Stock(List.of(), Optional.empty());
  }

  /**
   * A table that says of each day, hour or the like what was there and what was not. It has the
   * columns by which stock is named.
   *
   * @param time column with the time
   * @param step for how long a row of it tells
   * @param out holds of the rows that say that something was not to be had
   */
  public record Levels(String table, String time, Grain step, Condition out) {}

  /** How points are judged. */
  public enum Method {
    /** By the whole series, with what came after them. */
    WHOLE,
    /** By what came before them alone, as when the series comes in. */
    ONLINE
  }

  /** How a metric is computed from the rows of a period. */
  public enum Measure {
    /** Number of rows. */
    COUNT,
    /** Sum of a column. */
    SUM,
    /** Mean of a column over its rows. */
    MEAN,
    /** Sum of a column over the sum of another. */
    RATIO,
    /** Number of different values of a column; parts do not add up, so no causes are looked for. */
    DISTINCT
  }

  /**
   * One metric.
   *
   * @param column empty of a count
   * @param per the other column of a ratio
   * @param quantity of a sum: the column with pieces, so that changes of price can be told apart
   */
  public record Metric(
      String name,
      Measure measure,
      Optional<String> column,
      Optional<String> per,
      Optional<String> quantity) {

    /** Whether the values of parts sum to the value of the whole. */
    public boolean adds() {
      return measure == Measure.COUNT || measure == Measure.SUM;
    }

    /** Whether it is one sum over another. */
    public boolean isQuotient() {
      return measure == Measure.MEAN || measure == Measure.RATIO;
    }
  }
}
