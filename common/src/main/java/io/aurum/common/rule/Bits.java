package io.aurum.common.rule;

/** Sets of rule numbers as bits: number i is bit i % 64 of word i / 64. */
final class Bits {
  private Bits() {}

  static void set(long[] words, int number) {
    words[number / Long.SIZE] |= 1L << (number % Long.SIZE);
  }

  static void addAll(long[] words, long[] more) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= more[i];
    }
  }

  static void removeAll(long[] words, long[] less) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~less[i];
    }
  }
}
