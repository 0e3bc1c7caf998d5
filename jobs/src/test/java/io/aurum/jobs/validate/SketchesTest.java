package io.aurum.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.kind.ValueType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SketchesTest {

  @Test
  void distinctCountsAreCloseAtEverySize() {
    for (int size : new int[] {1, 100, 5_000, 40_000, 300_000}) {
      var count = new DistinctCount();
      for (int i = 0; i < size; i++) {
        count.add("value " + i);
        count.add("value " + i / 2);
      }
      assertThat((double) count.estimate()).isCloseTo(size, within(1 + 0.03 * size));
    }
    assertThat(new DistinctCount().estimate()).isZero();
  }

  @Test
  void partitioningDoesNotChangeAnEstimate() {
    var whole = new DistinctCount();
    var even = new DistinctCount();
    var odd = new DistinctCount();
    for (int i = 0; i < 50_000; i++) {
      whole.add("v" + i);
      (i % 2 == 0 ? even : odd).add("v" + i);
    }
    odd.merge(even);
    assertThat(odd.estimate()).isEqualTo(whole.estimate());
  }

  @Test
  void valueCountsAreExactUpToCapacityAndSilentBeyond() {
    var counts = new ValueCounts();
    counts.add("b", 2);
    counts.add("a", 2);
    counts.add("c", 5);
    assertThat(counts.top(2))
        .containsExactly(new ValueCounts.Count("c", 5), new ValueCounts.Count("a", 2));
    for (int i = 0; i < ValueCounts.CAPACITY; i++) {
      counts.add("v" + i, 1);
    }
    assertThat(counts.distinct()).isEmpty();
    assertThat(counts.top(2)).isEmpty();
  }

  @Test
  void numbersAreOrderedAsNumbers() {
    var first = new AttributeProfile(ValueType.NUMBER);
    first.addValid("9", "9", 1);
    first.addValid(" 10", "10", 2);
    var second = new AttributeProfile(ValueType.NUMBER);
    second.addValid("-3", "-3", 1);
    second.addNulls(4);
    first.merge(second);
    assertThat(first.min()).isEqualTo("-3");
    assertThat(first.max()).isEqualTo("10");
    assertThat(first.repaired()).isEqualTo(2);
    assertThat(first.valid()).isEqualTo(4);
    assertThat(first.nulls()).isEqualTo(4);
    assertThat(first.minLength()).isEqualTo(1);
  }

  @Test
  void shapesShowKindsOfCharacters() {
    assertThat(Shapes.of("LS1 4ab")).isEqualTo("AA9 9AA");
    assertThat(Shapes.of("+44 (0)7")).isEqualTo("+99 (9)9");
    assertThat(Shapes.of("x".repeat(40))).isEqualTo("A".repeat(32) + "…");
  }

  @Test
  void profileKindsFollowTheEvidence() {
    assertThat(ProfileKind.of(ProfileKind.evidence("cookie") | ProfileKind.evidence("ip")))
        .isEqualTo(ProfileKind.ANONYMOUS);
    assertThat(ProfileKind.of(ProfileKind.evidence("company-name") | ProfileKind.evidence("phone")))
        .isEqualTo(ProfileKind.ORGANISATION);
    assertThat(
            ProfileKind.of(
                ProfileKind.evidence("company-name") | ProfileKind.evidence("family-name")))
        .isEqualTo(ProfileKind.PERSON);
    assertThat(ProfileKind.of(0)).isEqualTo(ProfileKind.PERSON);
  }
}
