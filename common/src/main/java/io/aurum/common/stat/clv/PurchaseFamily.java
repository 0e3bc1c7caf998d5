package io.aurum.common.stat.clv;

import java.util.List;

/** The families of purchase models. */
public enum PurchaseFamily {
  BG_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new BgNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    List<double[]> starts(double time) {
      return fewOrMostLeave(time);
    }
  },
  MBG_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new MbgNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    List<double[]> starts(double time) {
      return fewOrMostLeave(time);
    }
  },
  PARETO_NBD {
    @Override
    PurchaseModel model(double[] p) {
      return new ParetoNbd(p[0], p[1], p[2], p[3]);
    }

    @Override
    List<double[]> starts(double time) {
      return List.of(new double[] {0.5, time / 4, 0.5, time / 4});
    }
  };

  /** The model with these parameters. */
  abstract PurchaseModel model(double[] parameters);

  /**
   * Where searches begin: a likelihood may have a lower maximum beside the highest one.
   *
   * @param time mean time of observation
   */
  abstract List<double[]> starts(double time);

  /** Who bought little either buys seldom, or more often and left early: both may be likely. */
  private static List<double[]> fewOrMostLeave(double time) {
    return List.of(new double[] {0.5, time / 4, 1, 3}, new double[] {2, time, 1, 0.5});
  }
}
