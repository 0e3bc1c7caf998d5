package io.aurum.common.pattern;

import java.io.Serializable;
import java.util.List;

/**
 * What people took, day by day. Of each person the days ascend, and of each day the numbers of the
 * items; no item stands twice on a day.
 */
public final class Timelines implements Serializable {
  private static final long serialVersionUID = 1L;

  final int[] personStarts;
  final int[] days;
  final int[] dayStarts;
  final int[] items;
  final int size;

  private Timelines(int[] personStarts, int[] days, int[] dayStarts, int[] items, int size) {
    this.personStarts = personStarts;
    this.days = days;
    this.dayStarts = dayStarts;
    this.items = items;
    this.size = size;
  }

  /**
   * Puts blocks together. A block is, for each person, the number of days and then, for each day,
   * the day, the number of items and the items, ascending.
   *
   * @param size number of different items
   */
  public static Timelines of(List<int[]> blocks, int size) {
    IntegerList personStarts = new IntegerList();
    IntegerList days = new IntegerList();
    IntegerList dayStarts = new IntegerList();
    IntegerList items = new IntegerList();
    for (int[] block : blocks) {
      int place = 0;
      while (place < block.length) {
        personStarts.add(days.size());
        int count = block[place++];
        for (int day = 0; day < count; day++) {
          days.add(block[place]);
          dayStarts.add(items.size());
          int held = block[place + 1];
          for (int i = 0; i < held; i++) {
            items.add(block[place + 2 + i]);
          }
          place += 2 + held;
        }
      }
    }
    personStarts.add(days.size());
    dayStarts.add(items.size());
    return new Timelines(
        personStarts.toArray(), days.toArray(), dayStarts.toArray(), items.toArray(), size);
  }

  /** Number of different items. */
  public int items() {
    return size;
  }

  int people() {
    return personStarts.length - 1;
  }
}
