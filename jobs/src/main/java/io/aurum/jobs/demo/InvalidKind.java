package io.aurum.jobs.demo;

/** A value that no standardiser may let through, with the field in which it is planted. */
enum InvalidKind implements Planted {
  BAD_EMAIL(Field.EMAIL),
  IMPOSSIBLE_DATE(Field.BIRTH_DATE),
  FUTURE_DATE(Field.BIRTH_DATE),
  BAD_PHONE(Field.PHONE),
  PLACEHOLDER(Field.GIVEN_NAME);

  private final Field field;

  InvalidKind(Field field) {
    this.field = field;
  }

  Field field() {
    return field;
  }

  @Override
  public int weight() {
    return 1;
  }
}
