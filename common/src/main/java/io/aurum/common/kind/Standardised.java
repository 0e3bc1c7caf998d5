package io.aurum.common.kind;

/**
 * A delivered value after standardising.
 *
 * @param canonical the form for people and systems; null where the value is not valid
 * @param match the form for comparison (upper-case ASCII where the kind transliterates); null where
 *     nothing can be compared. It may stand without a canonical form: a birth date with a mistyped
 *     month is no date, but its digits are still evidence
 * @param issue code of what is wrong, one of the kind's {@link Kind#issues()}; null where nothing
 *     is
 */
public record Standardised(String canonical, String match, String issue) {

  /** A valid value; an empty match form means that nothing can be compared. */
  public static Standardised valid(String canonical, String match) {
    return new Standardised(canonical, match == null || match.isEmpty() ? null : match, null);
  }

  /** A value that is not valid: nulled, with its issue. */
  public static Standardised invalid(String issue) {
    return new Standardised(null, null, issue);
  }

  /** A value that is not valid, but that still is evidence of who the person is. */
  public static Standardised evidence(String match, String issue) {
    return new Standardised(null, match == null || match.isEmpty() ? null : match, issue);
  }

  /** No value: nothing visible was delivered. */
  public static Standardised missing() {
    return new Standardised(null, null, null);
  }
}
