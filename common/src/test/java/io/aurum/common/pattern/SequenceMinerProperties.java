package io.aurum.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** The miner finds the sequences, and how long they take, that trying every one finds. */
@Tag("fast")
class SequenceMinerProperties {
  private static final int MAX_ITEMS = 3;

  /** What one person took: items by day. */
  private record Person(TreeMap<Integer, TreeSet<Integer>> days) {}

  @Property(tries = 200, seed = "42")
  void findsWhatTryingEverySequenceFinds(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int persons,
      @ForAll @IntRange(min = 1, max = 3) int items,
      @ForAll @IntRange(min = 1, max = 3) int minCount,
      @ForAll @IntRange(min = 1, max = 5) int maxGap) {
    List<Person> people = people(new Random(seed), persons, items);
    TreeMap<String, String> found = new TreeMap<>();
    SequenceMiner miner = new SequenceMiner(timelines(people, items), minCount, maxGap, MAX_ITEMS);
    for (int item = 0; item < items; item++) {
      miner.sequences(
          item, (steps, count, gap) -> found.put(text(steps), count + " in " + gap + " days"));
    }

    TreeMap<String, String> expected = new TreeMap<>();
    for (List<int[]> steps : candidates(items)) {
      double[] gaps = people.stream().mapToDouble(p -> gap(p, steps, maxGap)).toArray();
      double[] done = Arrays.stream(gaps).filter(gap -> gap >= 0).sorted().toArray();
      if (done.length >= minCount) {
        double median = (done[(done.length - 1) / 2] + done[done.length / 2]) / 2;
        expected.put(text(steps), done.length + " in " + median + " days");
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static List<Person> people(Random random, int persons, int items) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < persons; i++) {
      TreeMap<Integer, TreeSet<Integer>> days = new TreeMap<>();
      for (int taken = random.nextInt(10); taken > 0; taken--) {
        days.computeIfAbsent(random.nextInt(12), absent -> new TreeSet<>())
            .add(random.nextInt(items));
      }
      people.add(new Person(days));
    }
    return people;
  }

  private static Timelines timelines(List<Person> people, int items) {
    IntegerList block = new IntegerList();
    for (Person person : people) {
      block.add(person.days.size());
      person.days.forEach(
          (day, taken) -> {
            block.add(day);
            block.add(taken.size());
            taken.forEach(block::add);
          });
    }
    return Timelines.of(List.of(block.toArray()), items);
  }

  private static List<List<int[]>> candidates(int items) {
    List<int[]> sets = new ArrayList<>();
    for (int bits = 1; bits < 1 << items; bits++) {
      int set = bits;
      sets.add(IntStream.range(0, items).filter(i -> (set >>> i & 1) != 0).toArray());
    }
    List<List<int[]>> all = new ArrayList<>();
    extend(List.of(), sets, all);
    return all;
  }

  private static void extend(List<int[]> steps, List<int[]> sets, List<List<int[]>> all) {
    for (int[] set : sets) {
      List<int[]> longer = new ArrayList<>(steps);
      longer.add(set);
      if (longer.stream().mapToInt(step -> step.length).sum() <= MAX_ITEMS) {
        all.add(longer);
        extend(longer, sets, all);
      }
    }
  }

  /** Days from the latest start to the first end; -1 where it was not done. */
  private static int gap(Person person, List<int[]> steps, int maxGap) {
    for (int end : person.days.keySet()) {
      int start = latestStart(person, steps, steps.size() - 1, end, maxGap);
      if (start >= 0) {
        return end - start;
      }
    }
    return -1;
  }

  private static int latestStart(Person person, List<int[]> steps, int step, int day, int maxGap) {
    if (!Arrays.stream(steps.get(step)).allMatch(person.days.get(day)::contains)) {
      return -1;
    }
    if (step == 0) {
      return day;
    }
    int latest = -1;
    for (int before : person.days.subMap(day - maxGap, day).keySet()) {
      latest = Math.max(latest, latestStart(person, steps, step - 1, before, maxGap));
    }
    return latest;
  }

  private static String text(List<int[]> steps) {
    return steps.stream().map(Arrays::toString).toList().toString();
  }
}
