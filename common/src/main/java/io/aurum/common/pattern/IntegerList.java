package io.aurum.common.pattern;

import java.util.Arrays;

/** Growing array of ints. */
public final class IntegerList {
  private int[] values = new int[8];
  private int size;

  public void add(int value) {
    room(1);
    values[size++] = value;
  }

  /** Adds the first values of an array. */
  public void addAll(int[] others, int count) {
    room(count);
    System.arraycopy(others, 0, values, size, count);
    size += count;
  }

  private void room(int more) {
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, size + more));
    }
  }

  public int size() {
    return size;
  }

  /** A copy of the values. */
  public int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
