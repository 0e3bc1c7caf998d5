package io.aurum.jobs.demo;

/** How a further record of a customer differs from the record it duplicates. */
enum DuplicateKind implements Planted {
  /** Slip of a finger: neighbouring key, dropped, doubled or transposed letter. */
  KEYBOARD_TYPO(14),
  /** Misread by a scanner: rn for m, 1 for l. */
  OCR_ERROR(6),
  /** Written as heard: f for ph. */
  PHONETIC_SPELLING(7),
  /** Given and family name in each other's column. */
  SWAPPED_NAMES(5),
  /** Another address. */
  MOVED_HOUSE(8),
  /** Everyday form of the given name. */
  NICKNAME(8),
  /** A woman's family name before or after a marriage. */
  MARRIAGE(4),
  /** Another script, or another spelling of a name that is foreign to the script. */
  TRANSLITERATION(8),
  /** Two or three fields left empty. */
  MISSING_FIELDS(8),
  /** Another telephone number. */
  CHANGED_PHONE(6),
  /** Day and month of birth in each other's place. */
  SWAPPED_DAY_MONTH(5),
  /** One digit of the birth date wrong. */
  DATE_DIGIT(6),
  /** The same row again under another key. */
  EXACT_DUPLICATE(6),
  /** Plus-tag, or dots that the mail host ignores. */
  EMAIL_VARIANT(5),
  /** "First Last" where the system's rule is "LAST, First". */
  FULL_NAME_ORDER(4),
  /** A company's legal form left out or abbreviated, or another case. */
  COMPANY_VARIANT(6),
  /** Known to a further system without a change. */
  OTHER_SOURCE(0),
  /** An anonymous visit of somebody who later signed in with the same browser. */
  PROMOTED_VISITOR(0),
  /** An anonymous visitor who came back with the same browser. */
  RETURNING_VISITOR(0);

  private final int weight;

  DuplicateKind(int weight) {
    this.weight = weight;
  }

  @Override
  public int weight() {
    return weight;
  }
}
