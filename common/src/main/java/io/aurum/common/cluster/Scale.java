package io.aurum.common.cluster;

import java.io.Serializable;
import java.util.List;

/** How a value becomes coordinates of a point. */
sealed interface Scale extends Serializable {
  /** Number of coordinates. */
  int width();

  /**
   * Writes the coordinates of a value, null where it is missing.
   *
   * @param chance 0..1, the same for rows that are alike
   */
  void encode(Object value, double chance, double[] into, int from);

  /**
   * A number: made symmetric by a power (Yeo, Johnson 2000), then centred and scaled.
   *
   * @param lambda of the power; 1 leaves the number as it is, 0 is log(1 + x) of what is not
   *     negative
   * @param standIn for a missing number
   * @param ties numbers that rows share
   */
  record Numeric(double lambda, double centre, double scale, double standIn, Ties ties)
      implements Scale {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public void encode(Object value, double chance, double[] into, int from) {
      double number = ties.spread(value == null ? standIn : (Double) value, chance);
      into[from] = (YeoJohnson.of(number, lambda) - centre) / scale;
    }
  }

  /**
   * A category: one coordinate for each level, of one size, so that all of them together vary as
   * one number does.
   *
   * @param levels that have a coordinate; others, and a missing value, have none
   */
  record Category(List<String> levels, double size) implements Scale {
    @Override
    public int width() {
      return levels.size();
    }

    @Override
    public void encode(Object value, double chance, double[] into, int from) {
      int level = value == null ? -1 : levels.indexOf((String) value);
      if (level >= 0) {
        into[from + level] = size;
      }
    }
  }
}
