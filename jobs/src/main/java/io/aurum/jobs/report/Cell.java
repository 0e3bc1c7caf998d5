package io.aurum.jobs.report;

/** One cell of a table. */
sealed interface Cell {

  /** Words. */
  record Text(String text) implements Cell {}

  /** A number as shown; stands to the right. */
  record Figure(String text) implements Cell {}

  /**
   * A share, shown as a number and a bar.
   *
   * @param rate 0..1
   */
  record Share(double rate) implements Cell {}

  /**
   * Three parts of a whole, shown as one divided bar.
   *
   * @param accepted first part, at least 0
   * @param quarantined second part, at least 0
   * @param dropped third part, at least 0
   */
  record Parts(long accepted, long quarantined, long dropped) implements Cell {
    double whole() {
      return (double) accepted + quarantined + dropped;
    }
  }

  /** Words; nothing where there are none. */
  static Cell text(String text) {
    return new Text(text == null ? "" : text);
  }

  /** A whole number with thousands separators. */
  static Cell number(long value) {
    return new Figure(Shown.number(value));
  }

  /** A number with a fixed count of decimals. */
  static Cell number(double value, int decimals) {
    return new Figure(Shown.decimal(value, decimals));
  }
}
