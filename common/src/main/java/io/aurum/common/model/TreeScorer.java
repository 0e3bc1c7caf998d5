package io.aurum.common.model;

import java.util.List;

/**
 * Trees whose scores are summed.
 *
 * @param encoder makes the numbers that trees split by
 * @param intercept added to the sum
 * @param scale by which each tree's value is multiplied
 * @param trees in the order in which they were made
 */
public record TreeScorer(DenseEncoder encoder, double intercept, double scale, List<Tree> trees)
    implements Scorer {

  @Override
  public double score(Object[] row) {
    return score(encoder.encode(row));
  }

  /** What a column of two features contributes is shared equally between them. */
  @Override
  public Explainer explainer() {
    List<TreeReasons> reasons = trees.stream().map(TreeReasons::new).toList();
    double base = intercept + scale * reasons.stream().mapToDouble(TreeReasons::base).sum();
    return (row, weight, contributions) -> {
      float[] encoded = encoder.encode(row);
      double[] ofColumns = new double[encoder.width()];
      TreeReasons.Room room = new TreeReasons.Room(reasons);
      for (TreeReasons tree : reasons) {
        tree.add(encoded, room, ofColumns);
      }
      encoder.addToFeatures(ofColumns, weight * scale, contributions);
      return weight * base;
    };
  }

  double score(float[] encoded) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.score(encoded);
    }
    return intercept + scale * sum;
  }
}
