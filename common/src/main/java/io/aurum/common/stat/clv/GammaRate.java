package io.aurum.common.stat.clv;

/**
 * Something that happens to each customer at a rate of the customer's own, which is gamma
 * distributed. Written so that large parameters lose no digits against each other.
 *
 * @param shape of the distribution
 * @param scale its rate parameter, a time
 */
record GammaRate(double shape, double scale) {

  /**
   * Log of {@code scale^shape / (scale + time)^(shape + times)}: what is in common of the densities
   * of so many events within the time.
   */
  double log(int times, double time) {
    return slopeOfShape(time) - times * Math.log(scale + time);
  }

  /** The slope of that by the logarithm of the shape. */
  double slopeOfShape(double time) {
    return -shape * Math.log1p(time / scale);
  }

  /** The slope of that by the logarithm of the scale. */
  double slopeOfScale(int times, double time) {
    return (shape * time - times * scale) / (scale + time);
  }
}
