package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.Scope;
import io.aurum.jobs.validate.JudgedRows.Outcome;
import io.aurum.jobs.validate.RuleBook.UserRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rules that speak of a source as a whole: its freshness, its size, its sums. Freshness and
 * sums are those of the accepted records; all that they need is added up in one pass.
 */
final class SourceRules {
  private static final DataType EXACT = DataTypes.createDecimalType(38, 10);
  private static final long MICROS_PER_DAY = TimeUnit.DAYS.toMicros(1);

  private final Map<String, Checklist> checklists;
  private final Map<String, SourceSummary> summaries;
  private final Dataset<Row> judged;
  private final Dataset<Row> known;
  private final LocalDate asOf;

  /**
   * What came of such a rule.
   *
   * @param observed what was found, in words without values of records
   * @param failed whether it is not what the rule asks; false also where it was not checked
   */
  record Finding(UserRule rule, String observed, boolean isChecked, boolean failed) {}

  /**
   * @param checklists by source
   * @param summaries of whole sources
   * @param judged rows of all records
   * @param known rows of {@code source_record} known by the run's date
   */
  SourceRules(
      Map<String, Checklist> checklists,
      Map<String, SourceSummary> summaries,
      Dataset<Row> judged,
      Dataset<Row> known,
      LocalDate asOf) {
    this.checklists = checklists;
    this.summaries = summaries;
    this.judged = judged;
    this.known = known;
    this.asOf = asOf;
  }

  /** The findings by source; a source without such rules is left out. */
  Map<String, List<Finding>> findings() {
    Map<String, List<UserRule>> rules = new TreeMap<>();
    checklists.forEach(
        (source, checklist) -> {
          List<UserRule> own = rules(checklist);
          if (!own.isEmpty()) {
            rules.put(source, own);
          }
        });
    if (rules.isEmpty()) {
      return Map.of();
    }
    Totals totals = totals(rules);
    Map<String, List<Long>> deliveries = deliveries(rules);
    Map<String, List<Finding>> findings = new TreeMap<>();
    rules.forEach(
        (source, own) ->
            findings.put(
                source,
                own.stream().map(rule -> finding(source, rule, totals, deliveries)).toList()));
    return findings;
  }

  private Finding finding(
      String source, UserRule rule, Totals totals, Map<String, List<Long>> deliveries) {
    RuleCheck check = rule.settings().check();
    if (check instanceof RuleCheck.Fresh fresh) {
      return fresh(rule, fresh, totals.newest(source, fresh.column()));
    }
    if (check instanceof RuleCheck.RowCount size) {
      long rows = records(source);
      return new Finding(
          rule, "%d records".formatted(rows), true, rows < size.min() || rows > size.max());
    }
    if (check instanceof RuleCheck.DeliverySize size) {
      return deliverySize(rule, size, deliveries.getOrDefault(source, List.of()));
    }
    return total(source, rule, (RuleCheck.Controlled) check, totals);
  }

  private long records(String source) {
    return summaries.containsKey(source) ? summaries.get(source).records() : 0;
  }

  private Finding fresh(UserRule rule, RuleCheck.Fresh check, Optional<Long> newest) {
    if (newest.isEmpty()) {
      return new Finding(rule, "no date at all", true, true);
    }
    LocalDate day =
        Instant.EPOCH.plus(newest.get(), ChronoUnit.MICROS).atZone(ZoneOffset.UTC).toLocalDate();
    return new Finding(
        rule,
        "%s, %d days old".formatted(day, ChronoUnit.DAYS.between(day, asOf)),
        true,
        day.isBefore(asOf.minus(check.maxAge())));
  }

  private static Finding deliverySize(
      UserRule rule, RuleCheck.DeliverySize check, List<Long> sizes) {
    if (sizes.size() < 2) {
      return new Finding(rule, "no earlier delivery", false, false);
    }
    long newest = sizes.get(sizes.size() - 1);
    BigDecimal usual = median(sizes.subList(0, sizes.size() - 1));
    BigDecimal rows = BigDecimal.valueOf(newest);
    boolean fails =
        rows.compareTo(usual.multiply(check.minRatio())) < 0
            || rows.compareTo(usual.multiply(check.maxRatio())) > 0;
    return new Finding(
        rule, "%d rows; usual: %s".formatted(newest, usual.toPlainString()), true, fails);
  }

  private static BigDecimal median(List<Long> sizes) {
    List<Long> sorted = sizes.stream().sorted().toList();
    int middle = sorted.size() / 2;
    long upper = sorted.get(middle);
    long lower = sorted.size() % 2 == 1 ? upper : sorted.get(middle - 1);
    BigDecimal two = BigDecimal.valueOf(2);
    return BigDecimal.valueOf(lower + upper)
        .divide(two, 1, RoundingMode.UNNECESSARY)
        .stripTrailingZeros();
  }

