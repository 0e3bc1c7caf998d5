package io.aurum.common.stat.linear;

import org.hipparchus.special.Gamma;

/**
 * A law of a response and the scale on which terms add up to its mean, of a generalised linear
 * model (McCullagh and Nelder, Generalized Linear Models, 2nd edition, 1989).
 */
public enum Family {
  /** Any number; terms add up to the mean itself. */
  GAUSSIAN {
    @Override
    double start(double y) {
      return y;
    }

    @Override
    public double mean(double eta) {
      return eta;
    }

    @Override
    public double slope(double eta) {
      return 1;
    }

    @Override
    double variance(double mean) {
      return 1;
    }

    @Override
    double deviance(double y, double mean) {
      return (y - mean) * (y - mean);
    }

    @Override
    double logLikelihood(double y, double mean, double dispersion) {
      return -(Math.log(2 * Math.PI * dispersion) + deviance(y, mean) / dispersion) / 2;
    }
  },

  /** A class, 0 or 1, or a share between them; terms add up to the log-odds. */
  BINOMIAL {
    @Override
    public boolean admits(double y) {
      return y >= 0 && y <= 1;
    }

    @Override
    double start(double y) {
      double mean = (y + 0.5) / 2;
      return Math.log(mean / (1 - mean));
    }

    @Override
    public double mean(double eta) {
      return Math.min(1 - SMALLEST, Math.max(SMALLEST, 1 / (1 + Math.exp(-eta))));
    }

    @Override
    public double slope(double eta) {
      return variance(mean(eta));
    }

    @Override
    double variance(double mean) {
      return mean * (1 - mean);
    }

    @Override
    double deviance(double y, double mean) {
      return 2 * (excess(y, mean) + excess(1 - y, 1 - mean));
    }

    @Override
    double logLikelihood(double y, double mean, double dispersion) {
      return y * Math.log(mean) + (1 - y) * Math.log(1 - mean);
    }
  },

  /** A count; terms add up to the logarithm of the mean. */
  POISSON {
    @Override
    public boolean admits(double y) {
      return y >= 0;
    }

    @Override
    double start(double y) {
      return Math.log(y + 0.1);
    }

    @Override
    double variance(double mean) {
      return mean;
    }

    @Override
    double deviance(double y, double mean) {
      return 2 * (excess(y, mean) - (y - mean));
    }

    @Override
    double logLikelihood(double y, double mean, double dispersion) {
      return y * Math.log(mean) - mean - Gamma.logGamma(y + 1);
    }
  },

  /** An amount above 0 that varies in proportion to its mean; terms add up to its logarithm. */
  GAMMA {
    @Override
    public boolean admits(double y) {
      return y > 0;
    }

    @Override
    double start(double y) {
      return Math.log(y);
    }

    @Override
    double variance(double mean) {
      return mean * mean;
    }

    @Override
    double deviance(double y, double mean) {
      return 2 * ((y - mean) / mean - Math.log(y / mean));
    }

    @Override
    double logLikelihood(double y, double mean, double dispersion) {
      double shape = 1 / dispersion;
      return (shape - 1) * Math.log(y)
          - y * shape / mean
          - shape * Math.log(mean / shape)
          - Gamma.logGamma(shape);
    }
  };

  /** Distance of a probability from 0 and 1 at least. */
  private static final double SMALLEST = 1e-15;

  /** Whether a response can be of this law. */
  public boolean admits(double y) {
    return Double.isFinite(y);
  }

  /** Sum of the terms from which fitting a response sets out. */
  abstract double start(double y);

  /** Mean of a response whose terms add up to this. */
  public double mean(double eta) {
    return Math.exp(eta);
  }

  /** By how much the mean rises with the sum of the terms. */
  public double slope(double eta) {
    return Math.exp(eta);
  }

  /** Variance of a response with this mean, but for the dispersion. */
  abstract double variance(double mean);

  /** Twice what the log-likelihood of a response falls short of a perfect fit, times dispersion. */
  abstract double deviance(double y, double mean);

  abstract double logLikelihood(double y, double mean, double dispersion);

  /** Whether responses spread about their mean by a parameter of its own. */
  boolean hasDispersion() {
    return this == GAUSSIAN || this == GAMMA;
  }

  private static double excess(double y, double mean) {
    return y > 0 ? y * Math.log(y / mean) : 0;
  }
}
