package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PointsTest {
  @Test
  void gapsTakeNoTime() {
    Points points = Points.of(LongStream.of(600, 0, 300, 86_400, 300));

    assertThat(LongStream.of(0, 300, 600, 86_400).map(points::numberOf))
        .containsExactly(0L, 1L, 2L, 3L);
    assertThatIllegalArgumentException().isThrownBy(() -> points.numberOf(900));
  }
}
