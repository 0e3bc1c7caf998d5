package io.aurum.common.config;

import java.io.Serializable;

/** Which family of purchase models the value of customers rests on. */
public enum PurchaseChoice implements Serializable {
  /** The one under which all that was bought is likeliest. */
  LIKELIEST,
  /**
   * The one whose expectations came closest to the purchases held out: least mean squared error,
   * which is least for the true expectation; the likeliest where nothing is held out.
   */
  HELD_OUT,
  BG_NBD,
  MBG_NBD,
  PARETO_NBD
}
