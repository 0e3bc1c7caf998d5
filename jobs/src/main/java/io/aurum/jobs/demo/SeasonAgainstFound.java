package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.dayofweek;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * Whether the forecast of all orders knows the season of the week that the demo planted: what it
 * foresees of Saturdays, as a multiple of what it foresees of all days.
 */
public final class SeasonAgainstFound {
  /** As {@code dayofweek} counts, from Sunday. */
  private static final int SATURDAY = 7;

  private final double planted;
  private final double found;

  private SeasonAgainstFound(double planted, double found) {
    this.planted = planted;
    this.found = found;
  }

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  public static SeasonAgainstFound compare(Path dataFolder, Lake lake) {
    JsonNode season = Patterns.read(dataFolder, "season");
    Row means =
        lake.read(Tables.FORECAST)
            .where(col("metric").equalTo("orders").and(col("series").equalTo("(all)")))
            .agg(
                avg(when(dayofweek(col("period_start")).equalTo(SATURDAY), col("value"))),
                avg("value"))
            .head();
    return new SeasonAgainstFound(
        season.path("saturday_factor").asDouble(),
        means.isNullAt(0) ? Double.NaN : means.getDouble(0) / means.getDouble(1));
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    return Patterns.headline("season")
        + Patterns.line("  Saturday, times a mean day", text(planted), text(found));
  }

  private static String text(double factor) {
    return Double.isNaN(factor) ? "no" : String.format(Locale.ROOT, "%.2f", factor);
  }
}
