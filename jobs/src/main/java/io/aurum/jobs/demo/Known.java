package io.aurum.jobs.demo;

import java.util.Map;

/**
 * A customer as the systems know it.
 *
 * @param keys key of the customer's first record in each source
 * @param cookie the browser's cookie in the web shop; empty where the shop does not know the
 *     customer
 * @param birthDateKnown whether any of its records has a birth date
 */
record Known(Customer customer, Map<Source, String> keys, String cookie, boolean birthDateKnown) {

  boolean in(Source source) {
    return keys.containsKey(source);
  }
}
