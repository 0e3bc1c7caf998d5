package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * Whether the sales jump that the demo planted was found: on how many of its days the revenue of
 * its product was reported as a spike or as part of a high stretch, and whether the strongest
 * driver of one of those events names the country in which its campaign ran.
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
    JsonNode jump = jump(dataFolder.resolve(Truth.FOLDER + "patterns.json"));
    String series = "product_id = " + jump.path("product_id").asText();
    LocalDate from = LocalDate.parse(jump.path("from").asText());
    LocalDate to = LocalDate.parse(jump.path("to").asText());
    long found =
        lake.read(Tables.METRIC_ANOMALY)
            .where(col("metric").equalTo("revenue").and(col("series").equalTo(series)))
            .where(col("anomaly_type").isin("spike", "high_stretch"))
            .where(col("period_start").cast("date").between(from, to))
            .select("period_start")
            .distinct()
            .count();
    List<Row> drivers =
        lake.read(Tables.ANOMALY_CAUSE)
            .where(col("metric").equalTo("revenue").and(col("series").equalTo(series)))
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
    return String.format(Locale.ROOT, "%-26s %10s %10s\n", "sales jump", "planted", "found")
        + String.format(Locale.ROOT, "%-26s %,10d %,10d\n", "  days", days, found)
        + String.format(Locale.ROOT, "%-26s %,10d %,10d\n", "  cause", 1, explained ? 1 : 0);
  }

  private static JsonNode jump(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile()).path("sales_jump");
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "cannot read the truth of the demo at " + file,
              e.getClass().getSimpleName(),
              "generate the demo data again")
          .causedBy(e);
    }
  }
}
