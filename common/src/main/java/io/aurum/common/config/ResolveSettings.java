package io.aurum.common.config;

import java.io.Serializable;

/**
 * @param maxBlockSize records in one block above which it is refined or given up
 * @param freeComparisons pairs of records that share a key up to which no block is refined,
 *     whatever its size
 * @param precisionTarget expected precision of a linked pair from which the link threshold is
 *     derived, 0.5..1
 * @param reviewProbability match probability from which a pair is written to {@code match_pair}
 * @param oversizeCluster records per customer above which a customer counts as oversize
 */
public record ResolveSettings(
    int maxBlockSize,
    int freeComparisons,
    double precisionTarget,
    double reviewProbability,
    int oversizeCluster)
    implements Serializable {}
