package io.aurum.common.model;

/**
 * A weighted sum of columns.
 *
 * @param encoder makes the columns
 * @param intercept added to the sum
 * @param weights by column
 * @param means of the columns in training, by column
 */
public record LinearScorer(
    SparseEncoder encoder, double intercept, double[] weights, double[] means) implements Scorer {

  @Override
  public double score(Object[] row) {
    return score(encoder.encode(row));
  }

  double score(SparseEncoder.Sparse row) {
    double sum = intercept;
    for (int i = 0; i < row.size(); i++) {
      sum += weights[row.columns()[i]] * row.values()[i];
    }
    return sum;
  }

  /** A column contributes its weight times its difference from the mean. */
  @Override
  public Explainer explainer() {
    double[] atMean = new double[encoder.codes().size()];
    double base = intercept;
    for (int f = 0; f < atMean.length; f++) {
      SparseEncoder.Code code = encoder.codes().get(f);
      for (int column = code.first(); column < code.first() + code.width(); column++) {
        atMean[f] += weights[column] * means[column];
      }
      base += atMean[f];
    }
    double whole = base;
    return (rows, weight, contributions) -> {
      for (int i = 0; i < rows.size(); i++) {
        add(encoder.encode(rows.get(i)), weight, contributions.get(i));
        for (int f = 0; f < atMean.length; f++) {
          contributions.get(i)[f] -= weight * atMean[f];
        }
      }
      return weight * whole;
    };
  }

  private void add(SparseEncoder.Sparse row, double weight, double[] contributions) {
    for (int i = 0; i < row.size(); i++) {
      contributions[row.features()[i]] += weight * weights[row.columns()[i]] * row.values()[i];
    }
  }
}
