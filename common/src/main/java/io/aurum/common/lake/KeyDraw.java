package io.aurum.common.lake;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Draws a part of the rows by a hash of their keys: the same part in every run with the same seed,
 * in whatever order rows stand in a file. What a row holds has no say: of many rows alike some are
 * drawn and some are not, as in a sample by chance.
 */
public final class KeyDraw {
  private static final int PARTS = 1 << 20;

  private KeyDraw() {}

  /**
   * Whether a row is drawn. Rows with the same key are drawn together.
   *
   * @param share expected share of the keys that are drawn; 1 or more draws all of them, 0 none
   * @param key the columns that tell what is drawn
   */
  public static Column isDrawn(double share, long seed, Column... key) {
    if (share <= 0 || share >= 1) {
      return lit(share > 0);
    }
    long drawn = Math.round(share * PARTS);
    Column hash =
        xxhash64(Stream.concat(Stream.of(key), Stream.of(lit(seed))).toArray(Column[]::new));
    return pmod(hash, lit(PARTS)).lt(lit(drawn));
  }
}
