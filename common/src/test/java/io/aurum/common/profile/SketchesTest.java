package io.aurum.common.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.kind.ValueType;
import io.aurum.common.stat.StabilityIndex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
  void valueCountsAreExactUpToCapacity() {
    var counts = new ValueCounts();
    counts.add("b", 2);
    counts.add("a", 2);
    counts.add("c", 5);
    assertThat(counts.top(2))
        .containsExactly(new ValueCounts.Count("c", 5), new ValueCounts.Count("a", 2));
    for (int i = 3; i < ValueCounts.CAPACITY; i++) {
      counts.add("v" + i, 1);
    }
    assertThat(counts.distinct()).hasValue(ValueCounts.CAPACITY);
    counts.add("one too many", 1);
    assertThat(counts.distinct()).isEmpty();
    assertThat(counts.top(2)).isEmpty();
  }

  /** 60,000 rare values; x has 30 and y 10 of 60,040 records: more and less than 1 in 5,000. */
  @Test
  void frequentValuesAboveCapacityDoNotDependOnPartitioning() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      records.add("rare " + i);
      if (i % 2_000 == 0) {
        records.add("x");
      }
      if (i % 6_000 == 0) {
        records.add("y");
      }
    }
    for (int partitions : new int[] {1, 3, 8}) {
      var whole = new ValueCounts();
      for (int p = 0; p < partitions; p++) {
        var part = new ValueCounts();
        for (int i = p; i < records.size(); i += partitions) {
          part.add(records.get(i), 1);
        }
        whole.merge(part);
      }
      assertThat(whole.exact()).isFalse();
      assertThat(whole.candidates()).contains("x").hasSizeLessThanOrEqualTo(ValueCounts.CAPACITY);
      Map<String, Long> recounted =
          whole.candidates().stream()
              .collect(
                  Collectors.toMap(
                      c -> c, c -> records.stream().filter(c::equals).limit(40).count()));
      assertThat(whole.frequent(recounted, 10)).containsExactly(new ValueCounts.Count("x", 30));
    }
  }

  @Test
  void bucketsAreCloseAndOrdered() {
    for (double number : new double[] {0, 1e-9, 0.1, 1, 7, 255, 256, 1234.5, 9.9e12}) {
      double floor = Histogram.number(Histogram.bucket(number));
      assertThat(floor).isBetween(number * (1 - 1.0 / 128), number);
      assertThat(Histogram.number(Histogram.bucket(-number))).isEqualTo(-floor);
    }
    assertThat(Histogram.number(Histogram.bucket(255))).isEqualTo(255);
    assertThat(Histogram.bucket(-2)).isLessThan(Histogram.bucket(-1));
    assertThat(Histogram.bucket(-1)).isLessThan(Histogram.bucket(0.5));
  }

  @Test
  void quantilesAreExactForFewValuesAndCloseForMany() {
    var few = new AttributeProfile(ValueType.NUMBER);
    for (int i = 1; i <= 100; i++) {
      few.addValid("" + i, "" + i, 1);
    }
    assertThat(few.quantile(0.05)).isEqualTo("5");
    assertThat(few.quantile(0.5)).isEqualTo("50");
    assertThat(few.quantile(1)).isEqualTo("100");
    assertThat(few.lengthQuantile(0.5)).isEqualTo(2);

    var many = new AttributeProfile(ValueType.NUMBER);
    for (int i = 1; i <= 40_000; i++) {
      many.addValid("" + i, "" + i, 1);
    }
    assertThat(Double.parseDouble(many.quantile(0.5))).isBetween(20_000 * 127 / 128.0, 20_000.0);
    assertThat(new AttributeProfile(ValueType.TEXT).quantile(0.5)).isNull();
    assertThat(new AttributeProfile(ValueType.NUMBER).quantile(0.5)).isNull();
  }

  @Test
  void datesAreRankedByDay() {
    var dates = new AttributeProfile(ValueType.TIMESTAMP);
    dates.addValid("x", "2026-01-01T10:00:00Z", 3);
    dates.addValid("y", "1999-05-05T23:59:59.5Z", 1);
    assertThat(dates.quantile(0.25)).isEqualTo("1999-05-05T23:59:59.5Z");
    assertThat(dates.scale().orElseThrow().buckets()).isEqualTo(2);
  }

  @Test
  void defaultsOfSystemsStandOut() {
    var days = new Histogram();
    LocalDate first = LocalDate.of(1960, 1, 1);
    for (int day = 0; day < 7_300; day++) {
      days.add((int) first.plusDays(day).toEpochDay(), 1);
    }
    assertThat(Spikes.of(days)).isEmpty();
    days.add((int) LocalDate.of(1900, 1, 1).toEpochDay(), 130);
    for (int year = 1960; year < 1980; year++) {
      days.add((int) LocalDate.of(year, 1, 1).toEpochDay(), 5);
    }
    assertThat(Spikes.of(days))
        .containsExactly(
            new ValueCounts.Count("1900-01-01", 130), new ValueCounts.Count("--01-01", 120));
  }

  @Test
  void samplesHoldTheSameHoweverTheyAreMade() {
    var whole = new ValueSample();
    var even = new ValueSample();
    var odd = new ValueSample();
    for (int i = 0; i < 2_000; i++) {
      whole.add("v" + i);
      (i % 2 == 0 ? even : odd).add("v" + i);
      odd.add("v0");
    }
    odd.merge(even);
    assertThat(odd.texts()).hasSize(ValueSample.SIZE).containsExactlyElementsOf(whole.texts());
  }

  /** Quarters 10, 20, 30, 40 become 40, 30, 20, 10: bins (missing, invalid, values, others). */
  @Test
  void driftComparesTheNewestDeliveryWithTheEarlierOnes() {
    var earlier = categories(10, 20, 30, 40);
    var newest = categories(40, 30, 20, 10);
    var index = Drift.of(earlier, newest).orElseThrow();
    assertThat(index)
        .isEqualTo(
            StabilityIndex.of(
                new long[] {5, 0, 40, 30, 20, 10, 0}, new long[] {5, 0, 10, 20, 30, 40, 0}));
    assertThat(index.drift()).isEqualTo(StabilityIndex.Drift.STRONG);
    assertThat(Drift.of(earlier, new AttributeProfile(ValueType.TEXT))).isEmpty();

    newest.compareWith(earlier);
    newest.merge(earlier);
    assertThat(newest.drift()).hasValue(index);
    assertThat(newest.records()).isEqualTo(210);
  }

  /** Whole numbers 1..80 have eighths that end at 10, 20, ... 70. */
  @Test
  void numbersDriftOverTheEighthsOfTheEarlierOnes() {
    var earlier = new AttributeProfile(ValueType.NUMBER);
    var newest = new AttributeProfile(ValueType.NUMBER);
    for (int i = 1; i <= 80; i++) {
      add(earlier, "" + i, 1);
      add(newest, "" + (i + 40), 2);
    }
    assertThat(Drift.of(earlier, newest).orElseThrow())
        .isEqualTo(
            StabilityIndex.of(
                new long[] {0, 0, 10, 10, 10, 10, 10, 10, 10, 10},
                new long[] {0, 0, 0, 0, 0, 0, 20, 20, 20, 100}));
  }

  @Test
  void manyTextsDriftByTheirShapes() {
    var earlier = new AttributeProfile(ValueType.TEXT);
    var newest = new AttributeProfile(ValueType.TEXT);
    for (int i = 100; i < 200; i++) {
      add(earlier, "A" + i, 1);
      add(newest, i < 150 ? "A" + i : i + "-A", 1);
    }
    assertThat(Drift.of(earlier, newest).orElseThrow())
        .isEqualTo(StabilityIndex.of(new long[] {0, 100, 0}, new long[] {0, 50, 50}));
  }

  private static AttributeProfile categories(int... counts) {
    var profile = new AttributeProfile(ValueType.TEXT);
    profile.addNulls(5);
    for (int i = 0; i < counts.length; i++) {
      add(profile, "category " + i, counts[i]);
    }
    return profile;
  }

  private static void add(AttributeProfile profile, String value, long records) {
    profile.addDelivered(value, records);
    profile.addValid(value, value, records);
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
}
