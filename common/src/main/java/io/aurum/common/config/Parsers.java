package io.aurum.common.config;

import io.aurum.common.rule.Limit;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The types of values that a configuration can hold, each with its check. */
final class Parsers {
  /** Stands for "there is none" where a character may be left out. */
  static final char NO_CHARACTER = '\0';

  private static final Map<String, Boolean> FLAGS =
      Map.of("true", true, "yes", true, "on", true, "false", false, "no", false, "off", false);
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final Pattern SHIFTED_AS_OF = Pattern.compile("as_of(?:\\s*([+-])\\s*(P\\S+))?");
  private static final Pattern GLOB = Pattern.compile("[*?\\[\\]{}]");

  private Parsers() {}

  /** Any text, blanks and the empty text included. */
  static Parser<String> text() {
    return new Parser<>("a text", "", Outcome::good);
  }

  /** A text that is not blank. */
  static Parser<String> name() {
    return new Parser<>(
        "a name",
        "",
        text ->
            text.isBlank()
                ? Outcome.bad("the name is blank", "write the name")
                : Outcome.good(text));
  }

  static Parser<Boolean> flag() {
    return new Parser<>(
        "true or false",
        false,
        text ->
            Optional.ofNullable(FLAGS.get(text.toLowerCase(Locale.ROOT)))
                .map(Outcome::good)
                .orElseGet(() -> expected("true or false", text)));
  }

  /** A whole number in a closed range. */
  static Parser<Long> integer(long min, long max) {
    String range =
        min == Long.MIN_VALUE && max == Long.MAX_VALUE ? "" : " from " + min + " to " + max;
    return number(
        "a whole number" + range,
        BigDecimal.valueOf(min),
        BigDecimal.valueOf(max),
        BigDecimal::longValueExact);
  }

  /** A number in a closed range. */
  static Parser<Double> decimal(String min, String max) {
    return number(
        "a number from " + min + " to " + max,
        new BigDecimal(min),
        new BigDecimal(max),
        BigDecimal::doubleValue);
  }

  /** A number of any size, exact. */
  static Parser<BigDecimal> exact(String min) {
    BigDecimal least = new BigDecimal(min);
    return new Parser<>(
        "a number from " + min,
        least,
        text ->
            parseExact(text)
                .map(number -> atLeast(number, least))
                .orElseGet(() -> expected("a number", text)));
  }

  /** A number of any size and sign, exact. */
  static Parser<BigDecimal> exact() {
    return new Parser<>(
        "a number",
        BigDecimal.ZERO,
        text -> parseExact(text).map(Outcome::good).orElseGet(() -> expected("a number", text)));
  }

  private static Outcome<BigDecimal> atLeast(BigDecimal number, BigDecimal least) {
    return number.compareTo(least) < 0
        ? Outcome.bad("it is out of range", "write a number from " + least.toPlainString())
        : Outcome.good(number);
  }

