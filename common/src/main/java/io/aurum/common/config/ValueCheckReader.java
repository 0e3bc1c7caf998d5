package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.inputPath;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.limit;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.regex;
import static io.aurum.common.config.Parsers.text;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.kind.ValueType;
import io.aurum.common.rule.Limit;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.ValueCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a check that is asked of one value. */
final class ValueCheckReader {
  private static final String FILLED = "filled";
  private static final String TYPE = "type";
  private static final String FORMAT = "format";
  private static final String RANGE = "range";
  private static final String SET = "set";
  private static final String PATTERN = "pattern";
  private static final String LENGTH = "length";

  /** The keys of the checks. */
  static final List<String> KEYS = List.of(FILLED, TYPE, FORMAT, RANGE, SET, PATTERN, LENGTH);

  private static final List<String> SETS =
      List.of("allowed", "forbidden", "allowed-file", "forbidden-file");

  private final Section rule;
  private final String key;
  private final Optional<ValueCheck> check;

  /**
   * @param key of the check in the rule
   */
  ValueCheckReader(Section rule, String key) {
    this.rule = rule;
    this.key = key;
    this.check = check();
  }

  /**
   * The check asked of a column; empty where something is wrong with it.
   *
   * @param kind of the column
   */
  Optional<RuleCheck> read(String column, Kind kind) {
    if (key.equals(FILLED)) {
      return Optional.of(new RuleCheck.Filled(List.of(column), 1));
    }
    check.ifPresent(c -> rejectUncomparable(c, column, kind));
    return check.map(c -> new RuleCheck.OfValue(column, c, "validity"));
  }

  private Optional<ValueCheck> check() {
    return switch (key) {
      case FILLED -> {
        if (!rule.require(key, Parsers.flag())) {
          rule.reject(
              key,
              "bad value 'false' for '" + rule.pathTo(key) + "'",
              "a rule that asks for empty values is written as a set or in SQL",
              "write filled = true, or remove the rule");
        }
        yield Optional.empty();
      }
      case TYPE -> rule.find(key, choice(ValueCheck.Form.class)).map(ValueCheck.Type::new);
      case FORMAT ->
          rule.find(key, oneOf("kind", Kinds.all().stream().map(Kind::name).toList()))
              .flatMap(Kinds::byName)
              .map(ValueCheck.Format::new);
      case PATTERN -> rule.find(key, regex()).map(Pattern::pattern).map(ValueCheck.Matching::new);
      case RANGE -> rule.findSection(key, "a range").flatMap(ValueCheckReader::range);
      case SET -> rule.findSection(key, "a set").flatMap(ValueCheckReader::set);
      default -> rule.findSection(key, "a length").flatMap(ValueCheckReader::length);
    };
  }

