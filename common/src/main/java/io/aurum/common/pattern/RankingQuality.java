package io.aurum.common.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** How well lists of recommendations foresee what people went on to take. */
public final class RankingQuality {
  /** Places of a list that are judged. */
  public static final int PLACES = 10;

  private static final double LOG_2 = Math.log(2);

  private final BitSet recommended = new BitSet();
  private final List<Double> gains = new ArrayList<>();
  private int people;
  private double gain;
  private double gainSquares;
  private double recall;
  private double recallSquares;

  /**
   * Judges the list of one person.
   *
   * @param list recommended items, the best first; the first {@link #PLACES} count
   * @param taken items that the person went on to take; at least one
   */
  public void add(List<Integer> list, Set<Integer> taken) {
    if (taken.isEmpty()) {
      throw new IllegalArgumentException("Nothing was taken that could be foreseen");
    }
    double found = 0;
    int hits = 0;
    for (int place = 0; place < Math.min(PLACES, list.size()); place++) {
      recommended.set(list.get(place));
      if (taken.contains(list.get(place))) {
        found += discount(place);
        hits++;
      }
    }
    double ideal = 0;
    for (int place = 0; place < Math.min(PLACES, taken.size()); place++) {
      ideal += discount(place);
    }
    people++;
    gains.add(found / ideal);
    gain += found / ideal;
    gainSquares += Math.pow(found / ideal, 2);
    double share = hits / (double) taken.size();
    recall += share;
    recallSquares += share * share;
  }

  private static double discount(int place) {
    return LOG_2 / Math.log(place + 2.0);
  }

  /** People judged. */
  public int people() {
    return people;
  }

  /**
   * Mean normalised discounted cumulative gain of the first {@link #PLACES} (Jarvelin and
   * Kekalainen, ACM TOIS 2002), 0..1.
   */
  public double gain() {
    return gain / people;
  }

  /** Standard error of {@link #gain}. */
  public double gainError() {
    return error(gain, gainSquares);
  }

  /**
   * Standard error of the difference of {@link #gain} to that of other lists of the same people,
   * person by person.
   *
   * @param other judged on the same people in the same order
   */
  public double gainErrorAgainst(RankingQuality other) {
    if (other.people != people) {
      throw new IllegalArgumentException("%d and %d people".formatted(people, other.people));
    }
    double sum = 0;
    double squares = 0;
    for (int person = 0; person < people; person++) {
      double difference = gains.get(person) - other.gains.get(person);
      sum += difference;
      squares += difference * difference;
    }
    return error(sum, squares);
  }

  /** Mean share of what was taken that is among the first {@link #PLACES}, 0..1. */
  public double recall() {
    return recall / people;
  }

  /** Standard error of {@link #recall}. */
  public double recallError() {
    return error(recall, recallSquares);
  }

  private double error(double sum, double squares) {
    double mean = sum / people;
    return Math.sqrt(Math.max(0, squares / people - mean * mean) / Math.max(1, people - 1));
  }

  /** Different items that anybody is recommended. */
  public int items() {
    return recommended.cardinality();
  }
}
