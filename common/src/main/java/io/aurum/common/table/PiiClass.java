package io.aurum.common.table;

/** How far a column identifies a person, from least to most. */
public enum PiiClass {
  /** Says nothing about who the person is. */
  NON_PII,
  /**
   * Identifies only in combination with other columns: a city, a birth year, one part of a name.
   */
  LINKABLE,
  /** Identifies alone: a full name, an e-mail address, a phone number, a national id. */
  LINKED,
  /** A special category of personal data (GDPR Art. 9): health, biometrics, ethnic origin. */
  SPECIAL;

  /** Whether a column of this class may stand in a published table as it is. */
  public boolean publishable() {
    return this == NON_PII || this == LINKABLE;
  }
}
