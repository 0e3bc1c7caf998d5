package io.aurum.jobs.demo;

/** Decides given names and, in Poland and Russia, the form of family names. */
enum Sex {
  FEMALE("F"),
  MALE("M");

  private final String code;

  Sex(String code) {
    this.code = code;
  }

  /** As the CRM writes it. */
  String code() {
    return code;
  }

  static Sex pick(Rng rng) {
    return rng.chance(0.52) ? FEMALE : MALE;
  }
}
