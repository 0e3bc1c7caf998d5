package io.aurum.common.model;

import java.io.Serializable;

/**
 * A decision tree. Nodes are numbered from 0, the root; a node without children is a leaf.
 *
 * @param feature split by, by node
 * @param threshold values below go left, by node
 * @param left child, by node; -1 of a leaf
 * @param right child, by node; -1 of a leaf
 * @param missingLeft whether rows without a value go left, by node
 * @param value of leaves, by node
 * @param cover how many rows, weighed by the curvature of the loss, came through in training
 */
public record Tree(
    int[] feature,
    float[] threshold,
    int[] left,
    int[] right,
    boolean[] missingLeft,
    double[] value,
    double[] cover)
    implements Serializable {

  /** The value of the leaf that a row falls into. */
  double score(float[] row) {
    int node = 0;
    while (left[node] >= 0) {
      node = goesLeft(node, row) ? left[node] : right[node];
    }
    return value[node];
  }

  boolean isLeaf(int node) {
    return left[node] < 0;
  }

  boolean goesLeft(int node, float[] row) {
    return goesLeft(node, row[feature[node]]);
  }

  /** Where a row with this value of the node's feature goes. */
  boolean goesLeft(int node, float x) {
    return Float.isNaN(x) ? missingLeft[node] : x < threshold[node];
  }

  int nodes() {
    return left.length;
  }
}
