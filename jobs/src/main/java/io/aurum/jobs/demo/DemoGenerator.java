package io.aurum.jobs.demo;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.OutputFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the exports of a fictional retailer and the truth about them.
 *
 * <p>Below the sink's root:
 *
 * <ul>
 *   <li>{@code crm/*.csv}, {@code web_shop/*.jsonl}, {@code loyalty/*.parquet}, {@code
 *       newsletter/*.csv.gz}: about 2.8 customer records per customer, in six countries and four
 *       scripts
 *   <li>{@code shop/}, {@code events/}: products, guides, campaigns, and two years of orders,
 *       visits, e-mails, tickets, answers, subscriptions and consents, keyed by the sources' own
 *       keys
 *   <li>{@code bought/acme_data.csv}: what a supplier of data says about a share of the customers
 *   <li>{@code truth/records.csv}: the true customer of every record; {@code truth/planted.csv}:
 *       every planted case; {@code truth/summary.json}: their numbers; {@code truth/supplied.csv}:
 *       what the supplier's rows are; {@code truth/patterns.json} and {@code truth/behaviour.csv}:
 *       the patterns in what customers do
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
        RecordPlanter planter = new RecordPlanter(settings, sink, truth);
        Behaviour behaviour = new Behaviour(settings, sink);
        SupplierFile supplier = new SupplierFile(settings, sink)) {
      Population population = new Population(settings);
      while (population.hasNext()) {
        for (Known known : planter.plant(population.next())) {
          behaviour.live(known);
          supplier.plant(known);
        }
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

  /**
   * Generates everything below a folder.
   *
   * @throws AurumException exit code STORAGE where a file cannot be written
   */
  public static void generate(DemoSettings settings, Path dataFolder) {
    generate(settings, OutputFiles.under(dataFolder)::open);
  }

  /**
   * What makes {@code demo.conf} read the data of a folder: overrides as the command line takes
   * them.
   */
  public static List<String> overrides(Path dataFolder) {
    String folder = dataFolder.toAbsolutePath().normalize().toString();
    return List.of(
        "sources.crm.path=" + folder + "/crm/*.csv",
        "sources.web_shop.path=" + folder + "/web_shop/*.jsonl",
        "sources.loyalty.path=" + folder + "/loyalty/*.parquet",
        "sources.newsletter.path=" + folder + "/newsletter/*.csv.gz",
        "sources.products.path=" + folder + "/shop/products.csv",
        "sources.articles.path=" + folder + "/shop/articles.csv",
        "sources.campaigns.path=" + folder + "/shop/campaigns.csv",
        "sources.acme_data.path=" + folder + "/bought/acme_data.csv",
        "sources.order_lines.path=" + folder + "/events/order_lines.csv",
        "sources.web_events.path=" + folder + "/events/web.jsonl",
        "sources.emails.path=" + folder + "/events/emails.csv",
        "sources.tickets.path=" + folder + "/events/tickets.jsonl",
        "sources.answers.path=" + folder + "/events/survey_answers.csv",
        "sources.subscriptions.path=" + folder + "/events/subscriptions.csv",
        "sources.consents.path=" + folder + "/events/consents.jsonl",
        "evaluate.truth.path=" + folder + "/" + Truth.FOLDER + Truth.RECORDS);
  }
}
