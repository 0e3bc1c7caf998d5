package io.aurum.common.profile;

import java.io.Serializable;

/**
 * Estimates how many distinct texts were added: HyperLogLog (Flajolet et al. 2007) with 2<sup>14
 * </sup> registers over 64-bit hashes and the improved raw estimator of Ertl 2017 (algorithm 6 of
 * <i>New cardinality estimation algorithms for HyperLogLog sketches</i>), which needs no empirical
 * corrections. Standard error 0.8 %. The state is a maximum over what was added, so neither order
 * nor partitioning changes the estimate.
 */
final class DistinctCount implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int INDEX_BITS = 14;
  private static final int REGISTERS = 1 << INDEX_BITS;
  private static final int MAX_RANK = Long.SIZE - INDEX_BITS + 1;

  /** 1 / (2 ln 2), the limit of the bias correction for many registers. */
  private static final double ALPHA = 0.5 / Math.log(2);

  private final byte[] registers = new byte[REGISTERS];

  void add(String text) {
    long hash = hash(text);
    int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
    long rest = (hash << INDEX_BITS) | (1L << (INDEX_BITS - 1));
    byte rank = (byte) (Long.numberOfLeadingZeros(rest) + 1);
    if (rank > registers[index]) {
      registers[index] = rank;
    }
  }

  void merge(DistinctCount other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  long estimate() {
    int[] histogram = new int[MAX_RANK + 1];
    for (byte rank : registers) {
      histogram[rank]++;
    }
    double z = REGISTERS * tau(1 - histogram[MAX_RANK] / (double) REGISTERS);
    for (int rank = MAX_RANK - 1; rank >= 1; rank--) {
      z = 0.5 * (z + histogram[rank]);
    }
    z += REGISTERS * sigma(histogram[0] / (double) REGISTERS);
    return Math.round(ALPHA * REGISTERS * REGISTERS / z);
  }

  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double factor = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * factor;
      factor += factor;
    } while (sum != before);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double factor = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      factor *= 0.5;
      sum -= (1 - root) * (1 - root) * factor;
    } while (sum != before);
    return sum / 3;
  }

  /** FNV-1a over UTF-16 units, finished with the 64-bit mixer of MurmurHash3. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
