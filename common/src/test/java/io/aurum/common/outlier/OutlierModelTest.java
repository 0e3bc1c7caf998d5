package io.aurum.common.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.model.FeatureColumn;
import io.aurum.common.outlier.Judgement.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Odd rows planted among ordinary ones: a size, a rare category, a rare pair, a missing value. */
@Tag("fast")
class OutlierModelTest {
  private static final int ROWS = 600;
  private static final List<FeatureColumn> COLUMNS =
      List.of(
          new FeatureColumn("height", FeatureColumn.Type.NUMBER),
          new FeatureColumn("weight", FeatureColumn.Type.NUMBER),
          new FeatureColumn("country", FeatureColumn.Type.CATEGORY),
          new FeatureColumn("currency", FeatureColumn.Type.CATEGORY),
          new FeatureColumn("name", FeatureColumn.Type.CATEGORY),
          new FeatureColumn("always", FeatureColumn.Type.NUMBER));

  private static final Object[] TALL = row(260.0, 75.0, "GB", "GBP", "tall");
  private static final Object[] MIXED = row(170.0, 75.0, "GB", "EUR", "mixed");
  private static final Object[] FAR = row(170.0, 75.0, "TV", "GBP", "far");
  private static final Object[] UNKNOWN = row(null, 75.0, "GB", "GBP", "unknown");

  /** Neither number is odd alone; people so tall do not weigh so little. */
  private static final Object[] THIN = row(193.0, 56.0, "GB", "GBP", "thin");

  @Test
  void whatIsOddIsToldWithItsReason() {
    OutlierModel model = model(rows());
    Threshold threshold = Threshold.byRate(model.evidences(), 0.02);

    assertThat(model.unused()).containsExactly("name", "always");
    for (Object[] odd : List.of(TALL, MIXED, FAR, UNKNOWN, THIN)) {
      assertThat(threshold.isReached(model.judge(odd).evidence())).as((String) odd[4]).isTrue();
    }
    assertThat(threshold.isReached(model.judge(row(170.0, 75.0, "GB", "GBP", "x")).evidence()))
        .isFalse();
    Reason tall = model.reasons(TALL, threshold).get(0);
    assertThat(tall.feature()).isZero();
    assertThat((Double) tall.ordinary()).isBetween(160.0, 190.0);
    assertThat(tall.deviation()).isBetween(7.0, 13.0);
    assertThat(model.reasons(MIXED, threshold).get(0).feature()).isIn(2, 3);
    assertThat(model.reasons(FAR, threshold).get(0))
        .satisfies(
            reason -> {
              assertThat(reason.feature()).isEqualTo(2);
              assertThat(reason.ordinary()).isEqualTo("GB");
              assertThat(reason.deviation()).isNaN();
            });
    assertThat(model.reasons(UNKNOWN, threshold).get(0).feature()).isZero();
    assertThat(model.reasons(THIN, threshold).get(0).feature()).isIn(0, 1);
  }

  /** Made ordinary one after the other, the values take away what the reasons say. */
  @Test
  void reasonsAddUp() {
    OutlierModel model = model(rows());
    Threshold threshold = Threshold.byRate(model.evidences(), 0.02);
    Object[] odd = row(260.0, 20.0, "TV", "EUR", "odd");
    List<Reason> reasons = model.reasons(odd, threshold);
    double falls = reasons.stream().mapToDouble(Reason::fall).sum();
    Object[] mended = odd.clone();
    reasons.forEach(reason -> mended[reason.feature()] = reason.ordinary());

    assertThat(reasons).hasSizeGreaterThan(1);
    assertThat(model.judge(odd).evidence() - model.judge(mended).evidence())
        .isCloseTo(falls, within(1e-6));
    assertThat(threshold.isReached(model.judge(mended).evidence())).isFalse();
  }

  @Test
  void theSameWhereverItIsJudged() throws IOException, ClassNotFoundException {
    OutlierModel model = model(rows());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(model);
    OutlierModel sent =
        (OutlierModel)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(sent.judge(TALL)).isEqualTo(model.judge(TALL)).isEqualTo(model(rows()).judge(TALL));
  }

