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
    return (rows, weight, contributions) -> {
      for (int from = 0; from < rows.size(); from += TreeReasons.ROWS) {
        int to = Math.min(rows.size(), from + TreeReasons.ROWS);
        TreeReasons.Block block =
            new TreeReasons.Block(
                rows.subList(from, to).stream().map(encoder::encode).toList(), reasons);
        reasons.forEach(tree -> tree.add(block));
        for (int row = from; row < to; row++) {
          encoder.addToFeatures(
              block.contributions(row - from), weight * scale, contributions.get(row));
        }
      }
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
