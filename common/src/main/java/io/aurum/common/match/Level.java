package io.aurum.common.match;

import java.io.Serializable;

/**
 * One named degree of agreement between two values.
 *
 * @param name short, kebab-case: {@code exact}, {@code typo}, {@code nickname}
 * @param description when a pair is in this level, in words for people
 */
public record Level(String name, String description) implements Serializable {}
