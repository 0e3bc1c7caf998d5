package io.aurum.common.kind;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.text.Dates;
import io.aurum.common.text.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Point in time: the declared pattern, ISO 8601, any date that {@link BirthDateKind} reads with or
 * without a time of day, or seconds or milliseconds since 1970. Without a zone it is in UTC.
 */
final class TimestampKind extends BaseKind {
  private static final Issue NOT_A_TIMESTAMP =
      Issues.validity(
          "not-a-timestamp", "the text is no point in time; write ISO 8601 or epoch seconds");

  TimestampKind() {
    super(
        Traits.of("timestamp", "point in time")
            .type(ValueType.TIMESTAMP)
            .longNumbers()
            // Events follow each other: the latest record knows.
            .survivorship(
                SurvivorshipRule.NEWEST,
                SurvivorshipRule.MOST_FREQUENT,
                SurvivorshipRule.SOURCE_TRUST)
            .issues(NOT_A_TIMESTAMP, Issues.IN_THE_FUTURE, Issues.AMBIGUOUS_DATE));
  }

  @Override
  Standardised read(String text, KindContext context) {
    return declared(text, context)
        .or(() -> Timestamps.iso(text))
        .or(() -> Timestamps.epoch(text))
        .map(instant -> judge(instant, context))
        .orElseGet(() -> readParts(text, context));
  }

  private static Optional<Instant> declared(String text, KindContext context) {
    return context.datePattern().flatMap(pattern -> Timestamps.read(text, pattern, context.asOf()));
  }

  private static Standardised readParts(String text, KindContext context) {
    Optional<Timestamps.Parts> parts = Timestamps.parts(text);
    Optional<Dates.Reading> reading = parts.flatMap(p -> Dates.read(p.date(), context.asOf()));
    if (reading.isEmpty() || !reading.get().possible()) {
      return Standardised.invalid(NOT_A_TIMESTAMP.code());
    }
    return context
        .fields(reading.get())
        .map(fields -> judge(parts.get().on(fields.date().orElseThrow()), context))
        .orElseGet(() -> Standardised.invalid(Issues.AMBIGUOUS_DATE.code()));
  }

  private static Standardised judge(Instant instant, KindContext context) {
    Instant end = context.asOf().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    if (!instant.isBefore(end)) {
      return Standardised.invalid(Issues.IN_THE_FUTURE.code());
    }
    String text = Timestamps.write(instant);
    return Standardised.valid(text, text);
  }
}
