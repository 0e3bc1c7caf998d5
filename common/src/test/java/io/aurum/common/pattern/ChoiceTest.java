package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which way to recommend serves, where that is known beforehand. */
class ChoiceTest {
  private static final int PEOPLE = 400;
  private static final int ITEMS = 40;

  private static final Ways WAYS =
      new Ways(
          List.of(Way.WEIGHTS, Way.NEIGHBOURS, Way.POPULARITY),
          List.of(10.0, 1.0, 1000.0),
          500,
          5,
          10,
          50);

  /**
   * Whoever takes the first of a pair takes the second later; how many take a pair tells nothing.
   */
  @Test
  @Tag("fast")
  void whatGoesTogetherIsWeighed() {
    SplittableRandom random = new SplittableRandom(42);
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      int pair = 2 * random.nextInt(ITEMS / 2);
      boolean isJudged = person % 2 == 0;
      before.add(isJudged ? new int[] {pair} : new int[] {pair, pair + 1});
      after.add(isJudged ? new int[] {pair + 1} : new int[] {});
    }
    Foresight foresight = Foresight.of(before, after, ITEMS);
    Choice choice = Choice.of(foresight, WAYS);

    assertThat(foresight.people()).isEqualTo(PEOPLE / 2);
    assertThat(choice.way()).isEqualTo(Way.WEIGHTS);
    assertThat(quality(foresight, choice).gain()).isEqualTo(1);
    assertThat(quality(foresight, new Choice(Way.POPULARITY, 0)).gain()).isLessThan(0.5);
  }

  /** Everybody takes what they like by chance alone: nothing but how popular it is can be known. */
  @Test
  @Tag("fast")
  void chanceIsForeseenAsWellAsByPopularity() {
    SplittableRandom random = new SplittableRandom(42);
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (int person = 0; person < 10 * PEOPLE; person++) {
      List<TreeSet<Integer>> halves = List.of(new TreeSet<>(), new TreeSet<>());
      for (int item = 0; item < ITEMS; item++) {
        if (random.nextDouble() < (item + 1.0) / (2 * ITEMS)) {
          halves.get(random.nextInt(2)).add(item);
        }
      }
      before.add(numbers(halves.get(0)));
      after.add(numbers(halves.get(1)));
    }
    Foresight foresight = Foresight.of(before, after, ITEMS);
    Choice choice = Choice.of(foresight, WAYS);
    RankingQuality popular = quality(foresight, new Choice(Way.POPULARITY, 0));

    assertThat(choice).isEqualTo(new Choice(Way.WEIGHTS, 1000));
    assertThat(choice.inWords()).isEqualTo("weights of strength 1000");
    assertThat(quality(foresight, choice).gain())
        .isGreaterThan(popular.gain() - popular.gainError() / 2);
    assertThat(Choice.of(foresight, WAYS.only(Way.POPULARITY)).way()).isEqualTo(Way.POPULARITY);
  }

  @Test
  @Tag("fast")
  void whereFewCanBeJudgedThePreferredServes() {
    Foresight few = Foresight.of(List.of(new int[] {0, 1}), List.of(new int[] {2}), 3);

    assertThat(few.people()).isEqualTo(1);
    assertThat(Choice.of(few, WAYS)).isEqualTo(new Choice(Way.WEIGHTS, 10));
    assertThat(Choice.isOpen(WAYS)).isTrue();
    assertThat(Choice.isOpen(WAYS.only(Way.NEIGHBOURS))).isFalse();
  }

  private static int[] numbers(Set<Integer> items) {
    return items.stream().mapToInt(Integer::intValue).toArray();
  }

  private static RankingQuality quality(Foresight foresight, Choice choice) {
    return foresight.quality(foresight.learner(WAYS).learn(choice));
  }

  /**
   * The last fifth of what each person saw, from the first: of MovieLens small. The figures were
   * reckoned independently, by numpy's inverse of the counts of the 500 films that most saw.
   */
  @Test
  void whatPeopleSeeNextIsForeseenBetterByWeightsThanByNeighbours() throws IOException {
    Foresight foresight = films();

    assertThat(foresight.people()).isEqualTo(671);
    RankingQuality weighed = quality(foresight, new Choice(Way.WEIGHTS, 10));
    assertThat(weighed.gain()).isCloseTo(0.139569146186336, within(1e-9));
    assertThat(weighed.recall()).isCloseTo(0.073809994762560, within(1e-9));
    assertThat(quality(foresight, new Choice(Way.NEIGHBOURS, 0)).gain())
        .isCloseTo(0.1251, withPercentage(1));
    assertThat(quality(foresight, new Choice(Way.POPULARITY, 0)).gain())
        .isCloseTo(0.0883, withPercentage(1));
  }

  private record Seen(String film, long at) {}

  private static Foresight films() throws IOException {
    String folder = System.getenv("AURUM_BENCH_DATA");
    Assumptions.assumeTrue(folder != null, "AURUM_BENCH_DATA is not set: no public data");
    Map<String, List<Seen>> people = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(folder, "movielens_small", "ratings.csv"))) {
      String[] fields = line.split(",", -1);
      if (!fields[0].equals("userId")) {
        people
            .computeIfAbsent(fields[0], absent -> new ArrayList<>())
            .add(new Seen(fields[1], Long.parseLong(fields[3])));
      }
    }
    Map<String, Integer> numbers = new TreeMap<>();
    people.values().stream()
        .flatMap(List::stream)
        .map(Seen::film)
        .sorted()
        .distinct()
        .forEach(film -> numbers.put(film, numbers.size()));
    List<int[]> before = new ArrayList<>();
    List<int[]> after = new ArrayList<>();
    for (List<Seen> seen : people.values()) {
      seen.sort(Comparator.comparingLong(Seen::at));
      long end = seen.get((int) Math.ceil(0.8 * (seen.size() - 1))).at;
      before.add(numbers(seen, numbers, end, true));
      after.add(numbers(seen, numbers, end, false));
    }
    return Foresight.of(before, after, numbers.size());
  }

  private static int[] numbers(
      List<Seen> seen, Map<String, Integer> numbers, long end, boolean isBefore) {
    return seen.stream()
        .filter(film -> film.at < end == isBefore)
        .mapToInt(film -> numbers.get(film.film))
        .sorted()
        .toArray();
  }
}
