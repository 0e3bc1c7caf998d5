package io.aurum.common.model;

/** Probabilities and log-odds. */
public final class Logit {
  private Logit() {}

  /** Probability of log-odds. */
  public static double probability(double logOdds) {
    return logOdds >= 0
        ? 1 / (1 + Math.exp(-logOdds))
        : Math.exp(logOdds) / (1 + Math.exp(logOdds));
  }

  /** Log-odds of a probability between 0 and 1, both excluded. */
  public static double of(double probability) {
    return Math.log(probability / (1 - probability));
  }

  /** Negative log-likelihood of a label under log-odds, exact for odds of any size. */
  public static double loss(double logOdds, double label) {
    double against = label > 0.5 ? -logOdds : logOdds;
    return against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
  }
}
