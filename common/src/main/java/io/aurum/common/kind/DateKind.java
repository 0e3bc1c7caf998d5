package io.aurum.common.kind;

import io.aurum.common.text.Dates;
import io.aurum.common.text.Timestamps;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Calendar day of the past or the future: a contract's end, a campaign's start. Read as {@link
 * BirthDateKind} reads dates; a time of day behind it is left out. Two-digit years lie in the
 * hundred years up to twenty years after the run's date.
 */
final class DateKind extends BaseKind {
  private static final int YEARS_AHEAD = 20;

  private static final Issue NOT_A_DATE =
      Issues.validity(
          "not-a-date", "the text is no calendar date; correct it or declare the source's pattern");

  DateKind() {
    super(
        Traits.of("date", "calendar day, of the past or the future")
            .type(ValueType.DATE)
            .longNumbers()
            .issues(NOT_A_DATE, Issues.AMBIGUOUS_DATE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return reading(text, context)
        .map(reading -> judge(reading, context))
        .orElseGet(() -> Standardised.invalid(NOT_A_DATE.code()));
  }

  private static Optional<Dates.Reading> reading(String text, KindContext context) {
    LocalDate latest = context.asOf().plusYears(YEARS_AHEAD);
    return context
        .datePattern()
        .flatMap(pattern -> Dates.read(text, pattern, latest))
        .or(() -> Timestamps.parts(text).flatMap(parts -> Dates.read(parts.date(), latest)));
  }

  private static Standardised judge(Dates.Reading reading, KindContext context) {
    return context
        .fields(reading)
        .flatMap(Dates.Fields::date)
        .map(LocalDate::toString)
        .map(date -> Standardised.valid(date, null))
        .orElseGet(
            () ->
                Standardised.invalid(
                    reading.possible() ? Issues.AMBIGUOUS_DATE.code() : NOT_A_DATE.code()));
  }
}
