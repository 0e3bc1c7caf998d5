package io.aurum.common.lake;

/**
 * What one write made durable.
 *
 * @param table name of the table
 * @param version Delta version of a state table; -1 for a result
 * @param rowsAdded rows in the files that the commit added, counted from what was committed (Delta
 *     {@code numRecords}, Parquet footers), not from what was asked for
 * @param rowsTotal rows of the table (state) or date (result) after the commit, counted likewise
 */
public record Commit(String table, long version, long rowsAdded, long rowsTotal) {}
