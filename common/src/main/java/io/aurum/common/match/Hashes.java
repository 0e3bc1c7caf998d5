package io.aurum.common.match;

/** Hash functions for blocking and sampling; the same on every JVM. */
final class Hashes {
  private Hashes() {}

  /** 64-bit hash of a text: FNV-1a over its UTF-16 units, finished by {@link #mix}. */
  static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** Finalizer of SplitMix64 (Steele, Lea, Flood 2014): a bijection in which every bit counts. */
  static long mix(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
