package io.aurum.jobs.value;

import io.aurum.common.config.ValueSettings;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes of a customer's history all measures of one customer alone: at the date, and, under names
 * that begin with {@code p_}, at the date of comparison. Money is in cents, dates are epoch days,
 * months are counted from January 1970. A customer who has only given goods back has no measures.
 *
 * @param date epoch day of the run
 */
record Judgement(int date, ValueSettings settings) implements MapFunction<Row, Row> {
  static final String RECENCY = "recency";
  static final String FREQUENCY = "frequency";
  static final String CENTS = "cents";
  static final String PREVIOUS = "p_";

  /** Days with purchases, ascending; one that became known piece by piece comes for each piece. */
  static final String BOUGHT_ON = "bought_on";

  /** The days on which that became known. */
  static final String BOUGHT_KNOWN = "bought_known";

  /** Cents spent on them, refunds left out. */
  static final String BOUGHT_CENTS = "bought_cents";

  private static final DataType MONTH =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("month", DataTypes.IntegerType, false),
              DataTypes.createStructField("cents", DataTypes.LongType, false),
              DataTypes.createStructField("bought", DataTypes.BooleanType, false)));

  /** What the rows look like. */
  static StructType schema() {
    return new StructType()
        .add(Histories.ID, DataTypes.StringType, false)
        .add(RECENCY, DataTypes.LongType)
        .add(FREQUENCY, DataTypes.LongType)
        .add(CENTS, DataTypes.LongType)
        .add("stage", DataTypes.StringType)
        .add("since", DataTypes.IntegerType)
        .add(PREVIOUS + RECENCY, DataTypes.LongType)
        .add(PREVIOUS + FREQUENCY, DataTypes.LongType)
        .add(PREVIOUS + CENTS, DataTypes.LongType)
        .add(PREVIOUS + "stage", DataTypes.StringType)
        .add("change_cents", DataTypes.LongType, false)
        .add("x", DataTypes.IntegerType)
        .add("tx_days", DataTypes.IntegerType)
        .add("t_days", DataTypes.IntegerType)
        .add("repeat_cents", DataTypes.LongType)
        .add("first_month", DataTypes.IntegerType)
        .add("months", DataTypes.createArrayType(MONTH, false), false)
        .add(BOUGHT_ON, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
        .add(BOUGHT_KNOWN, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
        .add(BOUGHT_CENTS, DataTypes.createArrayType(DataTypes.LongType, false), false);
  }

  @Override
  public Row call(Row row) {
    History now = Histories.history(row).at(date);
    History before = now.at(date - settings.compareDays());
    int[] purchases = now.purchaseDays();
    int[] earlier = before.purchaseDays();
    boolean buyer = purchases.length > 0;
    boolean wasBuyer = earlier.length > 0;
    Lifecycle life = buyer ? Lifecycle.at(purchases, date, settings) : null;
    int compared = date - settings.compareDays();
    return RowFactory.create(
        row.getString(0),
        buyer ? (long) date - last(purchases) : null,
        buyer ? now.frequency() : null,
        buyer ? now.cents() : null,
        buyer ? life.stage().label() : null,
        buyer ? life.since() : null,
        wasBuyer ? (long) compared - last(earlier) : null,
        wasBuyer ? before.frequency() : null,
        wasBuyer ? before.cents() : null,
        wasBuyer ? Lifecycle.at(earlier, compared, settings).stage().label() : null,
        now.centsBetween(compared, date)
            - now.centsBetween(compared - settings.compareDays(), compared),
        buyer ? purchases.length - 1 : null,
        buyer ? last(purchases) - purchases[0] : null,
        buyer ? date - purchases[0] : null,
        buyer ? now.repeatCents() : null,
        buyer ? month(purchases[0]) : null,
        months(now),
        ofPurchases(now, i -> now.days()[i]),
        ofPurchases(now, i -> now.known()[i]),
        ofPurchases(now, i -> now.bought()[i]));
  }

  private static Object[] ofPurchases(History history, IntFunction<Object> figure) {
    return IntStream.range(0, history.days().length)
        .filter(i -> history.orders()[i] > 0)
        .mapToObj(figure)
        .toArray();
  }

  private static Object[] months(History history) {
    Map<Integer, long[]> months = new TreeMap<>();
    for (int i = 0; i < history.days().length; i++) {
      long[] month = months.computeIfAbsent(month(history.days()[i]), m -> new long[2]);
      month[0] += history.bought()[i] + history.refunded()[i];
      month[1] += history.orders()[i];
    }
    return months.entrySet().stream()
        .map(m -> RowFactory.create(m.getKey(), m.getValue()[0], m.getValue()[1] > 0))
        .toArray();
  }

  private static int last(int[] days) {
    return days[days.length - 1];
  }

  /** Months from January 1970 to that of an epoch day. */
  static int month(int day) {
    YearMonth month = YearMonth.from(LocalDate.ofEpochDay(day));
    return (month.getYear() - 1970) * 12 + month.getMonthValue() - 1;
  }

  /** The month of that number, such as 2026-01. */
  static String monthName(int month) {
    return YearMonth.of(1970, 1).plusMonths(month).toString();
  }
}
