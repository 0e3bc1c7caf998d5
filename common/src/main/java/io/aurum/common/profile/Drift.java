package io.aurum.common.profile;

import io.aurum.common.stat.StabilityIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far the newest delivery of a source differs from all earlier ones in one attribute: the
 * stability index over at most ten bins that the earlier ones alone define.
 *
 * <ul>
 *   <li>numbers and dates: missing, invalid, and the eighths of the earlier values
 *   <li>few distinct values, at most {@value #FEW}: missing, invalid, the seven most frequent
 *       earlier ones, all others
 *   <li>any other text: missing, the eight most frequent earlier shapes, all others; where there
 *       are too many shapes to count, the lengths instead, like numbers
 * </ul>
 */
final class Drift {
  private static final int FEW = 50;
  private static final int PARTS = 8;
  private static final int VALUES = 7;
  private static final int SHAPES = 8;

  private final AttributeProfile earlier;
  private final AttributeProfile newest;

  private Drift(AttributeProfile earlier, AttributeProfile newest) {
    this.earlier = earlier;
    this.newest = newest;
  }

  /**
   * Compares the records of the newest delivery with those of all earlier ones; empty where either
   * has none.
   */
  static Optional<StabilityIndex> of(AttributeProfile earlier, AttributeProfile newest) {
    return earlier.records() == 0 || newest.records() == 0
        ? Optional.empty()
        : Optional.of(new Drift(earlier, newest).index());
  }

  private StabilityIndex index() {
    if (earlier.scale().isPresent()) {
      return overParts(earlier.scale().get(), newest.scale().orElseThrow());
    }
    boolean fewValues =
        earlier.values().distinct().orElse(Long.MAX_VALUE) <= FEW && newest.values().exact();
    if (fewValues) {
      return overValues();
    }
    return earlier.shapes().exact() && newest.shapes().exact()
        ? overShapes()
        : overParts(earlier.lengths(), newest.lengths());
  }

  private StabilityIndex overParts(Histogram before, Histogram after) {
    List<Integer> borders = borders(before);
    return StabilityIndex.of(
        join(missingAndInvalid(earlier), inParts(before, borders)),
        join(missingAndInvalid(newest), inParts(after, borders)));
  }

  private StabilityIndex overValues() {
    List<String> frequent = texts(earlier.values().top(VALUES));
    return StabilityIndex.of(
        join(missingAndInvalid(earlier), each(earlier.values(), frequent, earlier.valid())),
        join(missingAndInvalid(newest), each(newest.values(), frequent, newest.valid())));
  }

  private StabilityIndex overShapes() {
    List<String> frequent = texts(earlier.shapes().top(SHAPES));
    return StabilityIndex.of(
        join(missing(earlier), each(earlier.shapes(), frequent, earlier.delivered())),
        join(missing(newest), each(newest.shapes(), frequent, newest.delivered())));
  }

  private static long[] missing(AttributeProfile profile) {
    return new long[] {profile.nulls()};
  }

  private static long[] missingAndInvalid(AttributeProfile profile) {
    return new long[] {profile.nulls(), profile.delivered() - profile.valid()};
  }

  /** Upper ends of all parts but the last; equal ends make one part. */
  private static List<Integer> borders(Histogram histogram) {
    List<Integer> borders = new ArrayList<>();
    for (int part = 1; part < PARTS; part++) {
      OptionalInt border = histogram.quantile((double) part / PARTS);
      border.ifPresent(
          b -> {
            if (borders.isEmpty() || borders.get(borders.size() - 1) < b) {
              borders.add(b);
            }
          });
    }
    return borders;
  }

  private static long[] inParts(Histogram histogram, List<Integer> borders) {
    long[] counts = new long[borders.size() + 1];
    histogram.forEach(
        (bucket, times) -> {
          int found = Collections.binarySearch(borders, bucket);
          counts[found >= 0 ? found : -found - 1] += times;
        });
    return counts;
  }

  /** Counts of the given texts, and last what remains of the total. */
  private static long[] each(ValueCounts counts, List<String> texts, long total) {
    long[] each = new long[texts.size() + 1];
    long rest = total;
    for (int i = 0; i < texts.size(); i++) {
      each[i] = counts.count(texts.get(i));
      rest -= each[i];
    }
    each[texts.size()] = rest;
    return each;
  }

  private static List<String> texts(List<ValueCounts.Count> counts) {
    return counts.stream().map(ValueCounts.Count::value).toList();
  }

  private static long[] join(long[] first, long[] second) {
    long[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
