package io.aurum.jobs.demo;

import java.util.List;

/**
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014): the
 * same numbers on every JVM. One stream per purpose and number, so that a change to one part of the
 * generator leaves the others as they are.
 */
final class Rng {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private Rng(long state) {
    this.state = state;
  }

  /** The stream of a seed, a purpose and a number within the purpose. */
  static Rng of(long seed, String purpose, long number) {
    return new Rng(
        mix(mix(seed + GOLDEN_GAMMA) ^ purpose.hashCode()) + number * 0xD1342543DE82EF95L);
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in 0 (inclusive) to {@code bound} (exclusive). */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Uniform between both ends, both inclusive. */
  int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return unit() < probability;
  }

  <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  /** Poisson by Knuth's multiplication; for means up to about 20. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = unit();
    int count = 0;
    while (product > limit) {
      product *= unit();
      count++;
    }
    return count;
  }

  /** Replaces every {@code #} by a digit, {@code N} by 2-9 and {@code @} by a postal letter. */
  String fill(String template) {
    StringBuilder out = new StringBuilder(template.length());
    for (int i = 0; i < template.length(); i++) {
      out.append(
          switch (template.charAt(i)) {
            case '#' -> (char) ('0' + below(10));
            case 'N' -> (char) ('0' + between(2, 9));
            case '@' -> "ABDEFGHJLNPQRSTUWXYZ".charAt(below(20));
            default -> template.charAt(i);
          });
    }
    return out.toString();
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
