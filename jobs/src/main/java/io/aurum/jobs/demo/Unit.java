package io.aurum.jobs.demo;

import java.util.List;

/**
 * Customers that belong together in life, and the pairs among them that look alike but are two.
 *
 * @param number of the unit, from 0
 */
record Unit(long number, List<Customer> customers, List<Apart> apart) {

  Unit {
    customers = List.copyOf(customers);
    apart = List.copyOf(apart);
  }

  /** Two customers that must not become one. */
  record Apart(ApartKind kind, Customer first, Customer second) {}
}
