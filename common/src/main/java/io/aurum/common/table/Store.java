package io.aurum.common.table;

/** Where a table lives. */
public enum Store {
  /**
   * Delta in {@code lake/}: what accumulates or changes. Personal data lives here and nowhere else.
   */
  STATE,
  /** Parquet in {@code publish/<table>/as_of=<date>/}: what a job computes anew for a date. */
  RESULT,
  /** Expanded on demand from compact state; written out only when asked for. */
  VIEW
}
