package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Days to whose ends customers are looked at (UTC), all in one pass.
 *
 * @param dates at least one, all different
 */
record Cuts(List<LocalDate> dates) {
  Cuts {
    if (dates.isEmpty() || dates.stream().distinct().count() < dates.size()) {
      throw new IllegalArgumentException(dates + " are no cuts");
    }
    dates = List.copyOf(dates);
  }

  /** Every row once for each cut, which stands in {@link Snapshots#CUT}. */
  Dataset<Row> each(Dataset<Row> rows) {
    Column[] all = dates.stream().map(date -> lit(Date.valueOf(date))).toArray(Column[]::new);
    return rows.withColumn(Snapshots.CUT, all.length == 1 ? all[0] : explode(array(all)));
  }

  /** What is so at the row's cut. */
  Column choose(Function<LocalDate, Column> value) {
    Column chosen = value.apply(dates.get(0));
    for (LocalDate date : dates.subList(1, dates.size())) {
      chosen =
          when(col(Snapshots.CUT).equalTo(lit(Date.valueOf(date))), value.apply(date))
              .otherwise(chosen);
    }
    return chosen;
  }

  /** The time at the row's cut. */
  Column at(Function<LocalDate, Instant> time) {
    return choose(date -> lit(Timestamp.from(time.apply(date))));
  }

  /** First instant after the row's cut. */
  Column end() {
    return at(Cuts::endOf);
  }

  static Instant endOf(LocalDate cut) {
    return startOf(cut.plusDays(1));
  }

  /** First instant of the window that ends with a cut. */
  static Instant start(LocalDate cut, Period window) {
    return startOf(cut.plusDays(1).minus(window));
  }

  /** First instant of one of the equal steps of the window that ends with a cut. */
  static Instant step(LocalDate cut, Period window, int step, int steps) {
    Instant from = start(cut, window);
    return from.plusSeconds(ChronoUnit.SECONDS.between(from, endOf(cut)) * step / steps);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
