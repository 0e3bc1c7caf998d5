package io.aurum.jobs.demo;

/**
 * What a driver of churn amounts to in what a run can see. It multiplies the hazard of leaving in a
 * month, and a run sees who buys nothing for some months: those who have left, and those who are
 * still there and buy seldom. The more of these there are, the less the odds of buying nothing rise
 * with the hazard.
 *
 * @param months in which nothing is bought
 * @param ordersPerMonth mean orders of a customer who is still there
 */
record PlantedOdds(int months, double ordersPerMonth) {

  /**
   * By what a driver multiplies the odds of buying nothing: the logarithm, averaged over the months
   * for which what happened in the last {@link Life#MEMORY_MONTHS} is still remembered.
   *
   * @param ratio by which it multiplies the hazard of a month
   */
  double logOddsRatio(double ratio) {
    double sum = 0;
    for (int remembered = 1; remembered <= Life.MEMORY_MONTHS; remembered++) {
      sum += logOdds(nothing(ratio, remembered)) - logOdds(nothing(1, 0));
    }
    return sum / Life.MEMORY_MONTHS;
  }

  /**
   * Probability that a customer who is there at the beginning buys nothing: in each month it leaves
   * first or orders a number of times that is Poisson.
   *
   * @param remembered months from the beginning in which the driver acts
   */
  double nothing(double ratio, int remembered) {
    double probability = 1;
    for (int month = months; month >= 1; month--) {
      double hazard = Life.MONTHLY_HAZARD * (month <= remembered ? ratio : 1);
      probability = hazard + (1 - hazard) * Math.exp(-ordersPerMonth) * probability;
    }
    return probability;
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
