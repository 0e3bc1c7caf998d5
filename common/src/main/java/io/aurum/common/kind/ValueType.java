package io.aurum.common.kind;

/** Type of a kind's surviving value. Canonical text of every kind parses as its type. */
public enum ValueType {
  TEXT,
  /** ISO 8601 date, {@code yyyy-MM-dd}. */
  DATE,
  /** ISO 8601 instant in UTC, {@code yyyy-MM-dd'T'HH:mm:ss[.SSSSSS]'Z'}. */
  TIMESTAMP,
  /** Plain decimal notation. */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN
}
