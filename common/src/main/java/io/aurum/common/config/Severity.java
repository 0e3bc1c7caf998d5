package io.aurum.common.config;

/** What a failed rule does. */
public enum Severity {
  /** The rule is not checked. */
  OFF,
  /** Counted. */
  INFO,
  /** Counted; an invalid value is nulled. The record is accepted. */
  WARN,
  /** The record is quarantined. */
  ERROR,
  /** The record is quarantined and the quality gate closes. */
  BLOCK,
  /** The record is out of scope: it is left out, counted, and no other rule is asked of it. */
  DROP
}
