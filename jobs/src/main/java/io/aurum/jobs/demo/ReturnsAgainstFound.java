package io.aurum.jobs.demo;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Whether the lines that came back in the demo are counted among what their customers did, and
 * whether anybody is recommended what came back from them.
 */
public final class ReturnsAgainstFound {
  private final long planted;
  private final long found;
  private final long offeredAgain;

  private ReturnsAgainstFound(long planted, long found, long offeredAgain) {
    this.planted = planted;
    this.found = found;
    this.offeredAgain = offeredAgain;
  }

  /**
   * Compares the truth with the tables as the run left them.
   *
   * @param dataFolder the folder into which the demo data was generated
   * @throws AurumException exit code STORAGE where the truth cannot be read
   */
  public static ReturnsAgainstFound compare(Path dataFolder, Lake lake) {
    Row counted = lake.read(Tables.CUSTOMER_PROFILE).agg(sum("returned_lines")).head();
    Set<String> returned = returned(lake);
    long offeredAgain =
        lake.read(Tables.RECOMMENDATION).select("customer_id", "item").collectAsList().stream()
            .filter(row -> returned.contains(row.getString(0) + " " + row.getString(1)))
            .count();
    return new ReturnsAgainstFound(
        Patterns.read(dataFolder, "returns").path("lines").asLong(),
        counted.isNullAt(0) ? 0 : counted.getLong(0),
        offeredAgain);
  }

  /** Customers with what came back from them. */
  private static Set<String> returned(Lake lake) {
    Map<RecordKey, String> customers = Findings.customers(lake);
    Set<String> returned = new HashSet<>();
    lake.read(Tables.ORDER_LINE)
        .where(col("is_return"))
        .select("customer_source", "customer_record_id", "product_id")
        .collectAsList()
        .forEach(
            row ->
                returned.add(
                    customers.get(new RecordKey(row.getString(0), row.getString(1)))
                        + " "
                        + row.getString(2)));
    return returned;
  }

  /** The comparison as text of fixed width, for a terminal. */
  public String table() {
    return Patterns.headline("returns")
        + Patterns.line("  lines that came back", planted, found)
        + Patterns.line("  recommended again", 0, offeredAgain);
  }
}
