package io.aurum.common.config;

import io.aurum.common.stat.linear.Family;
import java.util.Map;

/**
 * The linear model that a task is understood by.
 *
 * @param family law of the label
 * @param powers highest power, 2 or more, of the numbers that are terms with their powers
 */
public record LinearModel(Family family, Map<String, Integer> powers) {}
