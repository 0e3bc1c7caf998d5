package io.aurum.jobs.demo;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.IOException;

/**
 * Writes the exports of a fictional retailer and the truth about them.
 *
 * <p>Below the sink's root:
 *
 * <ul>
 *   <li>{@code crm/*.csv}, {@code web_shop/*.jsonl}, {@code loyalty/*.parquet}, {@code
 *       newsletter/*.csv.gz}: about 2.8 customer records per customer, in six countries and four
 *       scripts
 *   <li>{@code truth/records.csv}: the true customer of every record; {@code truth/planted.csv}:
 *       every planted case; {@code truth/summary.json}: their numbers
 * </ul>
 *
 * <p>Equal settings give equal bytes. Customers are invented, written and forgotten unit by unit.
 */
public final class DemoGenerator {
  private DemoGenerator() {}

  /**
   * Generates everything.
   *
   * @throws AurumException exit code STORAGE where a file cannot be written
   */
  public static void generate(DemoSettings settings, DemoSink sink) {
    try (Truth truth = new Truth(settings, sink);
        RecordPlanter planter = new RecordPlanter(settings, sink, truth)) {
      Population population = new Population(settings);
      while (population.hasNext()) {
        planter.plant(population.next());
      }
      planter.plantVisitors();
      planter.plantUnclosedQuotes();
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "cannot write the demo data",
              e.getClass().getSimpleName(),
              "check that the demo folder is writable and the disk has room")
          .causedBy(e);
    }
  }
}
