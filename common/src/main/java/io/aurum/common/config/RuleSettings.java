package io.aurum.common.config;

import io.aurum.common.rule.Condition;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.Scope;
import java.io.Serializable;

/**
 * A rule of the user.
 *
 * @param name unique; of a rule that is asked of several columns {@code rule.column}
 * @param scope the records that it is asked of
 * @param where records that do not meet it are not checked; {@link Condition#NONE} for all
 * @param severity what a failure does
 * @param dimension dimension of data quality
 * @param maxFailedRate share of the checked records, 0..1, that may fail before the status is fail
 * @param description what it is for, in the user's words or generated
 * @param place file and line of the configuration
 */
public record RuleSettings(
    String name,
    Scope scope,
    RuleCheck check,
    Condition where,
    Severity severity,
    String dimension,
    double maxFailedRate,
    String description,
    String place)
    implements Serializable {}
