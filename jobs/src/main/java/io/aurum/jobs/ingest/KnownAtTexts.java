package io.aurum.jobs.ingest;

import io.aurum.common.text.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads the dates and timestamps of ISO 8601 in which sources say when something became known. */
final class KnownAtTexts {
  private KnownAtTexts() {}

  /**
   * The instant that a text names, cut to microseconds: a date ({@code 2026-01-31} or {@code
   * 20260131}) is its first instant in UTC, a timestamp without offset is in UTC, and a blank may
   * stand for the {@code T}. Empty where the text is none of these.
   */
  static Optional<Instant> parse(String text) {
    Optional<Instant> iso = Timestamps.iso(text);
    if (iso.isPresent()) {
      return iso;
    }
    try {
      return Optional.of(instant(text).truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    if (text.length() == 8) {
      return startOf(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE));
    }
    if (text.length() <= 10) {
      return startOf(LocalDate.parse(text));
    }
    String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    boolean zoned =
        iso.endsWith("Z")
            || iso.endsWith("z")
            || iso.lastIndexOf('+') > 10
            || iso.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static Instant startOf(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
