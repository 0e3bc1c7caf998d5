package io.aurum.jobs.value;

import java.util.stream.IntStream;

/**
 * What one customer bought, day by day.
 *
 * @param days epoch days, ascending; a day comes again where some of it became known later
 * @param known epoch days on which that became known
 * @param orders orders placed on the day; 0 where only goods came back
 * @param bought cents spent on them
 * @param refunded cents given back on the day, zero or below
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record History(int[] days, int[] known, int[] orders, long[] bought, long[] refunded) {

  /** What had happened and was known by the end of a day. */
  History at(int date) {
    int[] kept =
        IntStream.range(0, days.length).filter(i -> days[i] <= date && known[i] <= date).toArray();
    return new History(
        pick(days, kept),
        pick(known, kept),
        pick(orders, kept),
        pick(bought, kept),
        pick(refunded, kept));
  }

  /** Days with purchases, ascending, distinct. */
  int[] purchaseDays() {
    return IntStream.range(0, days.length)
        .filter(i -> orders[i] > 0)
        .map(i -> days[i])
        .distinct()
        .toArray();
  }

  /** Orders of all days. */
  long frequency() {
    long sum = 0;
    for (int count : orders) {
      sum += count;
    }
    return sum;
  }

  /** Cents spent less cents given back. */
  long cents() {
    return centsBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The same from a day (not included) to a day (included). */
  long centsBetween(int after, int until) {
    long sum = 0;
    for (int i = 0; i < days.length; i++) {
      if (days[i] > after && days[i] <= until) {
        sum += bought[i] + refunded[i];
      }
    }
    return sum;
  }

  /** Cents spent on days after the first purchase, refunds left out. */
  long repeatCents() {
    int first = purchaseDays()[0];
    long sum = 0;
    for (int i = 0; i < days.length; i++) {
      sum += days[i] > first ? bought[i] : 0;
    }
    return sum;
  }

  private static int[] pick(int[] values, int[] places) {
    return IntStream.of(places).map(i -> values[i]).toArray();
  }

  private static long[] pick(long[] values, int[] places) {
    return IntStream.of(places).mapToLong(i -> values[i]).toArray();
  }
}
