package io.aurum.jobs.demo;

/** Spreads a number of things evenly over the customers. */
final class Spread {
  private Spread() {}

  /**
   * Whether one of the things falls on a customer.
   *
   * @param number of the customer, from 0
   * @param wanted things in all, at most one per customer
   * @param customers in all
   */
  static boolean due(long number, long wanted, long customers) {
    return number * wanted / customers != (number + 1) * wanted / customers;
  }
}
