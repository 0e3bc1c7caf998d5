package io.aurum.common.stat.clv;

/**
 * Rising factorials of a positive base, {@code base (base + 1) ... (base + n - 1)}, for each n up
 * to some number.
 *
 * @param log natural logarithms, by n
 * @param slope slopes of those by the base, by n
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Rising(double[] log, double[] slope) {

  static Rising of(double base, int max) {
    double[] log = new double[max + 1];
    double[] slope = new double[max + 1];
    for (int n = 1; n <= max; n++) {
      log[n] = log[n - 1] + Math.log(base + n - 1);
      slope[n] = slope[n - 1] + 1 / (base + n - 1);
    }
    return new Rising(log, slope);
  }
}
