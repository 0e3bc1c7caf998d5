package io.aurum.common.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RuleMaskTest {
  @Test
  void numbersBitsAcrossWords() {
    assertThat(RuleMask.failedRules(List.of(0b1001L, Long.MIN_VALUE | 2)))
        .containsExactly(0, 3, 65, 127);
    assertThat(RuleMask.failedRules(List.of(0L, 0L))).isEmpty();
    assertThat(RuleMask.failedRules(List.of())).isEmpty();
  }
}
