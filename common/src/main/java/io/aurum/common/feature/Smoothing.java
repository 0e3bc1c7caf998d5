package io.aurum.common.feature;

/** How a series is freed from chance before its trend is taken. */
public enum Smoothing {
  NONE {
    @Override
    public double[] of(double[] series) {
      return series.clone();
    }
  },
  /** Mean of each value and its neighbours, as far as there are any. */
  MOVING_AVERAGE {
    @Override
    public double[] of(double[] series) {
      double[] smooth = new double[series.length];
      for (int i = 0; i < series.length; i++) {
        int from = Math.max(0, i - 1);
        int until = Math.min(series.length, i + 2);
        for (int j = from; j < until; j++) {
          smooth[i] += series[j] / (until - from);
        }
      }
      return smooth;
    }
  },
  /** Exponentially weighted: half the value, half what came before. */
  EWMA {
    @Override
    public double[] of(double[] series) {
      double[] smooth = series.clone();
      for (int i = 1; i < smooth.length; i++) {
        smooth[i] = (smooth[i] + smooth[i - 1]) / 2;
      }
      return smooth;
    }
  };

  /** The smoothed series, as long as the given one. */
  public abstract double[] of(double[] series);

  /** Slope of the line of least squares through a series, per step; 0 below two values. */
  public static double slope(double[] series) {
    double centre = (series.length - 1) / 2.0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < series.length; i++) {
      product += (i - centre) * series[i];
      square += (i - centre) * (i - centre);
    }
    return square == 0 ? 0 : product / square;
  }
}
