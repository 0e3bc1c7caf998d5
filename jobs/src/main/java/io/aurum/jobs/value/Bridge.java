package io.aurum.jobs.value;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.snapshot.Purchases;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Why revenue changed from one period to the next of the same length.
 *
 * <p>Revenue of customers who bought in both periods changes by price and by what remains. The
 * price part of a product that a customer bought in both is what the later pieces cost more than at
 * the customer's mean price before, to the cent; what remains is upgraded where it is above zero
 * for the customer and downgraded below. Customers who bought in the later period alone are new, or
 * reactivated where they had bought before both; those of the earlier period alone are lost. Goods
 * that came back and lines of no known customer stand apart. So every line of both periods is in
 * exactly one component, and they sum to the change; a sum over the lines themselves confirms it.
 */
final class Bridge {
  private static final DataType CENTS = DataTypes.createDecimalType(18, 2);

  /** One component of the change. */
  record Component(String name, long customers, BigDecimal amount) {}

  private final List<Component> components;
  private final BigDecimal previous;
  private final BigDecimal current;

  private Bridge(List<Component> components, BigDecimal previous, BigDecimal current) {
    this.components = List.copyOf(components);
    this.previous = previous;
    this.current = current;
  }

  /** All components, also those of nobody. */
  List<Component> components() {
    return components;
  }

  /** Revenue of the earlier period. */
  BigDecimal previous() {
    return previous;
  }

  /** Revenue of the later period. */
  BigDecimal current() {
    return current;
  }

  /**
   * Explains the change to the period that ends with a date.
   *
   * @throws AurumException exit code BUG where the components do not sum to the change
   */
  static Bridge of(Purchases purchases, LocalDate date, int days) {
    Periods periods = new Periods(date, days);
    Row known = components(purchases.lines(), periods);
    Row lines = totals(purchases.lines(), periods);
    Row unknown = totals(purchases.ofNobody(), periods);
    List<Component> components = new ArrayList<>();
    for (String name : List.of("new", "reactivated", "lost", "upgraded", "downgraded", "price")) {
      components.add(
          new Component(name, known.getLong(known.fieldIndex(name + "_n")), amount(known, name)));
    }
    components.add(new Component("refunded", lines.getLong(2), amount(lines, "refunded")));
    BigDecimal ofNobody = amount(unknown, "current").subtract(amount(unknown, "previous"));
    components.add(new Component("unidentified", 0, ofNobody));
    BigDecimal previous = amount(lines, "previous").add(amount(unknown, "previous"));
    BigDecimal current = amount(lines, "current").add(amount(unknown, "current"));
    requireTie(components, current.subtract(previous));
    return new Bridge(components, previous, current);
  }

  /** The later period and the one before it, of the same length. */
  private record Periods(LocalDate date, int days) {
    Column isCurrent() {
      return col("ordered_at").geq(time(date.minusDays(days)));
    }

    Column isPrevious() {
      return col("ordered_at").geq(time(date.minusDays(2L * days))).and(not(isCurrent()));
    }

    /** First instant after a day. */
    private static Column time(LocalDate day) {
      Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return lit(Timestamp.from(end));
    }
  }

  private static Row components(Dataset<Row> lines, Periods periods) {
    Column inOne = periods.isCurrent();
    Column inZero = periods.isPrevious();
    Column change = col("a1").minus(col("a0"));
    Column rest = change.minus(col("price"));
    Column both = col("in0").and(col("in1"));
    Column back = col("in1").and(not(col("in0")));
    Dataset<Row> customers =
        lines
            .where(not(col("is_return")))
            .groupBy("customer_id", "product_id")
            .agg(
                exact(inZero, "amount").as("a0"),
                exact(inOne, "amount").as("a1"),
                exact(inZero, "quantity").as("q0"),
                exact(inOne, "quantity").as("q1"),
                max(inZero).as("in0"),
                max(inOne).as("in1"),
                max(not(inZero).and(not(inOne))).as("earlier"))
            .withColumn("price", price())
            .groupBy("customer_id")
            .agg(
                sum("a0").cast(CENTS).as("a0"),
                sum("a1").cast(CENTS).as("a1"),
                sum("price").cast(CENTS).as("price"),
                max("in0").as("in0"),
                max("in1").as("in1"),
                max("earlier").as("earlier"));
    List<Column> all = new ArrayList<>();
    component(all, "new", back.and(not(col("earlier"))), change);
    component(all, "reactivated", back.and(col("earlier")), change);
    component(all, "lost", col("in0").and(not(col("in1"))), change);
    component(all, "upgraded", both.and(rest.gt(0)), rest);
    component(all, "downgraded", both.and(rest.lt(0)), rest);
    component(all, "price", both.and(abs(col("price")).gt(0)), col("price"));
    return customers.agg(all.get(0), all.subList(1, all.size()).toArray(Column[]::new)).head();
  }

  /** What the pieces of the later period cost more than at the mean price of the earlier one. */
  private static Column price() {
    Column before =
        col("q1")
            .cast(DataTypes.DoubleType)
            .multiply(col("a0").cast(DataTypes.DoubleType))
            .divide(col("q0").cast(DataTypes.DoubleType));
    Column comparable = col("product_id").isNotNull().and(col("q0").gt(0)).and(col("q1").gt(0));
    return when(comparable, col("a1").minus(round(before, 2).cast(CENTS)))
        .otherwise(lit(BigDecimal.ZERO))
        .cast(CENTS);
  }

  private static void component(List<Column> all, String name, Column who, Column amount) {
    all.add(count_if(who).as(name + "_n"));
    all.add(zeroOr(sum(when(who, amount))).as(name));
  }

  private static Row totals(Dataset<Row> lines, Periods periods) {
    Column refund = col("is_return");
    Column either = periods.isCurrent().or(periods.isPrevious());
    return lines
        .agg(
            zeroOr(sum(when(periods.isPrevious(), col("amount")))).as("previous"),
            zeroOr(sum(when(periods.isCurrent(), col("amount")))).as("current"),
            count_distinct(when(refund.and(either), col("customer_id"))).as("refunded_n"),
            zeroOr(
                    sum(
                        when(refund.and(periods.isCurrent()), col("amount"))
                            .when(
                                refund.and(periods.isPrevious()),
                                col("amount").multiply(-1).cast(CENTS))))
                .as("refunded"))
        .head();
  }

  private static Column exact(Column in, String column) {
    return coalesce(sum(when(in, col(column))), lit(BigDecimal.ZERO));
  }

  private static Column zeroOr(Column sum) {
    return coalesce(sum, lit(BigDecimal.ZERO)).cast(CENTS);
  }

  private static BigDecimal amount(Row row, String name) {
    return row.getDecimal(row.fieldIndex(name));
  }

  private static void requireTie(List<Component> components, BigDecimal change) {
    BigDecimal sum =
        components.stream().map(Component::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(change) != 0) {
      throw AurumException.of(
          ExitCode.BUG,
          "The components of the change of revenue sum to %s and not to %s."
              .formatted(sum.toPlainString(), change.toPlainString()),
          "an order line is in two components, or in none",
          "this is a bug in the suite: please report it");
    }
  }
}
