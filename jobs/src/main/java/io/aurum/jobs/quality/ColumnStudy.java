package io.aurum.jobs.quality;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.KindInference;
import io.aurum.common.kind.Standardised;
import io.aurum.common.profile.AttributeProfile;
import io.aurum.common.profile.Shapes;
import io.aurum.common.profile.ValueCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Everything that is known of the values of one column or field after all of them were seen. */
final class ColumnStudy {
  private static final int MAX_REMEMBERED = 1 << 16;

  private final Kind kind;
  private final KindContext context;
  private final AttributeProfile profile;
  private final ValueCounts canonicalShapes = new ValueCounts();
  private final Map<String, Long> remembered = new HashMap<>();

  /**
   * @param kind by which values are standardised
   */
  ColumnStudy(Kind kind, KindContext context) {
    this.kind = kind;
    this.context = context;
    this.profile = new AttributeProfile(kind.type());
  }

  /**
   * Takes note of a value.
   *
   * @param value as delivered; null where there is none
   */
  void add(String value) {
    if (value == null) {
      profile.addNulls(1);
      return;
    }
    remembered.merge(value, 1L, Long::sum);
    if (remembered.size() > MAX_REMEMBERED) {
      flush();
    }
  }

  /** The profile of all values so far. */
  AttributeProfile profile() {
    flush();
    return profile;
  }

  /** Shapes of the canonical values. */
  ValueCounts canonicalShapes() {
    flush();
    return canonicalShapes;
  }

  /** The kind that the values look like. */
  Optional<KindInference.Guess> looksLike() {
    flush();
    return KindInference.of(
        profile.sample(), profile.distinctValues(), profile.delivered(), context);
  }

  Kind kind() {
    return kind;
  }

  private void flush() {
    remembered.forEach(this::note);
    remembered.clear();
  }

  private void note(String raw, long records) {
    profile.addDelivered(raw, records);
    Standardised value = kind.standardise(raw, context);
    if (value.issue() != null) {
      profile.addInvalid(records);
    } else if (value.canonical() != null) {
      profile.addValid(raw, value.canonical(), records);
      canonicalShapes.add(Shapes.of(value.canonical()), records);
    }
  }
}
