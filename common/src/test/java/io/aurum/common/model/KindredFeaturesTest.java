package io.aurum.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class KindredFeaturesTest {

  /** c rises as a does, e falls as a rises, and where a is missing c is. */
  @Test
  void whatRisesOrFallsTogetherIsKindred() {
    Object[][] values = {
      {1.0, 5.0, 10.0, "x", -1.0, 7.0},
      {2.0, 1.0, 20.0, "y", -4.0, 7.0},
      {3.0, 4.0, 90.0, "x", -9.0, 7.0},
      {4.0, 2.0, 91.0, "y", -16.0, 7.0},
      {null, 3.0, null, "y", 0.0, 7.0}
    };
    List<FeatureColumn> columns =
        Stream.of("a", "b", "c", "d", "e", "f")
            .map(
                name ->
                    new FeatureColumn(
                        name,
                        name.equals("d") ? FeatureColumn.Type.CATEGORY : FeatureColumn.Type.NUMBER))
            .toList();
    Examples rows = new Examples(columns, values, new double[5], new long[] {1, 2, 3, 4, 5});

    assertThat(KindredFeatures.of(rows)).containsExactly(0, 1, 0, 3, 0, 5);
    assertThat(KindredFeatures.of(rows.at(new int[] {0, 1}))).containsExactly(0, 1, 2, 3, 4, 5);
  }
}
