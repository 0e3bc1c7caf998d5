package io.aurum.common.stat;

/** A smooth function of a few parameters that knows its slopes. */
@FunctionalInterface
public interface Smooth {

  /** What the function says at a point; not finite where the function is not told. */
  Tangent at(double[] parameters);

  /**
   * A function about a point.
   *
   * @param value there
   * @param slopes by each parameter
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tangent(double value, double[] slopes) {}
}
