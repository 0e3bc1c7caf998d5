package io.aurum.jobs.validate;

import java.util.Locale;

/** What a record is about. */
enum ProfileKind {
  PERSON,
  ANONYMOUS,
  ORGANISATION;

  private static final int COMPANY = 1;
  private static final int PERSONAL = 2;
  private static final int DEVICE = 4;
  private static final int OTHER = 8;

  /** What a value of a kind says about who stands behind a record; a set of bits. */
  static int evidence(String kind) {
    return switch (kind) {
      case "company-name" -> COMPANY;
      case "given-name", "family-name", "full-name", "birth-date" -> PERSONAL;
      case "cookie", "device", "ip" -> DEVICE;
      default -> OTHER;
    };
  }

  /**
   * An organisation has a company name and neither a personal name nor a birth date; anonymous is
   * who is known by cookies, devices or IP addresses alone.
   *
   * @param evidence of all values of the record, joined bit by bit
   */
  static ProfileKind of(int evidence) {
    if ((evidence & COMPANY) != 0 && (evidence & PERSONAL) == 0) {
      return ORGANISATION;
    }
    return evidence == DEVICE ? ANONYMOUS : PERSON;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
