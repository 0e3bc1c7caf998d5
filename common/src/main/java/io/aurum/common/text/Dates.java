package io.aurum.common.text;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calendar dates in the many ways people write them, read without guessing.
 *
 * <p>Reading gives the three fields as written, valid or not, so that a date with one mistyped
 * digit stays evidence. Where the order of day and month is open, both readings are given and the
 * caller, who knows the source, chooses.
 */
public final class Dates {
  private static final String SEPARATOR = "(?:\\s*[./,-]\\s*|\\s+)";
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("[T ]\\s*[0-9]{1,2}:[0-9]{2}.*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern YEAR_NOISE = Pattern.compile("(?iu)\\s*(?:г\\.?|года|r\\.?|roku)$");
  private static final Pattern ORDINAL = Pattern.compile("(?i)(?<=[0-9])(?:st|nd|rd|th)\\b");
  private static final Pattern EIGHT_DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");
  private static final Pattern CJK =
      Pattern.compile("([0-9]{4})\\s*年\\s*([0-9]{1,2})\\s*月\\s*([0-9]{1,2})\\s*日");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("([0-9]{4})" + SEPARATOR + "([0-9]{1,2})" + SEPARATOR + "([0-9]{1,2})");
  private static final Pattern YEAR_LAST =
      Pattern.compile("([0-9]{1,2})" + SEPARATOR + "([0-9]{1,2})" + SEPARATOR + "([0-9]{4})");
  private static final Pattern SHORT_YEAR =
      Pattern.compile("([0-9]{1,2})" + SEPARATOR + "([0-9]{1,2})" + SEPARATOR + "([0-9]{2})");
  private static final Pattern DAY_NAME_YEAR =
      Pattern.compile(
          "([0-9]{1,2})" + SEPARATOR + "?(\\p{L}+)" + SEPARATOR + "?([0-9]{4}|[0-9]{2})");
  private static final Pattern NAME_DAY_YEAR =
      Pattern.compile(
          "(\\p{L}+)" + SEPARATOR + "?([0-9]{1,2})" + SEPARATOR + "([0-9]{4}|[0-9]{2})");
  private static final Pattern YEAR_NAME_DAY =
      Pattern.compile("([0-9]{4})" + SEPARATOR + "?(\\p{L}+)" + SEPARATOR + "?([0-9]{1,2})");

  private static final Map<String, Integer> MONTHS = months();
  private static final Map<String, Optional<DateTimeFormatter>> FORMATTERS =
      new ConcurrentHashMap<>();

  private Dates() {}

  /**
   * Year, month and day as written; they need not be a date.
   *
   * @param year 0 to 9999
   * @param month 0 to 99
   * @param day 0 to 99
   */
  public record Fields(int year, int month, int day) {

    /** The date; empty where there is no such day. */
    public Optional<LocalDate> date() {
      try {
        return Optional.of(LocalDate.of(year, month, day));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    /** Eight digits {@code yyyyMMdd}. */
    public String digits() {
      return String.format(Locale.ROOT, "%04d%02d%02d", year, month, day);
    }
  }

  /**
   * What a text can mean by the order of its fields. Where the text leaves no choice all three are
   * equal.
   */
  public record Reading(Fields dayFirst, Fields monthFirst, Fields yearFirst) {
    static Reading certain(int year, int month, int day) {
      var fields = new Fields(year, month, day);
      return new Reading(fields, fields, fields);
    }

    /**
     * The only reading that is a date; empty where several different ones or none are. A text in
     * which the year is written with two digits has three readings, any other at most two.
     */
    public Optional<Fields> only() {
      List<Fields> dates =
          List.of(dayFirst, monthFirst, yearFirst).stream()
              .filter(fields -> fields.date().isPresent())
              .distinct()
              .toList();
      return dates.size() == 1 ? Optional.of(dates.get(0)) : Optional.empty();
    }

    /** Whether at least one reading is a date. */
    public boolean possible() {
      return dayFirst.date().isPresent()
          || monthFirst.date().isPresent()
          || yearFirst.date().isPresent();
    }
  }

  /**
   * Reads a text by a declared pattern.
   *
   * @param text cleaned text
   * @param pattern pattern letters of java.time
   * @param latest two-digit years lie in the hundred years up to its year
   * @return empty where the text does not follow the pattern, or the pattern is none
   */
  public static Optional<Reading> read(String text, String pattern, LocalDate latest) {
    return parse(text, pattern).flatMap(parsed -> fields(parsed, pattern, latest));
  }

  /** The fields of a text that follows a pattern of java.time, unchecked. */
  static Optional<TemporalAccessor> parse(String text, String pattern) {
    return FORMATTERS
        .computeIfAbsent(pattern, Dates::formatter)
        .map(formatter -> unresolved(formatter, text));
  }

  /**
   * Reads a text by its own form: ISO 8601, eight digits, numbers parted by point, slash, hyphen or
   * blank, month names in English, German, Polish and Russian, Roman months. A time of day is
   * ignored.
   *
   * @param text cleaned text
   * @param latest two-digit years lie in the hundred years up to its year
   * @return empty where the text has no form of a date
   */
  public static Optional<Reading> read(String text, LocalDate latest) {
    String date = bare(text);
    return compact(date)
        .or(() -> numeric(date))
        .or(() -> shortYear(date, latest))
        .or(() -> named(date, latest));
  }

  /** The eight digits of a text that holds exactly eight; empty otherwise. */
  public static Optional<String> eightDigits(String text) {
    String digits = Texts.digits(text);
    return digits.length() == 8 ? Optional.of(digits) : Optional.empty();
  }

  private static String bare(String text) {
    String date = TIME_OF_DAY.matcher(text).replaceFirst("");
    date = YEAR_NOISE.matcher(date).replaceFirst("");
    return ORDINAL.matcher(date).replaceAll("").strip();
  }

  /** Eight digits: year first, unless only another order is a date of the years 1000 to 2999. */
  private static Optional<Reading> compact(String text) {
    if (!EIGHT_DIGITS.matcher(text).matches()) {
      return Optional.empty();
    }
    var yearFirst = new Fields(part(text, 0, 4), part(text, 4, 6), part(text, 6, 8));
    var dayFirst = new Fields(part(text, 4, 8), part(text, 2, 4), part(text, 0, 2));
    var monthFirst = new Fields(part(text, 4, 8), part(text, 0, 2), part(text, 2, 4));
    var yearLast = new Reading(dayFirst, monthFirst, dayFirst);
    boolean turned = !isUsual(yearFirst) && (isUsual(dayFirst) || isUsual(monthFirst));
    return Optional.of(turned ? yearLast : new Reading(yearFirst, yearFirst, yearFirst));
  }

  private static boolean isUsual(Fields fields) {
    return fields.date().isPresent() && fields.year() >= 1000 && fields.year() < 3000;
  }

  private static Optional<Reading> numeric(String text) {
    Matcher first = YEAR_FIRST.matcher(text);
    Matcher cjk = CJK.matcher(text);
    Matcher last = YEAR_LAST.matcher(text);
    if (first.matches()) {
      return Optional.of(Reading.certain(group(first, 1), group(first, 2), group(first, 3)));
    }
    if (cjk.matches()) {
      return Optional.of(Reading.certain(group(cjk, 1), group(cjk, 2), group(cjk, 3)));
    }
    return last.matches()
        ? Optional.of(yearLast(group(last, 3), group(last, 1), group(last, 2)))
        : Optional.empty();
  }

  private static Reading yearLast(int year, int first, int second) {
    var dayFirst = new Fields(year, second, first);
    return new Reading(dayFirst, new Fields(year, first, second), dayFirst);
  }

  private static Optional<Reading> shortYear(String text, LocalDate latest) {
    Matcher m = SHORT_YEAR.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int year = century(group(m, 3), latest);
    return Optional.of(
        new Reading(
            new Fields(year, group(m, 2), group(m, 1)),
            new Fields(year, group(m, 1), group(m, 2)),
            new Fields(century(group(m, 1), latest), group(m, 2), group(m, 3))));
  }

  private static Optional<Reading> named(String text, LocalDate latest) {
    Matcher dayFirst = DAY_NAME_YEAR.matcher(text);
    Matcher nameFirst = NAME_DAY_YEAR.matcher(text);
    Matcher yearFirst = YEAR_NAME_DAY.matcher(text);
    if (dayFirst.matches()) {
      return named(year(dayFirst.group(3), latest), dayFirst.group(2), group(dayFirst, 1));
    }
    if (nameFirst.matches()) {
      return named(year(nameFirst.group(3), latest), nameFirst.group(1), group(nameFirst, 2));
    }
    return yearFirst.matches()
        ? named(group(yearFirst, 1), yearFirst.group(2), group(yearFirst, 3))
        : Optional.empty();
  }

  private static Optional<Reading> named(int year, String month, int day) {
    return Optional.ofNullable(MONTHS.get(month.toLowerCase(Locale.ROOT)))
        .map(number -> Reading.certain(year, number, day));
  }

  private static int year(String digits, LocalDate latest) {
    int year = Integer.parseInt(digits);
    return digits.length() == 2 ? century(year, latest) : year;
  }

  /** The latest year with these last two digits that is not after the given date's year. */
  private static int century(int twoDigits, LocalDate latest) {
    int base = latest.getYear() - Math.floorMod(latest.getYear(), 100);
    int year = base + twoDigits;
    return year > latest.getYear() ? year - 100 : year;
  }

  private static int group(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static int part(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }

  private static Optional<DateTimeFormatter> formatter(String pattern) {
    try {
      return Optional.of(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Fields as written, unchecked; null where the text does not follow the pattern. */
  private static TemporalAccessor unresolved(DateTimeFormatter formatter, String text) {
    var position = new ParsePosition(0);
    TemporalAccessor parsed = formatter.parseUnresolved(text, position);
    return parsed != null && position.getIndex() == text.length() ? parsed : null;
  }

  private static Optional<Reading> fields(
      TemporalAccessor parsed, String pattern, LocalDate latest) {
    var yearField =
        parsed.isSupported(ChronoField.YEAR) ? ChronoField.YEAR : ChronoField.YEAR_OF_ERA;
    boolean complete =
        parsed.isSupported(yearField)
            && parsed.isSupported(ChronoField.MONTH_OF_YEAR)
            && parsed.isSupported(ChronoField.DAY_OF_MONTH);
    if (!complete) {
      return Optional.empty();
    }
    long year = parsed.getLong(yearField);
    long month = parsed.getLong(ChronoField.MONTH_OF_YEAR);
    long day = parsed.getLong(ChronoField.DAY_OF_MONTH);
    if (year < 0 || year > 9999 || month < 0 || month > 99 || day < 0 || day > 99) {
      return Optional.empty();
    }
    boolean shortYear = !pattern.contains("yyy") && !pattern.contains("uuu");
    int full = shortYear ? century((int) (year % 100), latest) : (int) year;
    return Optional.of(Reading.certain(full, (int) month, (int) day));
  }

  private static Map<String, Integer> months() {
    var months = new HashMap<String, Integer>();
    List<String> names =
        List.of(
            "january jan januar jänner styczeń stycznia sty январь января янв i",
            "february feb februar luty lutego lut февраль февраля фев ii",
            "march mar märz mär maerz marzec marca марта март мар iii",
            "april apr kwiecień kwietnia kwi апрель апреля апр iv",
            "may mai maj maja май мая v",
            "june jun juni czerwiec czerwca cze июнь июня июн vi",
            "july jul juli lipiec lipca lip июль июля июл vii",
            "august aug sierpień sierpnia sie август августа авг viii",
            "september sep sept wrzesień września wrz сентябрь сентября сен ix",
            "october oct oktober okt październik października paź октябрь октября окт x",
            "november nov listopad listopada lis ноябрь ноября ноя xi",
            "december dec dezember dez grudzień grudnia gru декабрь декабря дек xii");
    for (int i = 0; i < names.size(); i++) {
      for (String name : names.get(i).split(" ", -1)) {
        months.put(name, i + 1);
      }
    }
    return Map.copyOf(months);
  }
}
