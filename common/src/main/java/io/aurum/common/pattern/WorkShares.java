package io.aurum.common.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Shares out pieces of work so that no share has much more than another: the largest piece goes to
 * the share with the least (Graham, Bounds on Multiprocessing Timing Anomalies, 1969).
 */
public final class WorkShares {
  private WorkShares() {}

  private record Share(int number, long work) {}

  /**
   * Shares out pieces of work.
   *
   * @param work of each piece
   * @param shares at most so many; at least 1
   * @return the numbers of the pieces of each share; no share is empty
   */
  public static List<int[]> of(long[] work, int shares) {
    int used = Math.min(shares, work.length);
    List<List<Integer>> pieces = new ArrayList<>();
    PriorityQueue<Share> least =
        new PriorityQueue<>(Comparator.comparingLong(Share::work).thenComparingInt(Share::number));
    for (int i = 0; i < used; i++) {
      pieces.add(new ArrayList<>());
      least.add(new Share(i, 0));
    }
    IntStream.range(0, work.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(i -> -work[i]).thenComparingInt(i -> i))
        .forEach(
            piece -> {
              Share share = least.remove();
              pieces.get(share.number).add(piece);
              least.add(new Share(share.number, share.work + Math.max(1, work[piece])));
            });
    return pieces.stream()
        .map(share -> share.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