  @Test
  void rowsThatAreAllAlikeHaveNoOutlier() {
    Object[][] alike = new Object[50][];
    Arrays.setAll(alike, i -> row(170.0, 75.0, "GB", "GBP", "same"));
    OutlierModel model = model(alike);

    assertThat(model.unused()).hasSize(COLUMNS.size());
    assertThat(model.judge(alike[0])).isEqualTo(model.judge(alike[49]));
    assertThat(Threshold.byGap(model.evidences(), 0.01).isReached(model.judge(alike[0]).evidence()))
        .isFalse();
  }

  /** Evenly falling evidence has no gap; twelve rows far above it are parted from it. */
  @Test
  void aGapIsFoundWhereThereIsOne() {
    double[] even =
        IntStream.range(0, 1_000).mapToDouble(i -> -Math.log10((i + 0.5) / 1_000)).toArray();
    double[] parted = even.clone();
    Arrays.setAll(parted, i -> i < 12 ? 6 + i / 10.0 : even[i]);

    assertThat(Threshold.byGap(even, 0.03).basis()).isEqualTo(Threshold.Basis.RATE);
    assertThat(Arrays.stream(even).filter(Threshold.byGap(even, 0.03)::isReached)).hasSize(30);
    Threshold gap = Threshold.byGap(parted, 0.03);
    assertThat(gap.basis()).isEqualTo(Threshold.Basis.GAP);
    assertThat(Arrays.stream(parted).filter(gap::isReached)).hasSize(12);
  }

  /**
   * Rows of small counts come in crowds of one evidence each, which falls off as evenly: the room
   * between crowds is no gap. Twelve rows of one evidence far above them are parted from them.
   */
  @Test
  void roomBetweenCrowdsIsNoGap() {
    double[] crowds =
        IntStream.range(0, 1_000)
            .mapToDouble(i -> -Math.log10((i - i % 40 + 20) / 1_000.0))
            .toArray();
    double[] uneven =
        IntStream.range(0, 1_000)
            .mapToDouble(i -> crowds[i] + (i % 40 == 39 ? 0.001 : 0))
            .toArray();
    double[] parted = crowds.clone();
    Arrays.fill(parted, 0, 12, 6);

    assertThat(Threshold.byGap(crowds, 0.04).basis()).isEqualTo(Threshold.Basis.RATE);
    assertThat(Threshold.byGap(uneven, 0.04).basis()).isEqualTo(Threshold.Basis.RATE);
    assertThat(Arrays.stream(parted).filter(Threshold.byGap(parted, 0.04)::isReached)).hasSize(12);
  }

  @Test
  void aRateIsKeptAsWellAsRowsOfOneEvidenceAllow() {
    double[] crowds = {3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

    assertThat(Arrays.stream(crowds).filter(Threshold.byRate(crowds, 0.05)::isReached)).isEmpty();
    assertThat(Arrays.stream(crowds).filter(Threshold.byRate(crowds, 0.1)::isReached)).hasSize(4);
    assertThat(Arrays.stream(crowds).filter(Threshold.byRate(crowds, 0.3)::isReached)).hasSize(4);
    assertThat(Arrays.stream(crowds).filter(Threshold.byRate(crowds, 0.4)::isReached)).hasSize(9);
  }

  private static OutlierModel model(Object[][] rows) {
    return OutlierModel.fit(COLUMNS, rows, 42);
  }

  /** Ordinary rows, and one odd row of each kind. */
  private static Object[][] rows() {
    Draws draws = new Draws(7, 0);
    Object[][] rows = new Object[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      double size = normal(draws);
      boolean british = draws.unit() < 0.6;
      rows[i] =
          row(
              Math.rint(10 * (170 + 9 * size)) / 10,
              Math.rint(10 * (75 + 10 * size + 2 * normal(draws))) / 10,
              british ? "GB" : "DE",
              british ? "GBP" : "EUR",
              "name " + i);
    }
    int at = 0;
    for (Object[] odd : List.of(TALL, MIXED, FAR, UNKNOWN, THIN)) {
      rows[at++] = odd;
    }
    return rows;
  }

  /** Sum of twelve (Irwin and Hall). */
  private static double normal(Draws draws) {
    return IntStream.range(0, 12).mapToDouble(i -> draws.unit()).sum() - 6;
  }

  private static Object[] row(
      Double height, Double weight, String country, String currency, String name) {
    return new Object[] {height, weight, country, currency, name, 1.0};
  }
}
