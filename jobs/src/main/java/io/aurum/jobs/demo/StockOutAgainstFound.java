package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Whether it was found that a product of the demo ran out: on how many of those days the causes of
 * some event say so.
 */
public final class StockOutAgainstFound {
  private final long days;
  private final long found;

  private StockOutAgainstFound(long days, long found) {
    this.days = days;
    this.found = found;
  }

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws io.aurum.common.run.AurumException exit code STORAGE where the truth cannot be read
   */
  public static StockOutAgainstFound compare(Path dataFolder, Lake lake) {
    JsonNode planted = Patterns.read(dataFolder, "stock_out");
    LocalDate from = LocalDate.parse(planted.path("from").asText());
    LocalDate to = LocalDate.parse(planted.path("to").asText());
    List<Row> events =
        lake.read(Tables.ANOMALY_CAUSE)
            .where(
                col("out_of_stock").contains("product_id = " + planted.path("product_id").asText()))
            .select(
                col("event_start").cast("date").cast("string"),
                col("event_end").cast("date").cast("string"))
            .collectAsList();
    long found =
        from.datesUntil(to.plusDays(1))
            .filter(day -> events.stream().anyMatch(event -> holds(event, day)))
            .count();
    return new StockOutAgainstFound(to.toEpochDay() - from.toEpochDay() + 1, found);
  }

  private static boolean holds(Row event, LocalDate day) {
    return !day.isBefore(LocalDate.parse(event.getString(0)))
        && !day.isAfter(LocalDate.parse(event.getString(1)));
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    return Patterns.headline("product out of stock") + Patterns.line("  days", days, found);
  }
}
