package io.aurum.common.model;

/** What a score costs that a model is judged by. */
final class Losses {
  private Losses() {}

  /** Negative log-likelihood of a class, or squared error of a number. */
  static double of(double score, double target, boolean logistic) {
    return logistic ? Logit.loss(score, target) : (score - target) * (score - target);
  }

  static double mean(double[] scores, double[] target, boolean logistic) {
    double sum = 0;
    for (int i = 0; i < target.length; i++) {
      sum += of(scores[i], target[i], logistic);
    }
    return sum / target.length;
  }
}
