package io.aurum.common.kind;

/** Issues that several kinds raise. */
final class Issues {
  static final Issue PLACEHOLDER =
      new Issue(
          "placeholder",
          "completeness",
          "the text stands for no value (n/a, unknown, test); leave the field empty at the source");
  static final Issue CARD_NUMBER =
      new Issue(
          "card-number",
          "validity",
          "the text holds a payment card number, which is never kept; remove it at the source");
  static final Issue TOO_LONG =
      new Issue(
          "too-long",
          "validity",
          "the text has more than 1000 characters; check the delimiter and quotes of the file");
  static final Issue IN_THE_FUTURE =
      new Issue(
          "in-the-future",
          "accuracy",
          "the time lies after the date of the run; check day, month and century at the source");
  static final Issue AMBIGUOUS_DATE =
      new Issue(
          "ambiguous-date",
          "validity",
          "day and month cannot be told apart; declare the source's date order or a pattern");

  private Issues() {}

  static Issue validity(String code, String reason) {
    return new Issue(code, "validity", reason);
  }

  static Issue accuracy(String code, String reason) {
    return new Issue(code, "accuracy", reason);
  }
}
