package io.aurum.common.rule;

import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Kinds;
import io.aurum.common.kind.Standardised;
import io.aurum.common.text.Numbers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compiled check of one value. Belongs to one thread. */
@FunctionalInterface
interface ValueTest {
  String MIDNIGHT = "T00:00:00Z";

  boolean passes(Cell cell);

  /**
   * @param context how the source's texts are read
   */
  static ValueTest of(ValueCheck check, KindContext context) {
    if (check instanceof ValueCheck.Type type) {
      return type(type.form(), context);
    }
    if (check instanceof ValueCheck.Format format) {
      return cell -> standardised(format.kind(), cell, context).canonical() != null;
    }
    if (check instanceof ValueCheck.Range range) {
      return range(range, context.asOf());
    }
    if (check instanceof ValueCheck.Allowed set) {
      return cell -> set.values().contains(cell.text());
    }
    if (check instanceof ValueCheck.Forbidden set) {
      return cell -> !set.values().contains(cell.text());
    }
    if (check instanceof ValueCheck.Matching matching) {
      Matcher matcher = Pattern.compile(matching.regex()).matcher("");
      return cell -> matcher.reset(cell.text()).matches();
    }
    return length((ValueCheck.Length) check);
  }

  private static ValueTest type(ValueCheck.Form form, KindContext context) {
    return switch (form) {
      case NUMBER -> cell -> Numbers.read(cell.text()).isPresent();
      case INTEGER ->
          cell -> Numbers.read(cell.text()).filter(number -> number.indexOf('.') < 0).isPresent();
      case DATE -> {
        Kind time = kind("timestamp");
        yield cell -> {
          String canonical = standardised(time, cell, context).canonical();
          return canonical != null && canonical.endsWith(MIDNIGHT);
        };
      }
      case TIMESTAMP -> of(new ValueCheck.Format(kind("timestamp")), context);
      case BOOLEAN -> of(new ValueCheck.Format(kind("boolean")), context);
    };
  }

  private static Kind kind(String name) {
    return Kinds.byName(name).orElseThrow();
  }

  private static Standardised standardised(Kind kind, Cell cell, KindContext context) {
    return kind.standardise(cell.text(), context);
  }

  private static ValueTest length(ValueCheck.Length length) {
    return cell -> {
      String text = cell.text();
      int characters = text.codePointCount(0, text.length());
      return characters >= length.min() && characters <= length.max();
    };
  }

  private static ValueTest range(ValueCheck.Range range, LocalDate asOf) {
    ToIntFunction<Cell> low = comparison(range.low(), asOf, 1);
    ToIntFunction<Cell> high = comparison(range.high(), asOf, -1);
    int least = range.includesLow() ? 0 : 1;
    int most = range.includesHigh() ? 0 : -1;
    return cell -> low.applyAsInt(cell) >= least && high.applyAsInt(cell) <= most;
  }

  /**
   * Compares values with a limit.
   *
   * @param open answer where there is no limit
   */
  private static ToIntFunction<Cell> comparison(Limit limit, LocalDate asOf, int open) {
    if (limit instanceof Limit.Decimal number) {
      return comparison(number.value());
    }
    if (limit instanceof Limit.Day day) {
      return comparison(day.value());
    }
    return limit instanceof Limit.RunDate date ? comparison(asOf.plus(date.shift())) : cell -> open;
  }

  private static ToIntFunction<Cell> comparison(BigDecimal limit) {
    long millionths = Canonical.millionths(limit);
    return cell ->
        millionths == Canonical.NOT_EXACT || cell.millionths() == Canonical.NOT_EXACT
            ? cell.number().compareTo(limit)
            : Long.compare(cell.millionths(), millionths);
  }

  private static ToIntFunction<Cell> comparison(LocalDate limit) {
    long day = limit.toEpochDay();
    return cell -> Long.compare(cell.day(), day);
  }
}
