package io.aurum.jobs.validate;

import io.aurum.common.config.Severity;
import java.io.Serializable;

/**
 * One check of every record.
 *
 * @param number position of its bit in the rule mask
 * @param name {@code attribute.check}
 * @param attribute attribute that it checks; null where it checks the whole record
 * @param dimension dimension of data quality
 * @param severity what a failure does
 * @param reason what is wrong and what to do, without values
 * @param fingerprint hash of its definition
 * @param threshold share of the checked records, 0..1, that may fail; null: what the configuration
 *     allows of quarantined records
 */
record Rule(
    int number,
    String name,
    String attribute,
    String dimension,
    Severity severity,
    String reason,
    String fingerprint,
    Double threshold)
    implements Serializable {

  boolean isChecked() {
    return severity != Severity.OFF;
  }

  /** Whether a record that fails it is quarantined. */
  boolean rejects() {
    return severity == Severity.ERROR || severity == Severity.BLOCK;
  }

  /** Whether a record that fails it is out of scope. */
  boolean drops() {
    return severity == Severity.DROP;
  }

  /** The rule that says more about a record: the more severe, then the earlier. */
  static Rule graver(Rule first, Rule second) {
    if (first == null) {
      return second;
    }
    int bySeverity = first.severity().compareTo(second.severity());
    boolean keeps = bySeverity > 0 || (bySeverity == 0 && first.number() < second.number());
    return keeps ? first : second;
  }
}
