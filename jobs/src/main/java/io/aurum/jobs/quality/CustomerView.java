package io.aurum.jobs.quality;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the current links say of sources: whom their flaws concern, and whom they share. */
final class CustomerView {
  /** Dimension in which records that repeat a customer count. */
  static final String UNIQUENESS = "uniqueness";

  private static final String BITS = "bits";
  private static final String CUSTOMER = "customer_id";
  private static final String VALUE = "value";

  private final Map<String, SourceCustomers> bySource;
  private final Map<List<String>, Long> customersBySources;

  /**
   * The customers of one source.
   *
   * @param records accepted records
   * @param customers customers they belong to
   * @param affected customers by dimension in which a record of theirs fails a check
   * @param valueAtRisk what is expected of these customers, by dimension; empty where nothing is
   *     known of what any customer is worth
   */
  record SourceCustomers(
      long records,
      long customers,
      Map<String, Long> affected,
      Optional<Map<String, BigDecimal>> valueAtRisk) {
    /** Records that repeat a customer of the same source. */
    long repeated() {
      return records - customers;
    }
  }

  private CustomerView(
      Map<String, SourceCustomers> bySource, Map<List<String>, Long> customersBySources) {
    this.bySource = bySource;
    this.customersBySources = customersBySources;
  }

  /**
   * Looks at accepted records and their current links.
   *
   * @param checks tell which bits of the rule masks belong to which dimension
   */
  static CustomerView of(Lake lake, Collection<Scores.Check> checks) {
    Dataset<Row> links =
        lake.read(Tables.CUSTOMER_LINK)
            .where(col("effective_to").isNull())
            .select("source", "source_record_id", "customer_id");
    return new CustomerView(bySource(lake, links, checks), bySources(links));
  }

  /** Customers by source; sources without an accepted record are left out. */
  Map<String, SourceCustomers> sources() {
    return bySource;
  }

  /** Customers that both sources know; of a source with itself, those that it alone knows. */
  long shared(String source, String other) {
    return customersBySources.entrySet().stream()
        .filter(
            entry ->
                source.equals(other)
                    ? entry.getKey().equals(List.of(source))
                    : entry.getKey().contains(source) && entry.getKey().contains(other))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All customers. */
  long customers() {
    return customersBySources.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<String, SourceCustomers> bySource(
      Lake lake, Dataset<Row> links, Collection<Scores.Check> checks) {
    List<String> dimensions = dimensions(checks);
    int uniqueness = dimensions.indexOf(UNIQUENESS);
    Optional<Dataset<Row>> values = values(lake);
    List<Column> sums = new ArrayList<>();
    sums.add(sum("records"));
    for (int i = 0; i < dimensions.size(); i++) {
      sums.add(sum(when(isAffected(i), 1L).otherwise(0L)));
    }
    for (int i = 0; values.isPresent() && i < dimensions.size(); i++) {
      sums.add(coalesce(sum(when(isAffected(i), col(VALUE))), lit(BigDecimal.ZERO)));
    }
    Map<String, SourceCustomers> bySource = new TreeMap<>();
    Dataset<Row> customers =
        lake.read(Tables.VALID_RECORD)
            .select(col("source"), col("source_record_id"), bits(dimensions, checks).as(BITS))
            .join(links, new String[] {"source", "source_record_id"})
            .groupBy("source", CUSTOMER)
            .agg(count(lit(1)).as("records"), bit_or(col(BITS)).as(BITS))
            .withColumn(
                BITS,
                when(col("records").gt(1), col(BITS).bitwiseOR(1L << uniqueness))
                    .otherwise(col(BITS)));
    values
        .map(known -> customers.join(known, new String[] {CUSTOMER}, "left_outer"))
        .orElse(customers)
        .groupBy("source")
        .agg(count(lit(1)), sums.toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> bySource.put(row.getString(0), customers(row, dimensions)));
    return bySource;
  }

  private static SourceCustomers customers(Row row, List<String> dimensions) {
    Map<String, Long> affected = new TreeMap<>();
    Map<String, BigDecimal> value = new TreeMap<>();
    int firstValue = 3 + dimensions.size();
    for (int i = 0; i < dimensions.size(); i++) {
      affected.put(dimensions.get(i), row.getLong(3 + i));
      if (row.size() > firstValue) {
        value.put(dimensions.get(i), row.getDecimal(firstValue + i));
      }
    }
    return new SourceCustomers(
        row.getLong(2),
        row.getLong(1),
        affected,
        value.isEmpty() ? Optional.empty() : Optional.of(value));
  }

  /** What is expected of each customer; empty where that is known of none. */
  private static Optional<Dataset<Row>> values(Lake lake) {
    if (lake.count(Tables.CUSTOMER_VALUE) == 0) {
      return Optional.empty();
    }
    Dataset<Row> values =
        lake.read(Tables.CUSTOMER_VALUE)
            .where(col("clv_amount").isNotNull())
            .select(col(CUSTOMER), col("clv_amount").as(VALUE));
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  private static Column isAffected(int dimension) {
    return col(BITS).bitwiseAND(1L << dimension).notEqual(0);
  }

  private static List<String> dimensions(Collection<Scores.Check> checks) {
    var dimensions = new TreeSet<>(List.of(UNIQUENESS));
    checks.forEach(check -> dimensions.add(check.dimension()));
    return List.copyOf(dimensions);
  }

  /** One bit for each dimension in which the record fails a rule. */
  private static Column bits(List<String> dimensions, Collection<Scores.Check> checks) {
    Column bits = lit(0L);
    for (int i = 0; i < dimensions.size(); i++) {
      bits = bits.bitwiseOR(when(fails(dimensions.get(i), checks), 1L << i).otherwise(0L));
    }
    return bits;
  }

  private static Column fails(String dimension, Collection<Scores.Check> checks) {
    Map<Integer, Long> words = new TreeMap<>();
    for (Scores.Check check : checks) {
      if (check.dimension().equals(dimension) && check.number() >= 0) {
        words.merge(
            check.number() / Long.SIZE, 1L << (check.number() % Long.SIZE), (a, b) -> a | b);
      }
    }
    Column fails = lit(false);
    for (Map.Entry<Integer, Long> word : words.entrySet()) {
      Column failed = coalesce(get(col("rule_mask"), lit(word.getKey())), lit(0L));
      fails = fails.or(failed.bitwiseAND(word.getValue()).notEqual(0));
    }
    return fails;
  }

  private static Map<List<String>, Long> bySources(Dataset<Row> links) {
    Map<List<String>, Long> counts = new java.util.HashMap<>();
    links
        .groupBy("customer_id")
        .agg(sort_array(collect_set(col("source"))).as("sources"))
        .groupBy("sources")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.getList(0), row.getLong(1)));
    return counts;
  }
}
