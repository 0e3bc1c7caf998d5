package io.aurum.common.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.model.Examples;
import io.aurum.common.model.FeatureColumn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DesignTest {
  private static final List<FeatureColumn> COLUMNS =
      List.of(
          new FeatureColumn("age", FeatureColumn.Type.NUMBER),
          new FeatureColumn("often_missing", FeatureColumn.Type.NUMBER),
          new FeatureColumn("plan", FeatureColumn.Type.CATEGORY),
          new FeatureColumn("seldom_missing", FeatureColumn.Type.NUMBER));

  /** Of four rows one has all values; without the sparsest feature three have. */
  @Test
  void whatIsMostlyMissingIsNoTerm() {
    Object[][] rows = {
      {1.0, null, "a", 1.0}, {2.0, 5.0, "b", 2.0}, {3.0, null, "b", null}, {4.0, null, "a", 4.0}
    };
    Examples examples = new Examples(COLUMNS, rows, new double[4], new long[4]);

    Design design = Design.of(examples, Map.of("age", 2));

    assertThat(design.terms().stream().map(Design.Term::name))
        .containsExactly("(intercept)", "age", "age^2", "plan = b", "seldom_missing");
    assertThat(design.leftOut()).containsExactly("often_missing");
    assertThat(design.isComplete(rows[0])).isTrue();
    assertThat(design.isComplete(rows[2])).isFalse();
  }
}
