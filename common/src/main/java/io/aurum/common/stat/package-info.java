/**
 * Estimators, tests and intervals in plain Java, no Spark. Every class names the source of its
 * formula. Counts go in as whole numbers, so no result depends on the order in which data came.
 */
package io.aurum.common.stat;
