package io.aurum.common.rule;

import java.util.function.IntConsumer;

/** Sets of rule numbers as bits: number i is bit i % 64 of word i / 64. */
public final class Bits {
  private Bits() {}

  /** Adds a number. */
  public static void set(long[] words, int number) {
    words[number / Long.SIZE] |= 1L << (number % Long.SIZE);
  }

  /** Adds the numbers of another set of as many words. */
  public static void addAll(long[] words, long[] more) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= more[i];
    }
  }

  /** Takes out the numbers of another set of as many words. */
  public static void removeAll(long[] words, long[] less) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~less[i];
    }
  }

  /** Whether two sets of as many words have a number in common. */
  public static boolean meet(long[] words, long[] others) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & others[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a set has a number. */
  public static boolean has(long[] words, int number) {
    return (words[number / Long.SIZE] & (1L << (number % Long.SIZE))) != 0;
  }

  /** Visits the numbers of a set, ascending. */
  public static void forEach(long[] words, IntConsumer visitor) {
    for (int word = 0; word < words.length; word++) {
      for (long bits = words[word]; bits != 0; bits &= bits - 1) {
        visitor.accept(word * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
  }
}
