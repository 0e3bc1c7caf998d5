package io.aurum.jobs.publish;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.kind.Kind;
import io.aurum.common.text.CardNumbers;
import io.aurum.common.text.Masks;
import java.io.Serializable;
import java.util.HashMap;

/**
 * What may be shown of a delivered value of one attribute, and what became of it.
 *
 * <p>A value that was nulled is none of its kind, so the class of its attribute says nothing about
 * it: a city field may hold an e-mail address. It is shown by the first letters of its words unless
 * the configuration clears the attribute. Card numbers are shown to nobody.
 *
 * @param masked whether published values of the attribute are masked
 * @param cleared whether the configuration has values of the attribute published as they are
 */
record ObservedValue(Kind kind, boolean masked, boolean cleared) implements Serializable {
  static final Fate NONE_DELIVERED = new Fate(null, null, "kept");

  /**
   * @param observed delivered value as shown; null where none was delivered
   * @param repairedTo canonical value as shown; null where none stands instead
   * @param action nulled, repaired or kept
   */
  record Fate(String observed, String repairedTo, String action) {}

  static HashMap<String, ObservedValue> byAttribute(Settings settings) {
    var disclosure = new Disclosure(settings);
    HashMap<String, ObservedValue> values = new HashMap<>();
    for (AttributeSettings attribute : settings.attributes()) {
      values.put(
          attribute.name(),
          new ObservedValue(
              attribute.kind(),
              disclosure.masked(attribute),
              settings.publish().clear().contains(attribute.name())));
    }
    return values;
  }

  /**
   * @param delivered null where nothing was
   * @param canonical what stands now; null for nothing
   */
  Fate fate(String delivered, String canonical) {
    if (delivered == null) {
      return NONE_DELIVERED;
    }
    if (canonical == null) {
      return new Fate(nulled(delivered), null, "nulled");
    }
    return delivered.equals(canonical)
        ? new Fate(valid(delivered), null, "kept")
        : new Fate(valid(delivered), valid(canonical), "repaired");
  }

  private String valid(String value) {
    return masked ? kind.mask(value) : CardNumbers.redact(value);
  }

  private String nulled(String value) {
    if (masked) {
      return kind.mask(value);
    }
    return cleared ? CardNumbers.redact(value) : Masks.words(value);
  }
}
