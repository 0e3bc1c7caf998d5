/**
 * Agreement patterns, EM, weights, pair scoring, clustering and survivorship; plain Java, no Spark.
 */
package io.aurum.common.match;