  private static Optional<BigDecimal> parseExact(String text) {
    try {
      return Optional.of(new BigDecimal(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A period of ISO 8601 that is not negative: {@code P2D}. */
  static Parser<Period> period() {
    return new Parser<>("a period such as P2D or P18Y", Period.ZERO, Parsers::parsePeriod);
  }

  private static Outcome<Period> parsePeriod(String text) {
    try {
      Period period = Period.parse(text.trim());
      return period.isNegative()
          ? Outcome.bad("it is negative", "write the period without a sign")
          : Outcome.good(period);
    } catch (DateTimeException e) {
      return Outcome.bad(
          "it is no period of ISO 8601", "write days as P2D, months as P6M, years as P18Y");
    }
  }

  /** One end of a range: a number, a date, or the date of the run with a period added. */
  static Parser<Limit> limit() {
    return new Parser<>(
        "a number, a date such as 2026-01-31, or as_of - P18Y",
        new Limit.Open(),
        Parsers::parseLimit);
  }

  private static Outcome<Limit> parseLimit(String text) {
    Matcher shifted = SHIFTED_AS_OF.matcher(text.trim());
    try {
      if (shifted.matches()) {
        Period shift = shifted.group(2) == null ? Period.ZERO : Period.parse(shifted.group(2));
        return Outcome.good(
            new Limit.RunDate("-".equals(shifted.group(1)) ? shift.negated() : shift));
      }
      Optional<BigDecimal> number = parseExact(text);
      return Outcome.good(
          number.isPresent()
              ? new Limit.Decimal(number.get())
              : new Limit.Day(LocalDate.parse(text.trim())));
    } catch (DateTimeException e) {
      return Outcome.bad(
          "it is neither a number nor a date",
          "write a number, a date such as 2026-01-31, or as_of, as_of - P18Y, as_of + P1M");
    }
  }

  private static <T> Parser<T> number(
      String expected, BigDecimal min, BigDecimal max, Function<BigDecimal, T> conversion) {
    return new Parser<>(
        expected,
        conversion.apply(min),
        text -> {
          try {
            BigDecimal number = new BigDecimal(text.trim());
            return number.compareTo(min) < 0 || number.compareTo(max) > 0
                ? Outcome.bad("it is out of range", "write " + expected)
                : Outcome.good(conversion.apply(number));
          } catch (ArithmeticException | NumberFormatException e) {
            return expected(expected, text);
          }
        });
  }

  /** A constant of an enum, written in lower case with hyphens. */
  static <E extends Enum<E>> Parser<E> choice(Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> labels = Arrays.stream(constants).map(Parsers::label).toList();
    return new Parser<>(
        "one of: " + String.join(", ", labels),
        constants[0],
        text -> {
          int index = labels.indexOf(text);
          return index < 0
              ? Outcome.bad(
                  "it is none of: " + String.join(", ", labels), Nearest.remedy(text, labels))
              : Outcome.good(constants[index]);
        });
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * One of the given names.
   *
   * @param noun what the names are: {@code kind}
   */
  static Parser<String> oneOf(String noun, Collection<String> names) {
    return new Parser<>(
        "the name of a " + noun,
        "",
        text ->
            names.contains(text)
                ? Outcome.good(text)
                : Outcome.bad(
                    "unknown " + noun,
                    "there is no " + noun + " of that name",
                    names.isEmpty() ? "remove it" : Nearest.remedy(text, names)));
  }

  static Parser<Character> character() {
    return new Parser<>(
        "a single character",
        ' ',
        text ->
            text.length() == 1
                ? Outcome.good(text.charAt(0))
                : Outcome.bad(
                    "it has " + text.length() + " characters", "write a single character"));
  }

  /** A character, or the empty text for none: {@link #NO_CHARACTER}. */
  static Parser<Character> characterOrNone() {
    return new Parser<>(
        "a single character, or \"\" for none",
        NO_CHARACTER,
        text -> text.isEmpty() ? Outcome.good(NO_CHARACTER) : character().parse(text));
  }

  /** A character encoding, as its canonical name. */
  static Parser<String> encoding() {
    return new Parser<>("a character encoding such as UTF-8", "", Parsers::parseEncoding);
  }

  private static Outcome<String> parseEncoding(String text) {
    try {
      return Outcome.good(Charset.forName(text).name());
    } catch (IllegalArgumentException e) {
      String near =
          Nearest.to(text, Charset.availableCharsets().keySet())
              .orElse(StandardCharsets.UTF_8.name());
      return Outcome.bad(
          "unknown encoding",
          "this Java has no character encoding of that name",
          "did you mean '" + near + "'?");
    }
  }

  static Parser<Pattern> regex() {
    return new Parser<>("a regular expression", Pattern.compile(""), Parsers::parseRegex);
  }

  private static Outcome<Pattern> parseRegex(String text) {
    try {
      return Outcome.good(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      return Outcome.bad(
          "bad regular expression",
          e.getDescription() + " at character " + (Math.max(e.getIndex(), 0) + 1),
          "correct the expression; within \"...\" a backslash is written twice");
    }
  }

  /** A regular expression with at least one group. */
  static Parser<Pattern> regexWithGroup() {
    return new Parser<>(
        "a regular expression with a group",
        Pattern.compile("()"),
        text -> {
          Outcome<Pattern> parsed = parseRegex(text);
          return parsed instanceof Outcome.Good<Pattern> good && groups(good.value()) == 0
              ? Outcome.bad(
                  "the expression has no group, and the first group is what is taken",
                  "put the part to take into (...)")
              : parsed;
        });
  }

  /** Number of capturing groups. */
  static int groups(Pattern regex) {
    return regex.matcher("").groupCount();
  }

  /** A pattern of {@link DateTimeFormatter}. */
  static Parser<String> datePattern() {
    return new Parser<>("a date pattern such as yyyy-MM-dd", "", Parsers::parseDatePattern);
  }

  private static Outcome<String> parseDatePattern(String text) {
    try {
      Objects.requireNonNull(DateTimeFormatter.ofPattern(text, Locale.ROOT));
      return Outcome.good(text);
    } catch (IllegalArgumentException e) {
      return Outcome.bad(
          "bad date pattern",
          e.getMessage(),
          "write a pattern such as yyyy-MM-dd or d.M.yyyy; to take a part of a text use 'regex'");
    }
  }

  static Parser<String> isoDate() {
    return new Parser<>("a date such as 2026-01-31", "", Parsers::parseIsoDate);
  }

  private static Outcome<String> parseIsoDate(String text) {
    try {
      return Outcome.good(LocalDate.parse(text).toString());
    } catch (DateTimeException e) {
      return Outcome.bad("it is no ISO 8601 date", "write a date such as 2026-01-31");
    }
  }

  /** An ISO 3166-1 alpha-2 code. */
  static Parser<String> region() {
    return new Parser<>("a country code such as GB", "", Parsers::parseRegion);
  }

  private static Outcome<String> parseRegion(String text) {
    SortedMap<String, String> byName = new TreeMap<>();
    for (String code : Locale.getISOCountries()) {
      if (code.equals(text)) {
        return Outcome.good(code);
      }
      byName.put(code, code);
      byName.put(new Locale("", code).getDisplayCountry(Locale.ENGLISH), code);
    }
    byName.put("UK", "GB");
    String upper = text.toUpperCase(Locale.ROOT);
    Optional<String> near =
        byName.containsKey(upper)
            ? Optional.of(upper)
            : Nearest.to(text, byName.keySet()).filter(name -> name.length() > 2);
    return Outcome.bad(
        "unknown region",
        "it is no country code of ISO 3166-1 alpha-2",
        near.map(name -> "did you mean '" + byName.get(name) + "'?")
            .orElse("write two capital letters, such as GB, DE or PL"));
  }

  /**
   * A file, a glob or a URI. What can be looked up at once is: a local path without wildcards must
   * exist.
   */
  static Parser<String> inputPath() {
    return new Parser<>("a path, a glob or a URI", "", Parsers::parseInputPath);
  }

  private static Outcome<String> parseInputPath(String text) {
    if (text.isBlank()) {
      return Outcome.bad("the path is blank", "write a path, a glob or a URI");
    }
    try {
      return isFixedAndLocal(text) && !Files.exists(localPath(text))
          ? Outcome.bad(
              "missing file",
              "nothing stands at " + localPath(text).toAbsolutePath(),
              "correct the path; a relative one starts at the working directory")
          : Outcome.good(text);
    } catch (IllegalArgumentException e) {
      return Outcome.bad("it is no valid path", "write a path, a glob or a URI");
    }
  }

  private static boolean isFixedAndLocal(String path) {
    boolean local = !SCHEME.matcher(path).matches() || path.startsWith("file:");
    return local && !GLOB.matcher(path).find();
  }

  private static Path localPath(String path) {
    return path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path);
  }

  private static <T> Outcome<T> expected(String expected, String text) {
    return Outcome.bad("expected " + expected + ", found " + typeOf(text), "write " + expected);
  }

  private static String typeOf(String text) {
    if (FLAGS.containsKey(text.toLowerCase(Locale.ROOT))) {
      return "a flag";
    }
    try {
      return new BigDecimal(text.trim()).scale() > 0 ? "a fraction" : "a number";
    } catch (NumberFormatException e) {
      return "a text";
    }
  }
}
