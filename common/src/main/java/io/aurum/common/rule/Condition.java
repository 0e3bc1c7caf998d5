package io.aurum.common.rule;

import java.io.Serializable;

/**
 * A condition in SQL over the columns of an entity.
 *
 * @param sql boolean expression of Spark SQL
 * @param place file and line of the configuration where it is written
 */
public record Condition(String sql, String place) implements Serializable {

  /** Holds for every record. */
  public static final Condition NONE = new Condition("", "");

  /** Whether it holds for every record. */
  public boolean isNone() {
    return sql.isEmpty();
  }
}
