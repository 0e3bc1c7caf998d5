package io.aurum.jobs.validate;

import io.aurum.common.kind.ValueType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What a source delivers in one attribute: counts, extremes, frequent values and shapes. It is fed
 * distinct values with their counts, merges in any order and is bounded in memory.
 */
final class AttributeProfile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean numeric;
  private final DistinctCount distinct = new DistinctCount();
  private final ValueCounts values = new ValueCounts();
  private final ValueCounts shapes = new ValueCounts();
  private long nulls;
  private long invalid;
  private long repaired;
  private long valid;
  private String min;
  private String max;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength = -1;

  AttributeProfile(ValueType type) {
    this.numeric = type == ValueType.NUMBER;
  }

  /** Records without a value. */
  void addNulls(long records) {
    nulls += records;
  }

  /** Records that deliver a value that is not valid for the kind. */
  void addInvalid(long records) {
    invalid += records;
  }

  /** Records that deliver a text, whatever it is worth. */
  void addDelivered(String raw, long records) {
    shapes.add(Shapes.of(raw), records);
  }

  /** Records that deliver a text with a canonical form. */
  void addValid(String raw, String canonical, long records) {
    valid += records;
    repaired += canonical.equals(raw) ? 0 : records;
    distinct.add(canonical);
    values.add(canonical, records);
    int length = canonical.codePointCount(0, canonical.length());
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    min = min == null || compare(canonical, min) < 0 ? canonical : min;
    max = max == null || compare(canonical, max) > 0 ? canonical : max;
  }

  void merge(AttributeProfile other) {
    nulls += other.nulls;
    invalid += other.invalid;
    repaired += other.repaired;
    valid += other.valid;
    distinct.merge(other.distinct);
    values.merge(other.values);
    shapes.merge(other.shapes);
    minLength = Math.min(minLength, other.minLength);
    maxLength = Math.max(maxLength, other.maxLength);
    if (other.min != null) {
      min = min == null || compare(other.min, min) < 0 ? other.min : min;
      max = max == null || compare(other.max, max) > 0 ? other.max : max;
    }
  }

  long nulls() {
    return nulls;
  }

  long invalid() {
    return invalid;
  }

  long repaired() {
    return repaired;
  }

  long valid() {
    return valid;
  }

  /** Distinct canonical values: exact where few, else estimated. */
  long distinctValues() {
    OptionalLong exact = values.distinct();
    return exact.isPresent() ? exact.getAsLong() : distinct.estimate();
  }

  ValueCounts values() {
    return values;
  }

  ValueCounts shapes() {
    return shapes;
  }

  /** Smallest canonical value by the kind's order; null where there is none. */
  String min() {
    return min;
  }

  /** Largest canonical value by the kind's order; null where there is none. */
  String max() {
    return max;
  }

  /** Characters of the shortest canonical value; null where there is none. */
  Integer minLength() {
    return maxLength < 0 ? null : minLength;
  }

  /** Characters of the longest canonical value; null where there is none. */
  Integer maxLength() {
    return maxLength < 0 ? null : maxLength;
  }

  /** Equal numbers written differently are told apart by their text, so the order is total. */
  private int compare(String first, String second) {
    int byNumber = numeric ? new BigDecimal(first).compareTo(new BigDecimal(second)) : 0;
    return byNumber != 0 ? byNumber : first.compareTo(second);
  }
}
