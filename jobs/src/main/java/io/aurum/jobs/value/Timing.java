package io.aurum.jobs.value;

import io.aurum.common.stat.clv.PurchaseModel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A history of purchases.
 *
 * @param x repeat purchases
 * @param txDays days from the first purchase to the last
 * @param tDays days from the first purchase to the end of the observation
 */
record Timing(int x, int txDays, int tDays) {

  /** Purchases that a model expects within so many days after the observation. */
  double expectedPurchases(PurchaseModel model, int days) {
    return model.expectedPurchases(
        x, Models.weeks(txDays), Models.weeks(tDays), Models.weeks(days));
  }

  /** What is expected of histories, worked out once for equal ones. */
  static final class Memory<T> {
    /** Distinct histories that a task remembers. */
    static final int MOST = 100_000;

    private final Map<Timing, T> known = new HashMap<>();
    private final Function<Timing, T> expectation;

    Memory(Function<Timing, T> expectation) {
      this.expectation = expectation;
    }

    T of(Timing history) {
      if (known.size() >= MOST) {
        known.clear();
      }
      return known.computeIfAbsent(history, expectation);
    }
  }
}
