package io.aurum.jobs.demo;

/**
 * Where a customer lives.
 *
 * @param line street and number
 * @param postalCode in the market's own form
 */
record Address(Country country, Word line, Country.City city, String postalCode) {}
