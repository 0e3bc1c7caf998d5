package io.aurum.jobs.demo;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The retailer's four systems that know customers. The order is that of their seniority. */
enum Source {
  CRM("C", 0.72, 0.85),
  WEB_SHOP("W", 0.58, 0.4),
  LOYALTY("L", 0.5, 0.45),
  NEWSLETTER("N", 0.42, 0.5);

  private static final Set<Field> IN_CRM =
      EnumSet.complementOf(EnumSet.of(Field.FULL_NAME, Field.COOKIE, Field.DEVICE, Field.IP));
  private static final Set<Field> IN_WEB_SHOP =
      EnumSet.complementOf(EnumSet.of(Field.FULL_NAME, Field.GENDER));
  private static final Set<Field> IN_LOYALTY =
      EnumSet.of(
          Field.GIVEN_NAME,
          Field.FAMILY_NAME,
          Field.FULL_NAME,
          Field.BIRTH_DATE,
          Field.POSTAL_CODE);
  private static final Set<Field> IN_NEWSLETTER =
      EnumSet.of(Field.GIVEN_NAME, Field.EMAIL, Field.CITY);

  private final String keyPrefix;
  private final double reach;
  private final double nativeScript;

  Source(String keyPrefix, double reach, double nativeScript) {
    this.keyPrefix = keyPrefix;
    this.reach = reach;
    this.nativeScript = nativeScript;
  }

  /** Name of the source in {@code demo.conf}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Fields that its records can hold. */
  Set<Field> fields() {
    return switch (this) {
      case CRM -> IN_CRM;
      case WEB_SHOP -> IN_WEB_SHOP;
      case LOYALTY -> IN_LOYALTY;
      case NEWSLETTER -> IN_NEWSLETTER;
    };
  }

  /** Share of the people that it knows. */
  double reach() {
    return reach;
  }

  /** How it writes a customer's name: each system has its habits, none is consistent. */
  Script script(Rng rng) {
    return rng.chance(nativeScript) ? Script.NATIVE : Script.LATIN;
  }

  /**
   * Key of its record number {@code sequence}, from 0. Keys are unique but tell nothing about the
   * order: multiplication modulo a prime is a bijection.
   */
  String key(long sequence) {
    long prime = 9_999_991;
    return String.format(
        Locale.ROOT, "%s%07d", keyPrefix, (sequence * 7_368_787 + 3_141_593) % prime);
  }
}
