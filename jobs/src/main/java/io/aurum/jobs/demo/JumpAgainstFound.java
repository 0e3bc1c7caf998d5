package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Whether the sales jump that the demo planted was found: on how many of its days the revenue of
 * its product, or the lines that it sold, were reported as a spike or as part of a high stretch,
 * and whether the strongest driver of one of those events names the country in which its campaign
 * ran.
 */
public final class JumpAgainstFound {
  private final long days;
  private final long found;
  private final boolean explained;

  private JumpAgainstFound(long days, long found, boolean explained) {
    this.days = days;
    this.found = found;
    this.explained = explained;
  }

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  public static JumpAgainstFound compare(Path dataFolder, Lake lake) {
    JsonNode jump = Patterns.read(dataFolder, "sales_jump");
    String series = "product_id = " + jump.path("product_id").asText();
    LocalDate from = LocalDate.parse(jump.path("from").asText());
    LocalDate to = LocalDate.parse(jump.path("to").asText());
    Column sales = col("metric").isin("revenue", "lines").and(col("series").equalTo(series));
    long found =
        lake.read(Tables.METRIC_ANOMALY)
            .where(sales)
            .where(col("anomaly_type").isin("spike", "high_stretch"))
            .where(col("period_start").cast("date").between(from, to))
            .select("period_start")
            .distinct()
            .count();
    List<Row> drivers =
        lake.read(Tables.ANOMALY_CAUSE)
            .where(sales)
            .where(col("rank").equalTo(1))
            .where(col("anomaly_type").isin("spike", "high_stretch"))
            .where(col("event_start").cast("date").leq(to))
            .where(col("event_end").cast("date").geq(from))
            .select("driver")
            .collectAsList();
    String country = "country = " + jump.path("country").asText();
    boolean explained = drivers.stream().anyMatch(row -> row.getString(0).contains(country));
    return new JumpAgainstFound(to.toEpochDay() - from.toEpochDay() + 1, found, explained);
  }

  /** Whether the jump was seen and its cause named. */
  public boolean isExplained() {
    return found > 0 && explained;
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    return Patterns.headline("sales jump")
        + Patterns.line("  days", days, found)
        + Patterns.line("  cause", 1, explained ? 1 : 0);
  }
}
