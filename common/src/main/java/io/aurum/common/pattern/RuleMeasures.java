package io.aurum.common.pattern;

/**
 * How strong the rule "if A then C" is, from four counts. Definitions: Tan, Kumar and Srivastava,
 * Selecting the Right Objective Measure for Association Analysis, Information Systems 2004; the
 * imbalance ratio and Kulczynski: Wu, Chen and Han, Data Mining and Knowledge Discovery 2010.
 *
 * @param support share of baskets with A and C, 0..1
 * @param confidence share of the baskets with A that have C, 0..1
 * @param lift confidence over the share of all baskets with C; 1 where A tells nothing of C
 * @param leverage support less what it were if A told nothing of C
 * @param conviction how much rarer A without C is than if A told nothing of C; from 0, infinite
 *     where C never lacks
 * @param kulczynski mean of the confidences in both directions, 0..1
 * @param imbalance how different A and C are in frequency, 0..1
 * @param cosine support over the geometric mean of the shares of A and C, 0..1
 * @param jaccard share with both among the baskets with A or C, 0..1
 * @param pValue probability of so many baskets with both, or more, if A told nothing of C: Fisher's
 *     exact test, one-sided
 */
public record RuleMeasures(
    double support,
    double confidence,
    double lift,
    double leverage,
    double conviction,
    double kulczynski,
    double imbalance,
    double cosine,
    double jaccard,
    double pValue) {

  /**
   * Computes all measures.
   *
   * @param baskets all baskets
   * @param antecedent baskets with A
   * @param consequent baskets with C
   * @param both baskets with A and C
   */
  public static RuleMeasures of(int baskets, int antecedent, int consequent, int both) {
    return of(
        baskets,
        antecedent,
        consequent,
        both,
        FisherTest.greater(baskets, antecedent, consequent, both));
  }

  /** The same where the p-value is known already. */
  public static RuleMeasures of(
      int baskets, int antecedent, int consequent, int both, double pValue) {
    if (both < 0
        || both > Math.min(antecedent, consequent)
        || (long) antecedent + consequent - both > baskets) {
      throw new IllegalArgumentException(
          "No such baskets: %d of %d and %d of %d"
              .formatted(both, antecedent, consequent, baskets));
    }
    double n = baskets;
    double a = antecedent;
    double c = consequent;
    double either = a + c - both;
    return new RuleMeasures(
        both / n,
        both / a,
        both * n / (a * c),
        (both - a * c / n) / n,
        a * (n - c) / (n * (a - both)),
        (both / a + both / c) / 2,
        Math.abs(a - c) / either,
        both / Math.sqrt(a * c),
        both / either,
        pValue);
  }
}
