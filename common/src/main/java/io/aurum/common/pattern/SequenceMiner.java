package io.aurum.common.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds what people do one after the other: all frequent sequences of sets of items, where a step
 * follows on the one before it within a number of days.
 *
 * <p>The search grows a sequence item by item, each time going through what is left of the
 * timelines in which it occurs (Pei and others, PrefixSpan, IEEE TKDE 2004). Because of the limit
 * between steps it keeps every day on which a sequence can end, not the first alone (Zaki, Sequence
 * Mining in Categorical Domains: Incorporating Constraints, CIKM 2000). Sequences that begin with
 * different items have nothing to do with each other. A miner belongs to one thread.
 */
public final class SequenceMiner {
  private final Timelines timelines;
  private final int minCount;
  private final int maxGap;
  private final int maxItems;
  private final List<int[]> steps = new ArrayList<>();
  private final int[] followers;
  private final int[] companions;
  private final int[] followerSeen;
  private final int[] companionSeen;

  /** Takes frequent sequences as they are found. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param steps numbers of the items of each step, ascending
     * @param people who did it
     * @param medianGap median over them of the days from the first step to the last, the first time
     *     they had done it and counted from the latest start
     */
    void sequence(List<int[]> steps, int people, double medianGap);
  }

  /** Where a sequence ends: the place of the day, and on which day it began at the latest. */
  private static final class Ends {
    final IntegerList people = new IntegerList();
    final IntegerList places = new IntegerList();
    final IntegerList begun = new IntegerList();

    void add(int person, int place, int day) {
      people.add(person);
      places.add(place);
      begun.add(day);
    }
  }

  /**
   * @param minCount people who do it at least; at least 1
   * @param maxGap days from one step to the next at most; at least 1
   * @param maxItems items of all steps together at most
   */
  public SequenceMiner(Timelines timelines, int minCount, int maxGap, int maxItems) {
    if (minCount < 1 || maxGap < 1) {
      throw new IllegalArgumentException(
          "Counts start at 1: minCount " + minCount + ", maxGap " + maxGap);
    }
    this.timelines = timelines;
    this.minCount = minCount;
    this.maxGap = maxGap;
    this.maxItems = maxItems;
    this.followers = new int[timelines.items()];
    this.companions = new int[timelines.items()];
    this.followerSeen = new int[timelines.items()];
    this.companionSeen = new int[timelines.items()];
  }

  /** Finds the sequences that begin with an item: the smallest number of their first step. */
  public void sequences(int first, Sink sink) {
    Ends ends = new Ends();
    for (int person = 0; person < timelines.people(); person++) {
      for (int place = from(person); place < to(person); place++) {
        if (holds(place, first)) {
          ends.add(person, place, timelines.days[place]);
        }
      }
    }
    steps.clear();
    steps.add(new int[] {first});
    grow(ends, 1, sink);
  }

  private int from(int person) {
    return timelines.personStarts[person];
  }

  private int to(int person) {
    return timelines.personStarts[person + 1];
  }

  private boolean holds(int place, int item) {
    return Arrays.binarySearch(
            timelines.items, timelines.dayStarts[place], timelines.dayStarts[place + 1], item)
        >= 0;
  }

  private void grow(Ends ends, int size, Sink sink) {
    int[] people = ends.people.toArray();
    int[] places = ends.places.toArray();
    int[] begun = ends.begun.toArray();
    double[] gaps = gaps(people, places, begun);
    if (gaps.length < minCount) {
      return;
    }
    sink.sequence(steps, gaps.length, median(gaps));
    if (size == maxItems) {
      return;
    }
    count(people, places);
    int[] following = frequent(followers);
    int[] accompanying = frequent(companions);
    int[] step = steps.get(steps.size() - 1);
    for (int item : accompanying) {
      int[] wider = Arrays.copyOf(step, step.length + 1);
      wider[step.length] = item;
      steps.set(steps.size() - 1, wider);
      grow(accompanied(people, places, begun, item), size + 1, sink);
      steps.set(steps.size() - 1, step);
    }
    for (int item : following) {
      steps.add(new int[] {item});
      grow(followed(people, places, begun, item), size + 1, sink);
      steps.remove(steps.size() - 1);
    }
  }

  /** Of each person, the days it took them to get to the first end. */
  private double[] gaps(int[] people, int[] places, int[] begun) {
    double[] gaps = new double[people.length];
    int different = 0;
    for (int i = 0; i < people.length; i++) {
      if (i == 0 || people[i] != people[i - 1]) {
        gaps[different++] = timelines.days[places[i]] - begun[i];
      }
    }
    return Arrays.copyOf(gaps, different);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** Counts the people by the items that could come next, or on the day of the last step too. */
  private void count(int[] people, int[] places) {
    int[] last = steps.get(steps.size() - 1);
    int largest = last[last.length - 1];
    Arrays.fill(followers, 0);
    Arrays.fill(companions, 0);
    Arrays.fill(followerSeen, -1);
    Arrays.fill(companionSeen, -1);
    for (int i = 0; i < people.length; i++) {
      tally(places[i], largest + 1, people[i], companions, companionSeen);
      int end = timelines.days[places[i]] + maxGap;
      for (int p = places[i] + 1; p < to(people[i]) && timelines.days[p] <= end; p++) {
        tally(p, 0, people[i], followers, followerSeen);
      }
    }
  }

  private void tally(int place, int least, int person, int[] counts, int[] seen) {
    for (int i = timelines.dayStarts[place]; i < timelines.dayStarts[place + 1]; i++) {
      int item = timelines.items[i];
      if (item >= least && seen[item] != person) {
        seen[item] = person;
        counts[item]++;
      }
    }
  }

  private int[] frequent(int[] counts) {
    IntegerList frequent = new IntegerList();
    for (int item = 0; item < counts.length; item++) {
      if (counts[item] >= minCount) {
        frequent.add(item);
      }
    }
    return frequent.toArray();
  }

  private Ends accompanied(int[] people, int[] places, int[] begun, int item) {
    Ends ends = new Ends();
    for (int i = 0; i < people.length; i++) {
      if (holds(places[i], item)) {
        ends.add(people[i], places[i], begun[i]);
      }
    }
    return ends;
  }

  /** A later end allows a later start: so the last end before a day within reach is the best. */
  private Ends followed(int[] people, int[] places, int[] begun, int item) {
    Ends ends = new Ends();
    int i = 0;
    while (i < people.length) {
      int next = i;
      while (next < people.length && people[next] == people[i]) {
        next++;
      }
      int last = i;
      for (int place = places[i] + 1; place < to(people[i]); place++) {
        while (last + 1 < next && places[last + 1] < place) {
          last++;
        }
        if (timelines.days[place] - timelines.days[places[last]] <= maxGap && holds(place, item)) {
          ends.add(people[i], place, begun[last]);
        }
      }
      i = next;
    }
    return ends;
  }
}
