package io.aurum.common.rule;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;

/** One end of a range of values. */
public sealed interface Limit extends Serializable {

  /** No limit. */
  record Open() implements Limit {}

  /** A number. */
  record Decimal(BigDecimal value) implements Limit {}

  /** A day; of a point in time its day in UTC counts. */
  record Day(LocalDate value) implements Limit {}

  /** The date of the run, shifted; a negative period lies before it. */
  record RunDate(Period shift) implements Limit {}

  /** How it is written in a definition. */
  default String text() {
    if (this instanceof Decimal number) {
      return number.value().stripTrailingZeros().toPlainString();
    }
    if (this instanceof Day day) {
      return day.value().toString();
    }
    if (this instanceof RunDate date) {
      return date.shift().isZero() ? "as_of" : "as_of + " + date.shift();
    }
    return "";
  }
}
