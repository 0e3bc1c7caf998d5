package io.aurum.common.stat.clv;

/** The families of purchase models. */
public enum PurchaseFamily {
  BG_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new BgNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    double[] start(double time) {
      return new double[] {0.5, time / 4, 1, 3};
    }
  },
  MBG_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new MbgNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    double[] start(double time) {
      return new double[] {0.5, time / 4, 1, 3};
    }
  },
  PARETO_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new ParetoNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    double[] start(double time) {
      return new double[] {0.5, time / 4, 0.5, time / 4};
    }
  };

  /** The model with these parameters. */
  abstract PurchaseModel model(double[] parameters);

  /**
   * Where a search begins.
   *
   * @param time mean time of observation
   */
  abstract double[] start(double time);
}
