package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.aurum.common.lake.KeyDraw;
import io.aurum.common.pattern.Foresight;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When people first took what they took. With very many takings a sample of the people is gathered,
 * drawn by their keys.
 *
 * @param all takings, in no order
 * @param days takings of all people on each day of UTC, ascending
 */
record Takings(List<Taking> all, List<Row> days) {
  /** Takings up to which all people are tried; they are gathered in one place. */
  private static final long MOST_TAKINGS = 2_000_000;

  /** What somebody took first at a time, in microseconds since 1970. */
  record Taking(String person, String item, long at) {}

  static Takings of(Histories histories, long seed) {
    Dataset<Row> first =
        histories
            .taken()
            .groupBy(Histories.PERSON, Histories.ITEM)
            .agg(min(Histories.TIME).as("at"));
    List<Row> days =
        first.groupBy(to_date(col("at")).as("day")).count().collectAsList().stream()
            .sorted(Comparator.comparing(row -> row.getLocalDate(0)))
            .toList();
    return new Takings(sample(first, count(days), seed), days);
  }

  private static long count(List<Row> days) {
    return days.stream().mapToLong(row -> row.getLong(1)).sum();
  }

  private static List<Taking> sample(Dataset<Row> first, long takings, long seed) {
    double share = takings <= MOST_TAKINGS ? 1 : (double) MOST_TAKINGS / takings;
    return first
        .where(KeyDraw.isDrawn(share, seed, col(Histories.PERSON)))
        .select(col(Histories.PERSON), col(Histories.ITEM), unix_micros(col("at")))
        .collectAsList()
        .stream()
        .map(row -> new Taking(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  /** The first day before which all but the last share of the takings happened. */
  Optional<Instant> cut(double later) {
    long takings = count(days);
    long before = 0;
    for (Row day : days) {
      if (before > 0 && before >= (1 - later) * takings) {
        return Optional.of(day.getLocalDate(0).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      before += day.getLong(1);
    }
    return Optional.empty();
  }

  /**
   * Whether a taking is before the last share of its person's takings; what was taken at the same
   * time is not torn apart.
   */
  Predicate<Taking> beforeTheLast(double later) {
    Map<String, List<Long>> times = new HashMap<>();
    all.forEach(
        taking -> times.computeIfAbsent(taking.person, p -> new ArrayList<>()).add(taking.at));
    Map<String, Long> ends = new HashMap<>();
    times.forEach(
        (person, of) -> {
          Collections.sort(of);
          ends.put(person, of.get((int) Math.ceil((1 - later) * (of.size() - 1))));
        });
    return taking -> taking.at < ends.get(taking.person);
  }

  /** Those of the takings that count. */
  Takings where(Predicate<Taking> counts) {
    return new Takings(all.stream().filter(counts).toList(), days);
  }

  /** Numbers items and people in an order that only their names decide. */
  Foresight split(Predicate<Taking> isBefore) {
    TreeSet<String> items = new TreeSet<>();
    Map<String, List<Taking>> people = new TreeMap<>();
    for (Taking taking : all) {
      items.add(taking.item);
      people.computeIfAbsent(taking.person, absent -> new ArrayList<>()).add(taking);
    }
    Map<String, Integer> numbers = Shop.numbers(List.copyOf(items));
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (List<Taking> ofPerson : people.values()) {
      before.add(numbers(ofPerson, isBefore, numbers));
      after.add(numbers(ofPerson, isBefore.negate(), numbers));
    }
    return Foresight.of(before, after, items.size());
  }

  private static int[] numbers(
      List<Taking> takings, Predicate<Taking> wanted, Map<String, Integer> numbers) {
    return takings.stream()
        .filter(wanted)
        .mapToInt(taking -> numbers.get(taking.item))
        .sorted()
        .toArray();
  }
}