  private static Optional<ValueCheck> range(Section range) {
    rejectBoth(range, "min", "above");
    rejectBoth(range, "max", "below");
    boolean includesLow = !range.has("above");
    boolean includesHigh = !range.has("below");
    Optional<Limit> low = range.find(includesLow ? "min" : "above", limit());
    Optional<Limit> high = range.find(includesHigh ? "max" : "below", limit());
    if (Stream.of("min", "max", "above", "below").noneMatch(range::has)) {
      range.reject(
          "empty range '" + range.path() + "'",
          "a range without an end holds every value",
          "add min or above, max or below, or two of them");
    }
    rejectEmptyRange(range, low, high);
    return low.isEmpty() && high.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ValueCheck.Range(
                low.orElse(new Limit.Open()),
                includesLow,
                high.orElse(new Limit.Open()),
                includesHigh));
  }

  private static Optional<ValueCheck> set(Section set) {
    List<String> given = SETS.stream().filter(set::has).toList();
    if (given.size() != 1) {
      set.reject(
          "values of the set '" + set.path() + "' are not clear",
          given.isEmpty()
              ? "it names no values"
              : "it has " + String.join(" and ", given) + ", which exclude each other",
          "give one of: " + String.join(", ", SETS));
      given.forEach(key -> set.list(key, text()));
      return Optional.empty();
    }
    String key = given.get(0);
    Set<String> values =
        key.endsWith("-file")
            ? set.find(key, inputPath()).map(path -> lines(set, key, path)).orElse(Set.of())
            : new LinkedHashSet<>(set.requireList(key, text()));
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            key.startsWith("allowed")
                ? new ValueCheck.Allowed(values)
                : new ValueCheck.Forbidden(values));
  }

  private static Set<String> lines(Section set, String key, String path) {
    try (Stream<String> lines = Files.lines(Path.of(path))) {
      Set<String> values = new LinkedHashSet<>();
      lines.map(String::strip).filter(line -> !line.isEmpty()).forEach(values::add);
      if (values.isEmpty()) {
        set.reject(
            key, "empty file '" + path + "'", "it holds no values", "write one value to a line");
      }
      return values;
    } catch (IOException | UncheckedIOException e) {
      set.reject(
          key,
          "unreadable file '" + path + "'",
          "it is no text file in UTF-8 that can be read",
          "name a readable file with one value to a line");
      return Set.of();
    }
  }

  private static Optional<ValueCheck> length(Section length) {
    int min = length.find("min", integer(0)).orElse(0);
    int max = length.find("max", integer(0)).orElse(Integer.MAX_VALUE);
    if (!length.has("min") && !length.has("max")) {
      length.reject(
          "empty range '" + length.path() + "'",
          "every text has some length",
          "add min, max or both");
    }
    if (min > max) {
      rejectCrossed(length);
    }
    return Optional.of(new ValueCheck.Length(min, max));
  }

  private static Parser<Integer> integer(int min) {
    Parser<Long> whole = Parsers.integer(min, Integer.MAX_VALUE);
    return new Parser<>(
        whole.expected(),
        min,
        text -> {
          Outcome<Long> read = whole.parse(text);
          return read instanceof Outcome.Good<Long> good
              ? Outcome.good(good.value().intValue())
              : Outcome.bad("it is no " + whole.expected(), "write " + whole.expected());
        });
  }

  private void rejectUncomparable(ValueCheck read, String column, Kind kind) {
    if (!(read instanceof ValueCheck.Range range) || kind == null) {
      return;
    }
    for (Limit end : List.of(range.low(), range.high())) {
      boolean number = end instanceof Limit.Decimal;
      boolean date = end instanceof Limit.Day || end instanceof Limit.RunDate;
      if ((number && kind.type() != ValueType.NUMBER) || (date && !isDated(kind))) {
        rule.reject(
            key,
            "'" + end.text() + "' cannot be compared with the column '" + column + "'",
            "the column is of the kind "
                + kind.name()
                + ", which is not of "
                + (number ? "numbers" : "dates"),
            "ask it of another column, or write a 'length', 'set' or 'pattern'");
      }
    }
  }

  private static boolean isDated(Kind kind) {
    return kind.type() == ValueType.DATE || kind.type() == ValueType.TIMESTAMP;
  }

  private static void rejectBoth(Section range, String first, String second) {
    if (range.has(first) && range.has(second)) {
      range.reject(
          second,
          "contradictory range '" + range.path() + "'",
          "'" + first + "' includes the end and '" + second + "' does not",
          "keep one of them");
    }
  }

  private static void rejectEmptyRange(Section range, Optional<Limit> low, Optional<Limit> high) {
    boolean crossed =
        low.isPresent()
            && high.isPresent()
            && (isAbove(low.get(), high.get()) || isAfter(low.get(), high.get()));
    if (crossed) {
      rejectCrossed(range);
    }
  }

  private static boolean isAbove(Limit low, Limit high) {
    return low instanceof Limit.Decimal least
        && high instanceof Limit.Decimal most
        && least.value().compareTo(most.value()) > 0;
  }

  private static boolean isAfter(Limit low, Limit high) {
    return low instanceof Limit.Day first
        && high instanceof Limit.Day last
        && first.value().isAfter(last.value());
  }

  private static void rejectCrossed(Section range) {
    range.reject(
        "empty range '" + range.path() + "'",
        "its lower end lies above its upper end, and no value can be right",
        "exchange them");
  }
}
