package io.aurum.jobs.ingest;

import java.io.Serializable;

/**
 * What one task reads of a delivery. All parts of a delivery hold each of its records once.
 *
 * @param number of the part, from 0
 * @param of parts of the delivery
 * @param from first byte of a text, where a line begins
 * @param to byte behind the last one
 * @param before lines or records of the delivery before the part
 */
record Part(Delivery delivery, int number, int of, long from, long to, long before)
    implements Serializable {

  /** All of a delivery. */
  static Part whole(Delivery delivery) {
    return new Part(delivery, 0, 1, 0, Long.MAX_VALUE, 0);
  }

  boolean isFirst() {
    return number == 0;
  }

  boolean isWhole() {
    return of == 1;
  }

  /** Size, to read large parts first. */
  long bytes() {
    return Math.min(to, delivery.file().bytes()) - from;
  }
}
