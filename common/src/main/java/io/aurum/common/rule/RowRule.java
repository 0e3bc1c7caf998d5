package io.aurum.common.rule;

import java.util.Optional;

/**
 * A rule that is asked of records one by one.
 *
 * @param number its bit in the mask
 * @param check of a record; of a check of keys it is only told whether the record is to be asked
 * @param where condition of SQL that a record must meet to be checked
 */
public record RowRule(int number, RuleCheck check, Optional<String> where) {}
