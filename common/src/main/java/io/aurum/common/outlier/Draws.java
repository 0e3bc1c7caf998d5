package io.aurum.common.outlier;

import java.util.HashSet;
import java.util.Set;

/** Chance that is the same everywhere: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class Draws {
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  /**
   * @param seed of all
   * @param stream different numbers for different uses of the seed
   */
  Draws(long seed, long stream) {
    this.state = mixed(seed * STEP + stream);
  }

  /** From 0 up to 1, without 1. */
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** From 0 up to the bound, without it. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Different numbers below n, in a random order of no meaning (Floyd, CACM 1987). */
  int[] sample(int n, int size) {
    Set<Integer> taken = new HashSet<>(2 * size);
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      int last = n - size + i;
      int drawn = below(last + 1);
      sample[i] = taken.add(drawn) ? drawn : last;
      taken.add(sample[i]);
    }
    return sample;
  }

  private long next() {
    state += STEP;
    return mixed(state);
  }

  private static long mixed(long x) {
    long z = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
