/**
 * Clusters in plain Java, no Spark: what lies together, how many there are, and why one should
 * believe it.
 *
 * <p>{@link io.aurum.common.cluster.ClusterSearch} chooses the method and the number of clusters
 * without labels; {@link io.aurum.common.cluster.Points} makes everything independent of the order
 * of the rows.
 */
package io.aurum.common.cluster;
