package io.aurum.common.config;

/**
 * A table that knows what items are called.
 *
 * @param table with one row for each item
 * @param item its column with the item
 * @param label its column with the name
 */
public record ItemCatalogue(String table, String item, String label) {}
