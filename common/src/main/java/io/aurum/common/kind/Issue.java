package io.aurum.common.kind;

import java.io.Serializable;

/**
 * Something that can be wrong with a value of a kind.
 *
 * @param code kebab-case: {@code not-a-date}, {@code in-the-future}
 * @param dimension validity, accuracy, consistency ... as in {@code rule_result}
 * @param reason what is wrong and what to do, without the value
 */
public record Issue(String code, String dimension, String reason) implements Serializable {}
