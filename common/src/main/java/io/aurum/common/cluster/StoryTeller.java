package io.aurum.common.cluster;

import io.aurum.common.cluster.Story.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the story of each segment: at most {@value #CONDITIONS} conditions that together tell its
 * members from all others best, by a beam search over thresholds and values (the search of CN2,
 * Clark, Niblett 1989; scored by F1). A further condition has to earn its place with a gain of
 * {@value #GAIN} in F1.
 */
public final class StoryTeller {
  private static final int CONDITIONS = 4;
  private static final int BEAM = 8;
  private static final int THRESHOLDS = 48;
  private static final int VALUES = 20;
  private static final double GAIN = 0.005;

  private final int rows;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<long[]> meeting = new ArrayList<>();

  /**
   * @param frame at least one row
   */
  public StoryTeller(Frame frame) {
    this.rows = frame.size();
    for (int c = 0; c < frame.columns().size(); c++) {
      if (frame.columns().get(c).isNumber()) {
        thresholds(frame, c);
      } else {
        values(frame, c);
      }
    }
  }

  private void thresholds(Frame frame, int column) {
    double[] numbers = frame.numbers(column);
    Arrays.sort(numbers);
    TreeSet<Double> cuts = new TreeSet<>();
    for (int q = 1; q < THRESHOLDS && numbers.length > 0; q++) {
      cuts.add(numbers[(int) ((long) q * (numbers.length - 1) / THRESHOLDS)]);
    }
    String name = frame.columns().get(column).name();
    for (double cut : cuts) {
      add(frame, new Condition(name, "<=", cut, ""), v -> v != null && (Double) v <= cut, column);
      add(frame, new Condition(name, ">", cut, ""), v -> v != null && (Double) v > cut, column);
    }
  }

  private void values(Frame frame, int column) {
    String name = frame.columns().get(column).name();
    frame.levels(column).stream()
        .limit(VALUES)
        .forEach(
            level ->
                add(frame, new Condition(name, "=", Double.NaN, level), level::equals, column));
  }

  private void add(Frame frame, Condition condition, Predicate<Object> met, int column) {
    BitSet bits = new BitSet(rows);
    for (int i = 0; i < rows; i++) {
      if (met.test(frame.rows()[i][column])) {
        bits.set(i);
      }
    }
    conditions.add(condition);
    meeting.add(words(bits));
  }

  private long[] words(BitSet bits) {
    return Arrays.copyOf(bits.toLongArray(), (rows + 63) / 64);
  }

  /** Some conditions, who meets all of them, and how well that tells the segment. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Partial(List<Integer> conditions, long[] meeting, double f1) {}

  /**
   * The story of a segment.
   *
   * @param segments of the rows
   * @param segment one of them that has rows
   */
  public Story tell(int[] segments, int segment) {
    BitSet members = new BitSet(rows);
    IntStream.range(0, rows).filter(i -> segments[i] == segment).forEach(members::set);
    long[] inside = words(members);
    int size = members.cardinality();
    long[] everybody = new long[inside.length];
    Arrays.fill(everybody, -1L);
    Partial best = new Partial(List.of(), everybody, 0);
    List<Partial> beam = List.of(best);
    for (int depth = 0; depth < CONDITIONS && !beam.isEmpty(); depth++) {
      beam = further(beam, inside, size);
      if (beam.isEmpty() || beam.get(0).f1 < best.f1 + GAIN) {
        break;
      }
      best = beam.get(0);
    }
    return story(best, inside, size);
  }

  private List<Partial> further(List<Partial> beam, long[] inside, int size) {
    List<Partial> found = new ArrayList<>();
    for (Partial partial : beam) {
      for (int c = 0; c < meeting.size(); c++) {
        double f1 = f1(partial.meeting, meeting.get(c), inside, size);
        if (f1 > partial.f1) {
          found.add(extended(partial, c, f1));
        }
      }
    }
    found.sort(
        Comparator.<Partial>comparingDouble(p -> -p.f1)
            .thenComparing(p -> p.conditions.toString()));
    List<Partial> kept = new ArrayList<>();
    for (Partial partial : found) {
      boolean known = kept.stream().anyMatch(k -> Arrays.equals(k.meeting, partial.meeting));
      if (!known && kept.size() < BEAM) {
        kept.add(partial);
      }
    }
    return kept;
  }

  private Partial extended(Partial partial, int condition, double f1) {
    List<Integer> more = new ArrayList<>(partial.conditions);
    more.add(condition);
    long[] both = partial.meeting.clone();
    for (int w = 0; w < both.length; w++) {
      both[w] &= meeting.get(condition)[w];
    }
    return new Partial(more, both, f1);
  }

  private static double f1(long[] so, long[] far, long[] inside, int size) {
    int met = 0;
    int right = 0;
    for (int w = 0; w < inside.length; w++) {
      long both = so[w] & far[w];
      met += Long.bitCount(both);
      right += Long.bitCount(both & inside[w]);
    }
    return 2.0 * right / (met + size);
  }

  private Story story(Partial best, long[] inside, int size) {
    int met = 0;
    int right = 0;
    for (int w = 0; w < inside.length; w++) {
      met += Long.bitCount(best.meeting[w]);
      right += Long.bitCount(best.meeting[w] & inside[w]);
    }
    return new Story(
        best.conditions.stream().map(conditions::get).toList(),
        met == 0 ? 0 : (double) right / met,
        (double) right / size);
  }
}
