package io.aurum.common.stat.linear;

import java.io.Serializable;

/** Rows of a design, terms and, last, the response, wherever they lie. They may be read often. */
public interface DesignRows {

  /**
   * What is summed over the rows, part by part.
   *
   * @param <T> the sum
   */
  interface Pass<T> extends Serializable {
    /** The sum of no rows. */
    T empty();

    /** Takes a row in. */
    void take(T sum, DoubleDouble[] row);

    /** Takes the sum of further rows into the first, and gives it back. */
    T merge(T sum, T further);
  }

  /** Reads all rows once, their parts in the same order each time. */
  <T extends Serializable> T pass(Pass<T> pass);
}
