package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.lake.TestSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Residuals are put in order wherever they lie. */
class ResidualOrderTest {

  /**
   * Residuals 1, -1, 1, -1 .. differ by 2 from each neighbour: of n of them the statistic is 4 (n -
   * 1) / n. In another order it would be near 2.
   */
  @Test
  void residualsThatAlternateInTimeAreSeenToInAnyOrderAndNumberOfParts() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(RowFactory.create((double) i, (long) i * 31 % 7, 0.5, i % 2 == 0 ? 1.0 : -1.0));
    }
    Collections.shuffle(rows, new Random(1));
    for (int parts : new int[] {1, 7, 16}) {
      assertThat(ResidualOrder.durbinWatson(frame(rows).repartition(parts), parts).orElseThrow())
          .isCloseTo(4 * 999 / 1_000.0, within(1e-12));
    }
  }

  /** 1, 1, -1, -1 of the same time: (0 + 4 + 0) / 4. */
  @Test
  void rowsOfTheSameTimeStandInTheOrderOfTheirContent() {
    List<Row> rows =
        List.of(
            RowFactory.create(5.0, 4L, 0.0, -1.0),
            RowFactory.create(5.0, 2L, 0.0, 1.0),
            RowFactory.create(5.0, 2L, 9.0, -1.0),
            RowFactory.create(5.0, 1L, 0.0, 1.0));

    assertThat(ResidualOrder.durbinWatson(frame(rows), 3)).hasValue(1);
    assertThat(ResidualOrder.durbinWatson(frame(List.of()), 3)).isEmpty();
  }

  private static Dataset<Row> frame(List<Row> rows) {
    return TestSession.spark().createDataFrame(rows, ResidualOrder.SCHEMA);
  }
}
