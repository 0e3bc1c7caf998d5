package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Categories as numbers and as columns: a feature that says nothing of the target. */
@Tag("fast")
class CategoriesTest {
  private static final List<FeatureColumn> PRODUCT =
      List.of(new FeatureColumn("product", FeatureColumn.Type.CATEGORY));

  @Test
  void ofManyCategoriesTheRowsLearntFromDoNotTellTheirOwnTargets() {
    Examples rows = chance(60, 35);
    DenseEncoder encoder = DenseEncoder.plain(rows);
    double[] learnt = widened(encoder.encodeLearnt(rows));
    double[] own =
        IntStream.range(0, rows.size()).mapToDouble(i -> told(encoder, rows, i)).toArray();

    PearsonsCorrelation correlation = new PearsonsCorrelation();
    assertThat(correlation.correlation(own, rows.targets())).isGreaterThan(0.1);
    assertThat(correlation.correlation(learnt, rows.targets())).isLessThan(0.03);
  }

  @Test
  void ofFewCategoriesEachHasOneNumber() {
    Examples rows = chance(32, 35);
    DenseEncoder encoder = DenseEncoder.plain(rows);
    double[] learnt = widened(encoder.encodeLearnt(rows));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(learnt[i]).isCloseTo(told(encoder, rows, i), within(1e-12));
    }
  }

  @Test
  void oneOfManyNeedsMoreRows() {
    assertThat(SparseEncoder.fit(chance(32, 29)).width()).isEqualTo(32);
    assertThat(SparseEncoder.fit(chance(33, 29)).width()).isZero();
    assertThat(SparseEncoder.fit(chance(33, 30)).width()).isEqualTo(33);
    Examples rare = chance(33, 29);
    assertThat(DenseEncoder.plain(rare).encode(rare.row(0))[0])
        .isCloseTo((float) rare.meanTarget(), within(1e-6f));
  }

  private static double told(DenseEncoder encoder, Examples rows, int row) {
    return encoder.encode(rows.row(row))[0];
  }

  private static double[] widened(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** Every category has as many rows, with targets drawn by chance. */
  private static Examples chance(int categories, int each) {
    Random random = new Random(42);
    int n = categories * each;
    Object[][] values = new Object[n][];
    double[] target = new double[n];
    long[] hash = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = new Object[] {"P" + i % categories};
      target[i] = random.nextInt(2);
      hash[i] = Folds.mix(i, 1);
    }
    return new Examples(PRODUCT, values, target, hash);
  }
}
