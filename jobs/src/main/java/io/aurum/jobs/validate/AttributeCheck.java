package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Standardised;
import io.aurum.common.profile.AttributeProfile;
import java.util.HashMap;
import java.util.Map;

/**
 * Standardises and checks the values of one field of one source. Each distinct value is worked on
 * once and then only counted; when the memory of values is full, its counts go into the profile and
 * it starts anew.
 */
final class AttributeCheck {
  private static final int MAX_REMEMBERED = 1 << 16;

  private final FieldSettings field;
  private final KindContext context;
  private final RuleBook rules;
  private final AttributeProfile profile;
  private final Map<Delivered, Checked> remembered = new HashMap<>();
  private final Checked missing = new Checked(null, null, null, false);

  /**
   * A value as delivered.
   *
   * @param country by which it is read, ISO 3166-1 alpha-2; null: the source's region
   */
  private record Delivered(String raw, String country) {}

  /** A value after the check; counts the records that deliver it. */
  static final class Checked {
    private final String canonical;
    private final String match;
    private final Rule broken;
    private final boolean invalid;
    private long records;

    private Checked(String canonical, String match, Rule broken, boolean invalid) {
      this.canonical = canonical;
      this.match = match;
      this.broken = broken;
      this.invalid = invalid;
    }

    /** Canonical form; null where there is no valid value. */
    String canonical() {
      return canonical;
    }

    /** Match form; null where nothing can be compared. */
    String match() {
      return match;
    }

    /** Rule that the value breaks; null where it breaks none that is checked. */
    Rule broken() {
      return broken;
    }

    /** Whether anything was delivered. */
    boolean isPresent() {
      return canonical != null || match != null || invalid;
    }
  }

  AttributeCheck(
      FieldSettings field, KindContext context, RuleBook rules, AttributeProfile profile) {
    this.field = field;
    this.context = context;
    this.rules = rules;
    this.profile = profile;
  }

  /**
   * Checks a delivered value; what is found is counted by {@link #count}, before the next is looked
   * at.
   *
   * @param raw null where there is none
   * @param country that the record names, ISO 3166-1 alpha-2; null where it names none
   */
  Checked look(String raw, String country) {
    if (raw == null) {
      return missing;
    }
    var delivered = new Delivered(raw, field.kind().national() ? country : null);
    Checked checked = remembered.get(delivered);
    if (checked == null) {
      if (remembered.size() >= MAX_REMEMBERED) {
        flush();
      }
      checked = standardise(delivered);
      remembered.put(delivered, checked);
    }
    return checked;
  }

  /** Counts a record with the value. */
  void count(Checked checked) {
    checked.records++;
  }

  /** Hands over to the profile what was counted since the last time. */
  void flush() {
    profile.addNulls(missing.records);
    missing.records = 0;
    remembered.forEach((delivered, checked) -> handOver(delivered.raw(), checked));
    remembered.clear();
  }

  private void handOver(String raw, Checked checked) {
    if (checked.records == 0) {
      return;
    }
    if (!checked.isPresent()) {
      profile.addNulls(checked.records);
      return;
    }
    profile.addDelivered(raw, checked.records);
    if (checked.invalid) {
      profile.addInvalid(checked.records);
    }
    if (checked.canonical != null) {
      profile.addValid(raw, checked.canonical, checked.records);
    }
  }

  private Checked standardise(Delivered delivered) {
    Standardised value =
        field
            .kind()
            .standardise(
                delivered.raw(),
                delivered.country() == null ? context : context.in(delivered.country()));
    if (value.issue() == null) {
      return new Checked(value.canonical(), value.match(), null, false);
    }
    Rule rule = rules.issue(field.name(), value.issue());
    boolean nulled = rule.severity().compareTo(Severity.WARN) >= 0;
    return new Checked(
        nulled ? null : value.canonical(), value.match(), rule.isChecked() ? rule : null, true);
  }
}