  private Finding total(String source, UserRule rule, RuleCheck.Controlled check, Totals totals) {
    BigDecimal found =
        check instanceof RuleCheck.Sum sum
            ? totals.sum(source, sum.column())
            : BigDecimal.valueOf(records(source));
    BigDecimal control =
        check.control() instanceof RuleCheck.Stated stated
            ? stated.total()
            : controlSum((RuleCheck.SumOf) check.control(), totals);
    return new Finding(
        rule,
        "%s; control total: %s".formatted(plain(found), plain(control)),
        true,
        found.subtract(control).abs().compareTo(check.tolerance()) > 0);
  }

  private BigDecimal controlSum(RuleCheck.SumOf control, Totals totals) {
    return sources(control.scope())
        .map(source -> totals.sum(source, control.column()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Stream<String> sources(Scope scope) {
    return checklists.values().stream()
        .filter(list -> scope.holds(list.source().entity(), list.source().name()))
        .map(list -> list.source().name());
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /**
   * What the accepted records add up to.
   *
   * @param sums by source and column
   * @param newest microseconds by source and column; {@code known_at} under the empty text
   */
  private record Totals(
      Map<String, Map<String, BigDecimal>> sums, Map<String, Map<String, Long>> newest) {

    BigDecimal sum(String source, String column) {
      return sums.getOrDefault(source, Map.of()).getOrDefault(column, BigDecimal.ZERO);
    }

    Optional<Long> newest(String source, String column) {
      return Optional.ofNullable(newest.getOrDefault(source, Map.of()).get(column));
    }
  }

  private Totals totals(Map<String, List<UserRule>> rules) {
    List<String> summed = new ArrayList<>();
    List<String> dated = new ArrayList<>();
    rules.values().stream()
        .flatMap(List::stream)
        .map(rule -> rule.settings().check())
        .forEach(check -> addColumns(check, summed, dated));
    List<Column> aggregates = new ArrayList<>();
    aggregates.add(max(col(JudgedRows.KNOWN_AT_MICROS)));
    summed.forEach(name -> aggregates.add(sum(value(name).try_cast(EXACT))));
    dated.forEach(name -> aggregates.add(max(unix_micros(to_timestamp(value(name))))));
    Map<String, Map<String, BigDecimal>> sums = new HashMap<>();
    Map<String, Map<String, Long>> newest = new HashMap<>();
    for (Row row :
        JudgedRows.of(judged, Outcome.ACCEPTED)
            .groupBy("source")
            .agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new))
            .collectAsList()) {
      Map<String, BigDecimal> ownSums = new LinkedHashMap<>();
      Map<String, Long> ownNewest = new LinkedHashMap<>();
      putIfKnown(ownNewest, "", row.<Long>getAs(1));
      for (int i = 0; i < summed.size(); i++) {
        putIfKnown(ownSums, summed.get(i), row.getDecimal(2 + i));
      }
      for (int i = 0; i < dated.size(); i++) {
        putIfKnown(ownNewest, dated.get(i), row.<Long>getAs(2 + summed.size() + i));
      }
      sums.put(row.getString(0), ownSums);
      newest.put(row.getString(0), ownNewest);
    }
    return new Totals(sums, newest);
  }

  private static void addColumns(RuleCheck check, List<String> summed, List<String> dated) {
    if (check instanceof RuleCheck.Sum sum) {
      addOnce(summed, sum.column());
    }
    if (check instanceof RuleCheck.Controlled controlled
        && controlled.control() instanceof RuleCheck.SumOf other) {
      addOnce(summed, other.column());
    }
    if (check instanceof RuleCheck.Fresh fresh && !fresh.column().isEmpty()) {
      addOnce(dated, fresh.column());
    }
  }

  private static void addOnce(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  private static <T> void putIfKnown(Map<String, T> values, String name, T value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** The canonical value of a column, whatever its position in the records of each source. */
  private Column value(String name) {
    Column value = when(lit(false), lit(null).cast(DataTypes.StringType));
    for (Checklist checklist : checklists.values()) {
      if (checklist.names().contains(name)) {
        value =
            value.when(col("source").equalTo(checklist.source().name()), checklist.canonical(name));
      }
    }
    return value;
  }

  /** Rows of each delivery of a source, in the order of their days. */
  private Map<String, List<Long>> deliveries(Map<String, List<UserRule>> rules) {
    Object[] wanted =
        rules.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().stream()
                        .anyMatch(
                            rule -> rule.settings().check() instanceof RuleCheck.DeliverySize))
            .map(Map.Entry::getKey)
            .toArray();
    Map<String, List<Long>> sizes = new HashMap<>();
    if (wanted.length > 0) {
      known
          .where(col("source").isin(wanted))
          .groupBy(
              col("source"),
              floor(unix_micros(col("known_at")).divide(lit(MICROS_PER_DAY))).as("day"))
          .agg(count(lit(1)))
          .orderBy("source", "day")
          .collectAsList()
          .forEach(
              row ->
                  sizes
                      .computeIfAbsent(row.getString(0), absent -> new ArrayList<>())
                      .add(row.getLong(2)));
    }
    return sizes;
  }

  private static List<UserRule> rules(Checklist checklist) {
    return checklist.userRules().stream()
        .filter(rule -> rule.settings().check() instanceof RuleCheck.OfSource)
        .toList();
  }
}
