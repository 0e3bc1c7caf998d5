package io.aurum.common.config;

/** What came of reading one text as a value. */
sealed interface Outcome<T> {

  /** The text stands for this value. */
  record Good<T>(T value) implements Outcome<T> {}

  /**
   * The text stands for nothing.
   *
   * @param label what kind of problem it is: {@code bad value}, {@code missing file}
   */
  record Bad<T>(String label, String cause, String remedy) implements Outcome<T> {}

  static <T> Outcome<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Outcome<T> bad(String cause, String remedy) {
    return new Bad<>("bad value", cause, remedy);
  }

  static <T> Outcome<T> bad(String label, String cause, String remedy) {
    return new Bad<>(label, cause, remedy);
  }
}
