/**
 * Rules of the user: what they ask ({@link io.aurum.common.rule.RuleCheck} and {@link
 * io.aurum.common.rule.ValueCheck}), and how the rows of a source are checked against them. Plain
 * Java; the configuration makes the checks, the jobs bring the rows.
 *
 * <p>{@link io.aurum.common.rule.RowRules} is the hot loop. A record comes as the canonical texts
 * of its columns and goes as two sets of bits, failed and not applicable. The cost of a record is
 * that of looking up each of its values, whatever the number of rules: {@code ColumnTests}
 * remembers for each column which rules a text fails. A {@code Cell} is such a text; it is parsed
 * once where rules compare numbers or times, and {@code RowTest} compares several of them.
 * Conditions of SQL are answered behind {@link io.aurum.common.rule.RowConditions}, so that this
 * package needs no Spark.
 */
package io.aurum.common.rule;
