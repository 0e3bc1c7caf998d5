package io.aurum.common.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time; without a zone they are in UTC. */
public final class Timestamps {
  private static final Pattern EPOCH = Pattern.compile("-?[0-9]{9,10}|-?[0-9]{12,13}");
  private static final String ISO_FORM = "0000-00-00T00:00:00Z";
  private static final Pattern TIME =
      Pattern.compile(
          "^(.*[0-9])[T ]\\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
              + "\\s*([AaPp][Mm])?\\s*(Z|z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})?$");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /**
   * A time of day and its offset beside the text of its date.
   *
   * @param date the date's part of the text
   */
  public record Parts(String date, LocalTime time, ZoneOffset offset) {

    /** The instant of this time on that day. */
    public Instant on(LocalDate day) {
      return day.atTime(time).toInstant(offset);
    }
  }

  /**
   * Seconds (9 or 10 digits) or milliseconds (12 or 13 digits) since 1970-01-01T00:00:00Z.
   *
   * @param text cleaned text
   */
  public static Optional<Instant> epoch(String text) {
    if (!EPOCH.matcher(text).matches()) {
      return Optional.empty();
    }
    long value = Long.parseLong(text);
    boolean millis = Math.abs(value) >= 100_000_000_000L;
    return Optional.of(millis ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value));
  }

  /**
   * Reads {@code 2026-01-31T12:30:00Z}, what systems write most, faster than by its parts.
   *
   * @return empty for any other form, and where there is no such day or time
   */
  public static Optional<Instant> iso(String text) {
    if (text.length() != ISO_FORM.length()) {
      return Optional.empty();
    }
    for (int i = 0; i < ISO_FORM.length(); i++) {
      char form = ISO_FORM.charAt(i);
      char c = text.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
              .atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /**
   * Parts a date from its time of day; a date alone is its midnight.
   *
   * @param text cleaned text
   * @return empty where the time of day is none
   */
  public static Optional<Parts> parts(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return Optional.of(new Parts(text, LocalTime.MIDNIGHT, ZoneOffset.UTC));
    }
    int hour = hour(Integer.parseInt(m.group(2)), m.group(6));
    int minute = Integer.parseInt(m.group(3));
    int second = m.group(4) == null ? 0 : Integer.parseInt(m.group(4));
    boolean valid = hour >= 0 && hour < 24 && minute < 60 && second < 60;
    return valid
        ? offset(m.group(7))
            .map(
                o -> new Parts(m.group(1), LocalTime.of(hour, minute, second, nano(m.group(5))), o))
        : Optional.empty();
  }

  /**
   * Reads a text by a declared pattern; without a zone in UTC, without a time of day at midnight.
   *
   * @param text cleaned text
   * @param pattern pattern letters of java.time
   * @param latest two-digit years lie in the hundred years up to its year
   * @return empty where the text does not follow the pattern or is no point in time
   */
  public static Optional<Instant> read(String text, String pattern, LocalDate latest) {
    Optional<LocalDate> day =
        Dates.read(text, pattern, latest).flatMap(reading -> reading.yearFirst().date());
    return Dates.parse(text, pattern)
        .flatMap(Timestamps::timeOfDay)
        .flatMap(time -> day.map(date -> date.atTime(time)))
        .map(local -> local.atZone(zone(text, pattern)).toInstant());
  }

  private static ZoneId zone(String text, String pattern) {
    return Dates.parse(text, pattern)
        .map(parsed -> parsed.query(TemporalQueries.zone()))
        .orElse(ZoneOffset.UTC);
  }

  private static Optional<LocalTime> timeOfDay(TemporalAccessor parsed) {
    try {
      boolean half = parsed.isSupported(ChronoField.AMPM_OF_DAY);
      int hour = field(parsed, ChronoField.HOUR_OF_DAY);
      int clock = field(parsed, ChronoField.CLOCK_HOUR_OF_AMPM) % 12;
      int afternoon = 12 * field(parsed, ChronoField.AMPM_OF_DAY);
      return Optional.of(
          LocalTime.of(
              half ? clock + afternoon : hour,
              field(parsed, ChronoField.MINUTE_OF_HOUR),
              field(parsed, ChronoField.SECOND_OF_MINUTE),
              field(parsed, ChronoField.NANO_OF_SECOND)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int field(TemporalAccessor parsed, ChronoField field) {
    return parsed.isSupported(field) ? Math.toIntExact(parsed.getLong(field)) : 0;
  }

  /** ISO 8601 in UTC, with six decimals of the second where they are not zero. */
  public static String write(Instant instant) {
    Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
    boolean whole = micros.equals(micros.truncatedTo(ChronoUnit.SECONDS));
    return whole ? micros.toString() : MICROS.format(micros);
  }

  /** Hour of the day 0 to 23; -1 where a half-day clock has no such hour. */
  private static int hour(int hour, String half) {
    if (half == null) {
      return hour;
    }
    boolean afternoon = half.toUpperCase(Locale.ROOT).equals("PM");
    return hour < 1 || hour > 12 ? -1 : hour % 12 + (afternoon ? 12 : 0);
  }

  private static int nano(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static Optional<ZoneOffset> offset(String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return Optional.of(ZoneOffset.UTC);
    }
    String digits = Texts.digits(zone);
    int hours = Integer.parseInt(digits.substring(0, 2));
    int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
    int sign = zone.startsWith("-") ? -1 : 1;
    boolean valid = hours * 60 + minutes <= 18 * 60 && minutes < 60;
    return valid
        ? Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes))
        : Optional.empty();
  }
}
