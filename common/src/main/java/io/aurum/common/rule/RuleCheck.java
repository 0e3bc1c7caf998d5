package io.aurum.common.rule;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;

/** What a rule of the user asks of records, or of a source as a whole. */
public sealed interface RuleCheck extends Serializable {

  /** Dimension of data quality to which the check belongs unless the rule says otherwise. */
  String dimension();

  /** The complete definition in words; equal definitions have equal words. */
  String words();

  /** Names of the columns that it reads. */
  List<String> columns();

  /** A check that one record alone answers. */
  sealed interface OfRow extends RuleCheck {}

  /** A check of each record against others: it still tells which records fail. */
  sealed interface OfKeys extends RuleCheck {}

  /** A check of a source as a whole: no record of its own fails. */
  sealed interface OfSource extends RuleCheck {}

  /** At least so many of the columns have a valid value. */
  record Filled(List<String> columns, int atLeast) implements OfRow {
    public Filled {
      columns = List.copyOf(columns);
    }

    @Override
    public String dimension() {
      return "completeness";
    }

    @Override
    public String words() {
      return columns.size() == 1
          ? columns.get(0) + " has a value"
          : "at least %d of %s have a value".formatted(atLeast, String.join(", ", columns));
    }
  }

  /** The value of a column, where there is one, passes a check. */
  record OfValue(String column, ValueCheck check, String dimension) implements OfRow {
    @Override
    public String words() {
      return column + " " + check.words();
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * Two columns stand in a relation; a record that lacks one of them is not checked.
   *
   * @param tolerance by which the relation may be missed: in the unit of numbers, in days of dates
   *     and points in time
   */
  record Agreement(String left, Relation relation, String right, BigDecimal tolerance)
      implements OfRow {
    @Override
    public String dimension() {
      return "consistency";
    }

    @Override
    public String words() {
      return "%s %s %s%s".formatted(left, relation.symbol(), right, within(tolerance));
    }

    @Override
    public List<String> columns() {
      return List.of(left, right);
    }
  }

  /** An SQL condition over the columns holds; a record for which it is NULL is not checked. */
  record Sql(Condition condition) implements OfRow {
    @Override
    public String dimension() {
      return "consistency";
    }

    @Override
    public String words() {
      return condition.sql();
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /** No two records of a source have equal values in all columns; empty ones are not checked. */
  record Unique(List<String> columns) implements OfKeys {
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public String dimension() {
      return "uniqueness";
    }

    @Override
    public String words() {
      return String.join(", ", columns) + " is unique within its source";
    }
  }

  /** The values of the columns occur together in a record of another place. */
  record Reference(List<String> columns, Scope target, List<String> targetColumns)
      implements OfKeys {
    public Reference {
      columns = List.copyOf(columns);
      targetColumns = List.copyOf(targetColumns);
    }

    @Override
    public String dimension() {
      return "integrity";
    }

    @Override
    public String words() {
      return "%s occurs as %s of %s"
          .formatted(String.join(", ", columns), String.join(", ", targetColumns), target.words());
    }
  }

  /**
   * The newest value of a column, or the newest {@code known_at} for the empty text, is not older
   * than a period before the run's date.
   */
  record Fresh(String column, Period maxAge) implements OfSource {
    @Override
    public String dimension() {
      return "timeliness";
    }

    @Override
    public String words() {
      return "the newest %s is at most %s old"
          .formatted(column.isEmpty() ? "known_at" : column, maxAge);
    }

    @Override
    public List<String> columns() {
      return column.isEmpty() ? List.of() : List.of(column);
    }
  }

  /** The source holds so many records, both ends included. */
  record RowCount(long min, long max) implements OfSource {
    @Override
    public String dimension() {
      return "completeness";
    }

    @Override
    public String words() {
      return max == Long.MAX_VALUE
          ? "at least %d records".formatted(min)
          : "%d to %d records".formatted(min, max);
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /**
   * The rows of the newest delivery against the median of the source's earlier deliveries; not
   * checked where there is none. A delivery is what became known on one day (UTC).
   *
   * @param minRatio least allowed ratio to the median, 0 or more
   * @param maxRatio greatest allowed ratio to the median
   */
  record DeliverySize(BigDecimal minRatio, BigDecimal maxRatio) implements OfSource {
    @Override
    public String dimension() {
      return "completeness";
    }

    @Override
    public String words() {
      return "the newest delivery has %s to %s times the rows of earlier ones"
          .formatted(minRatio.toPlainString(), maxRatio.toPlainString());
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  /** What a source holds is equal to a control total. */
  sealed interface Controlled extends OfSource {
    Control control();

    /** Greatest allowed difference, 0 or more. */
    BigDecimal tolerance();
  }

  /** Where a control total comes from. */
  sealed interface Control extends Serializable {
    String words();
  }

  /** A total that the configuration states. */
  record Stated(BigDecimal total) implements Control {
    @Override
    public String words() {
      return total.stripTrailingZeros().toPlainString();
    }
  }

  /** The sum of a column of another place. */
  record SumOf(Scope scope, String column) implements Control {
    @Override
    public String words() {
      return "the sum of %s of %s".formatted(column, scope.words());
    }
  }

  /**
   * The sum of a column equals a control total.
   *
   * @param tolerance greatest allowed difference, 0 or more
   */
  record Sum(String column, Control control, BigDecimal tolerance) implements Controlled {
    @Override
    public String dimension() {
      return "accuracy";
    }

    @Override
    public String words() {
      return "the sum of %s is %s%s".formatted(column, control.words(), within(tolerance));
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /**
   * The number of records is a control total.
   *
   * @param tolerance greatest allowed difference, 0 or more
   */
  record Count(Control control, BigDecimal tolerance) implements Controlled {
    @Override
    public String dimension() {
      return "completeness";
    }

    @Override
    public String words() {
      return "the number of records is %s%s".formatted(control.words(), within(tolerance));
    }

    @Override
    public List<String> columns() {
      return List.of();
    }
  }

  private static String within(BigDecimal tolerance) {
    return tolerance.signum() == 0
        ? ""
        : " within " + tolerance.stripTrailingZeros().toPlainString();
  }
}
