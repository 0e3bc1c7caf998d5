package io.aurum.jobs.quality;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.kind.ValueType;
import io.aurum.common.profile.AttributeProfile;
import io.aurum.common.profile.ValueCounts;
import io.aurum.common.stat.Wilson;
import io.aurum.common.table.PiiClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Rules that the values of a field keep today. Each allows as many failures as the data does not
 * exclude: one minus the lower end of Wilson's interval for the share that passes, so the data
 * itself passes and more of its kind will, too.
 */
final class SuggestedRules {
  private static final long LEAST_RECORDS = 20;
  private static final long MOST_VALUES = 20;
  private static final long RECORDS_PER_VALUE = 10;
  private static final double MOSTLY = 0.95;
  private static final double USUALLY = 0.5;
  private static final int FENCE = 3;
  private static final int RATE_DECIMALS = 4;
  private static final int ISO_DATE_CHARS = 10;

  private final String source;
  private final FieldSettings field;
  private final AttributeProfile profile;
  private final ValueCounts shapes;
  private final Map<String, Object> rules = new LinkedHashMap<>();

  private SuggestedRules(String source, FieldSettings field, ColumnStudy study) {
    this.source = source;
    this.field = field;
    this.profile = study.profile();
    this.shapes = study.canonicalShapes();
  }

  /** Rules by name, as the configuration writes them. */
  static Map<String, Object> of(String source, FieldSettings field, ColumnStudy study) {
    SuggestedRules suggested = new SuggestedRules(source, field, study);
    if (suggested.profile.valid() >= LEAST_RECORDS) {
      suggested.filled();
      suggested.set();
      suggested.range();
      suggested.pattern();
      suggested.unique();
    }
    return suggested.rules;
  }

  private void filled() {
    if (profile.valid() >= USUALLY * profile.records()) {
      add("filled", Map.of("filled", true), profile.valid(), profile.records());
    }
  }

  /** Values of a field that tells of no person, where they are few. */
  private void set() {
    OptionalLong distinct = profile.values().distinct();
    boolean few =
        field.pii() == PiiClass.NON_PII
            && field.publishable()
            && field.kind().type() == ValueType.TEXT
            && distinct.isPresent()
            && distinct.getAsLong() <= MOST_VALUES
            && profile.valid() >= RECORDS_PER_VALUE * distinct.getAsLong();
    if (few) {
      List<String> allowed =
          profile.top((int) MOST_VALUES).stream().map(ValueCounts.Count::value).sorted().toList();
      add("known", Map.of("set", Map.of("allowed", allowed)), profile.valid(), profile.valid());
    }
  }

  /** From the smallest to the largest value, but no further than outliers begin. */
  private void range() {
    if (!field.publishable()) {
      return;
    }
    switch (field.kind().type()) {
      case NUMBER -> numberRange();
      case DATE, TIMESTAMP -> dateRange();
      case TEXT, BOOLEAN -> {}
    }
  }

  private void numberRange() {
    BigDecimal low = new BigDecimal(profile.quantile(1 - MOSTLY));
    BigDecimal high = new BigDecimal(profile.quantile(MOSTLY));
    BigDecimal width = high.subtract(low).multiply(BigDecimal.valueOf(FENCE));
    BigDecimal min = new BigDecimal(profile.min()).max(low.subtract(width));
    BigDecimal max = new BigDecimal(profile.max()).min(high.add(width));
    boolean outliers =
        min.compareTo(new BigDecimal(profile.min())) > 0
            || max.compareTo(new BigDecimal(profile.max())) < 0;
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("min", min);
    range.put("max", max);
    long certain = (long) Math.floor((2 * MOSTLY - 1) * profile.valid());
    add("range", Map.of("range", range), outliers ? certain : profile.valid(), profile.valid());
  }

  /** No upper end: every delivery goes beyond the last, and the future is the kind's own rule. */
  private void dateRange() {
    Map<String, Object> range = Map.of("min", profile.min().substring(0, ISO_DATE_CHARS));
    add("range", Map.of("range", range), profile.valid(), profile.valid());
  }

  /** One shape with digits that nearly all values have. */
  private void pattern() {
    List<ValueCounts.Count> most = shapes.top(1);
    boolean shaped =
        field.kind().type() == ValueType.TEXT
            && !most.isEmpty()
            && most.get(0).value().contains("9")
            && !most.get(0).value().endsWith("…")
            && most.get(0).count() >= MOSTLY * profile.valid();
    if (shaped) {
      add(
          "shape",
          Map.of("pattern", regex(most.get(0).value())),
          most.get(0).count(),
          profile.valid());
    }
  }

  /** Nearly always there, and never twice, as far as all values could be counted. */
  private void unique() {
    OptionalLong distinct = profile.values().distinct();
    boolean unique =
        field.kind().type() == ValueType.TEXT
            && distinct.isPresent()
            && distinct.getAsLong() == profile.valid()
            && profile.valid() >= MOSTLY * profile.records();
    if (unique) {
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("source", source);
      rule.put("uniqueness", Map.of("columns", List.of(field.name())));
      rule.put("severity", "warn");
      rules.put(name("unique"), rule);
    }
  }

  private void add(String suffix, Map<String, Object> check, long passed, long checked) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("source", source);
    rule.put("column", field.name());
    rule.putAll(check);
    rule.put("severity", "warn");
    rule.put("max-failed-rate", failuresNotExcluded(passed, checked));
    rules.put(name(suffix), rule);
  }

  private String name(String suffix) {
    return source + "_" + field.name() + "_" + suffix;
  }

  static BigDecimal failuresNotExcluded(long passed, long checked) {
    return BigDecimal.valueOf(1 - Wilson.interval(passed, checked).low())
        .setScale(RATE_DECIMALS, RoundingMode.UP);
  }

  /** The regular expression of a shape. */
  static String regex(String shape) {
    StringBuilder regex = new StringBuilder("^");
    for (int start = 0; start < shape.length(); ) {
      char c = shape.charAt(start);
      int end = start;
      while (end < shape.length() && shape.charAt(end) == c) {
        end++;
      }
      regex.append(atom(c));
      if (end - start > 1) {
        regex.append('{').append(end - start).append('}');
      }
      start = end;
    }
    return regex.append('$').toString();
  }

  private static String atom(char c) {
    return switch (c) {
      case 'A' -> "\\p{L}";
      case '9' -> "\\d";
      case ' ' -> "\\s";
      default -> Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
    };
  }
}
