package io.aurum.common.profile;

import io.aurum.common.kind.ValueType;
import io.aurum.common.stat.StabilityIndex;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a source delivers in one attribute: counts, extremes, quantiles, frequent values and shapes.
 * It is fed distinct values with their counts, merges in any order and is bounded in memory.
 */
public final class AttributeProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int ISO_DATE_CHARS = 10;
  private static final MathContext SHOWN_DIGITS = new MathContext(6);

  private final ValueType type;
  private final DistinctCount distinct = new DistinctCount();
  private final ValueCounts values = new ValueCounts();
  private final ValueCounts shapes = new ValueCounts();
  private final ValueSample sample = new ValueSample();
  private final Histogram scale = new Histogram();
  private final Histogram lengths = new Histogram();
  private long nulls;
  private long delivered;
  private long invalid;
  private long repaired;
  private long valid;
  private String min;
  private String max;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength = -1;
  private transient StabilityIndex drift;
  private Map<String, Long> recounted = Map.of();

  public AttributeProfile(ValueType type) {
    this.type = type;
  }

  /** Records without a value. */
  public void addNulls(long records) {
    nulls += records;
  }

  /** Records that deliver a value that is not valid for the kind. */
  public void addInvalid(long records) {
    invalid += records;
  }

  /** Records that deliver a text, whatever it is worth. */
  public void addDelivered(String raw, long records) {
    delivered += records;
    shapes.add(Shapes.of(raw), records);
    sample.add(raw);
  }

  /** Records that deliver a text with a canonical form. */
  public void addValid(String raw, String canonical, long records) {
    valid += records;
    repaired += canonical.equals(raw) ? 0 : records;
    distinct.add(canonical);
    values.add(canonical, records);
    int length = canonical.codePointCount(0, canonical.length());
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    lengths.add(Histogram.bucket(length), records);
    if (isScaled()) {
      scale.add(bucket(canonical), records);
    }
    min = min == null || compare(canonical, min) < 0 ? canonical : min;
    max = max == null || compare(canonical, max) > 0 ? canonical : max;
  }

  public void merge(AttributeProfile other) {
    nulls += other.nulls;
    delivered += other.delivered;
    invalid += other.invalid;
    repaired += other.repaired;
    valid += other.valid;
    distinct.merge(other.distinct);
    values.merge(other.values);
    shapes.merge(other.shapes);
    sample.merge(other.sample);
    scale.merge(other.scale);
    lengths.merge(other.lengths);
    minLength = Math.min(minLength, other.minLength);
    maxLength = Math.max(maxLength, other.maxLength);
    if (other.min != null) {
      min = min == null || compare(other.min, min) < 0 ? other.min : min;
      max = max == null || compare(other.max, max) > 0 ? other.max : max;
    }
  }

  /**
   * Notes how far these values, which are those of the newest delivery, have moved.
   *
   * @param earlier profile of all earlier deliveries
   */
  public void compareWith(AttributeProfile earlier) {
    drift = Drift.of(earlier, this).orElse(null);
  }

  /**
   * Takes note of exact counts of the candidates among the values.
   *
   * @param counts by canonical value
   */
  public void recount(Map<String, Long> counts) {
    recounted = Map.copyOf(counts);
  }

  /** Records, with or without a value. */
  public long records() {
    return nulls + delivered;
  }

  public long nulls() {
    return nulls;
  }

  /** Records with a value, whatever it is worth. */
  public long delivered() {
    return delivered;
  }

  public long invalid() {
    return invalid;
  }

  public long repaired() {
    return repaired;
  }

  public long valid() {
    return valid;
  }

  /** Distinct canonical values: exact where few, else estimated. */
  public long distinctValues() {
    OptionalLong exact = values.distinct();
    return exact.isPresent() ? exact.getAsLong() : distinct.estimate();
  }

  public ValueCounts values() {
    return values;
  }

  /** The most frequent canonical values; above capacity those that were counted again. */
  public List<ValueCounts.Count> top(int limit) {
    return values.exact() ? values.top(limit) : values.frequent(recounted, limit);
  }

  /** How far the newest delivery has moved; empty where there is one delivery. */
  public Optional<StabilityIndex> drift() {
    return Optional.ofNullable(drift);
  }

  public ValueCounts shapes() {
    return shapes;
  }

  /** Distinct delivered texts, as many as a sample holds. */
  public Collection<String> sample() {
    return sample.texts();
  }

  /** Lengths of the canonical values, characters. */
  public Histogram lengths() {
    return lengths;
  }

  /** Canonical values as numbers or days since 1970; empty where the kind is neither. */
  public Optional<Histogram> scale() {
    return isScaled() ? Optional.of(scale) : Optional.empty();
  }

  /** Days that stand out; none where the kind is no date. */
  public List<ValueCounts.Count> spikes() {
    return isDated() ? Spikes.of(scale) : List.of();
  }

  /**
   * The value that a share of all valid ones does not exceed: exact up to the capacity of {@link
   * ValueCounts}; above it a number is less than 1/128 away, relatively, and a date exact to the
   * day. Null where there is none or the kind has no scale.
   *
   * @param share 0..1
   */
  public String quantile(double share) {
    if (!isScaled() || valid == 0) {
      return null;
    }
    return values.exact() ? exactQuantile(share) : written(scale.quantile(share).orElseThrow());
  }

  /**
   * The length that a share of all valid values does not exceed: exact up to 256 characters, above
   * it less than 1/128 away. Null where there is no value.
   *
   * @param share 0..1
   */
  public Integer lengthQuantile(double share) {
    return valid == 0 ? null : (int) Histogram.number(lengths.quantile(share).orElseThrow());
  }

  /** Smallest canonical value by the kind's order; null where there is none. */
  public String min() {
    return min;
  }

  /** Largest canonical value by the kind's order; null where there is none. */
  public String max() {
    return max;
  }

  /** Characters of the shortest canonical value; null where there is none. */
  public Integer minLength() {
    return maxLength < 0 ? null : minLength;
  }

  /** Characters of the longest canonical value; null where there is none. */
  public Integer maxLength() {
    return maxLength < 0 ? null : maxLength;
  }

  private String exactQuantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * valid));
    long below = 0;
    String last = null;
    for (ValueCounts.Count value :
        values.all().stream()
            .sorted(Comparator.comparing(ValueCounts.Count::value, this::compare))
            .toList()) {
      last = value.value();
      below += value.count();
      if (below >= rank) {
        break;
      }
    }
    return last;
  }

  private boolean isScaled() {
    return type == ValueType.NUMBER || isDated();
  }

  private boolean isDated() {
    return type == ValueType.DATE || type == ValueType.TIMESTAMP;
  }

  private int bucket(String canonical) {
    return isDated()
        ? (int) LocalDate.parse(canonical.substring(0, ISO_DATE_CHARS)).toEpochDay()
        : Histogram.bucket(finite(new BigDecimal(canonical).doubleValue()));
  }

  private String written(int bucket) {
    return isDated()
        ? LocalDate.ofEpochDay(bucket).toString()
        : BigDecimal.valueOf(Histogram.number(bucket))
            .round(SHOWN_DIGITS)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static double finite(double number) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number));
  }

  /** Equal numbers written differently are told apart by their text, so the order is total. */
  private int compare(String first, String second) {
    int byNumber =
        type == ValueType.NUMBER ? new BigDecimal(first).compareTo(new BigDecimal(second)) : 0;
    return byNumber != 0 ? byNumber : first.compareTo(second);
  }
}
