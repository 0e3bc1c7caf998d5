/**
 * Patterns in baskets, without Spark: frequent itemsets, association rules and what they are worth.
 */
package io.aurum.common.pattern;
