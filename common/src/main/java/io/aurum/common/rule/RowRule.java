package io.aurum.common.rule;

import java.util.Optional;

/**
 * A rule that one record alone answers.
 *
 * @param number its bit in the mask
 * @param where condition of SQL that a record must meet to be checked
 */
public record RowRule(int number, RuleCheck.OfRow check, Optional<String> where) {}
