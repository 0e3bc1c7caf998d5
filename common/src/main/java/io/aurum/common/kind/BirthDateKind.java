package io.aurum.common.kind;

import io.aurum.common.match.Comparators;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Dates;
import io.aurum.common.text.Masks;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Date of birth, read by the declared pattern, else by the text's own form.
 *
 * <p>Two-digit years lie in the hundred years up to the run's date. The order of day and month is
 * taken from the source where the digits leave it open, and is an issue where the source declares
 * none. Only years before 1000 are implausible: registers hold people who died long ago. Days that
 * forms offer by default (1900-01-01, 1970-01-01) are valid, because people were born on them;
 * their excess shows in the profile, and a frequent value weighs little in matching.
 *
 * <p>The match form is eight digits, year first. A date that does not exist keeps the digits that
 * were written, because all but one of them are usually right; an ambiguous one keeps them day
 * first.
 */
final class BirthDateKind extends BaseKind {
  private static final int EARLIEST_YEAR = 1000;

  private static final Issue NOT_A_DATE =
      Issues.validity(
          "not-a-date", "the text is no calendar date; correct it or declare the source's pattern");
  private static final Issue IMPLAUSIBLE_DATE =
      Issues.accuracy(
          "implausible-date", "the year lies before 1000; check the century at the source");

  BirthDateKind() {
    super(
        Traits.of("birth-date", "date of birth")
            .pii(PiiClass.LINKED)
            .type(ValueType.DATE)
            .comparator(Comparators.date())
            // It never changes: what most records say, then whom we trust, then who said it first.
            .survivorship(
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST,
                SurvivorshipRule.OLDEST)
            .mask(Masks::date)
            .issues(NOT_A_DATE, IMPLAUSIBLE_DATE, Issues.IN_THE_FUTURE, Issues.AMBIGUOUS_DATE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return reading(text, context)
        .map(reading -> judge(reading, context))
        .orElseGet(() -> noDate(text));
  }

  private static Optional<Dates.Reading> reading(String text, KindContext context) {
    return context
        .datePattern()
        .flatMap(pattern -> Dates.read(text, pattern, context.asOf()))
        .or(() -> Dates.read(text, context.asOf()));
  }

  private static Standardised judge(Dates.Reading reading, KindContext context) {
    Optional<Dates.Fields> fields = context.fields(reading);
    if (fields.isEmpty()) {
      String digits = context.written(reading).digits();
      return Standardised.evidence(
          digits, reading.possible() ? Issues.AMBIGUOUS_DATE.code() : NOT_A_DATE.code());
    }
    LocalDate date = fields.get().date().orElseThrow();
    String digits = fields.get().digits();
    if (date.isAfter(context.asOf())) {
      return Standardised.evidence(digits, Issues.IN_THE_FUTURE.code());
    }
    return date.getYear() < EARLIEST_YEAR
        ? Standardised.evidence(digits, IMPLAUSIBLE_DATE.code())
        : Standardised.valid(date.toString(), digits);
  }

  private static Standardised noDate(String text) {
    return Standardised.evidence(Dates.eightDigits(text).orElse(null), NOT_A_DATE.code());
  }
}
