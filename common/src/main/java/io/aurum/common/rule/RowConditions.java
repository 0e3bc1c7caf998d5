package io.aurum.common.rule;

import java.io.Serializable;
import java.util.List;

/** Answers SQL conditions for one record at a time. Belongs to one thread. */
@FunctionalInterface
public interface RowConditions {
  /** The condition holds. */
  byte TRUE = 1;

  /** It does not hold. */
  byte FALSE = 0;

  /** It is NULL, or cannot be computed: nothing is known. */
  byte UNKNOWN = -1;

  /**
   * Evaluates all conditions.
   *
   * @param values canonical values of a record by position of the column, null where there is none
   * @param answers receives {@link #TRUE}, {@link #FALSE} or {@link #UNKNOWN} for each condition
   */
  void answer(String[] values, byte[] answers);

  /** Makes conditions ready for evaluation; what it returns serves one thread. */
  @FunctionalInterface
  interface Compiler extends Serializable {

    /**
     * @param conditions boolean expressions of Spark SQL; not empty
     */
    RowConditions compile(List<String> conditions);
  }
}
