package io.aurum.jobs.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.aurum.common.config.Settings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Publishes the golden customers for people, and describes what the suite holds.
 *
 * <p><b>In:</b> {@code golden_customer}, and what the wanted views expand. <b>Out:</b> three
 * results for the run's date, and the views that {@code publish.views} names.
 *
 * <p>{@code customer} has the columns of the golden customers and a row for every active one: what
 * is published tells of its date alone, not of the runs before it, and which customers once were is
 * told by {@code golden_customer} and {@code identity_event}. An attribute whose class identifies a
 * person alone is masked by its kind (enough to recognise, not to identify) unless {@code
 * publish.clear} names it. Given and family name together identify: where given names are shown,
 * family names are masked.
 *
 * <p>{@code table_catalog} has every column of every table with its meaning, type, key and class,
 * and which jobs write and read the table; {@code pii_inventory} has the personal columns with
 * their class, the regulations under which they are personal, and how they are protected. Both are
 * generated from the contracts, the configured attributes and the declarations of the jobs.
 *
 * <p>{@code record_issue} has a row for each bit of a record's rule mask: the delivered value,
 * masked, and what became of it. {@code match_evidence} has a row for each attribute of a scored
 * pair and one for the prior; their bits sum exactly to the pair's weight. Both are expanded row by
 * row where the compact rows lie. A view that is not wanted any more is removed, with all its
 * dates.
 *
 * <p><b>Accounting.</b> Rows in are the golden customers, counted from the metadata of their table;
 * rows accepted are those of the published file, counted from its footers; retired customers are
 * dropped, counted by a query of their own.
 */
public final class PublishJob implements Job {
  private final Supplier<List<Job>> jobs;

  /**
   * @param jobs all jobs of the suite, this one among them; asked when the job runs, so that the
   *     list may be made of jobs that need it
   */
  public PublishJob(Supplier<List<Job>> jobs) {
    this.jobs = Objects.requireNonNull(jobs, "jobs");
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public String summary() {
    return "Publishes masked customers, the table catalogue and the inventory of personal data.";
  }

  @Override
  public String purpose() {
    return "Let analysts work without direct identifiers, and show which personal data is held where.";
  }

  @Override
  public List<TableSpec> reads() {
    return List.of(
        Tables.GOLDEN_CUSTOMER,
        Tables.SOURCE_RECORD,
        Tables.VALID_RECORD,
        Tables.RULE_RESULT,
        Tables.MATCH_MODEL,
        Tables.MATCH_PAIR);
  }

  @Override
  public List<TableSpec> writes() {
    return List.of(
        Tables.PUBLISHED_CUSTOMER,
        Tables.RECORD_ISSUE,
        Tables.MATCH_EVIDENCE,
        Tables.TABLE_CATALOG,
        Tables.PII_INVENTORY);
  }

  @Override
  public JobResult run(JobContext context) {
    context.progress().phase("publishing customers");
    Commit customers = publishCustomers(context);
    List<Commit> commits = new ArrayList<>();
    commits.add(customers);
    commits.addAll(publishViews(context));
    context.progress().phase("publishing the catalogue");
    Lake lake = context.lake();
    String runId = context.run().runId();
    commits.add(
        publish(context, Tables.TABLE_CATALOG, new Catalogue(lake, jobs.get()).rows(runId)));
    commits.add(
        publish(
            context, Tables.PII_INVENTORY, new PiiInventory(lake, context.settings()).rows(runId)));
    long retired = lake.read(Tables.GOLDEN_CUSTOMER).where(not(active())).count();
    return new JobResult(
        lake.count(Tables.GOLDEN_CUSTOMER),
        customers.rowsTotal(),
        0,
        retired,
        retired == 0 ? Optional.empty() : Optional.of("%,d customers retired".formatted(retired)),
        commits,
        Optional.empty());
  }

  private static Column active() {
    return col("status").equalTo("active");
  }

  private static Commit publishCustomers(JobContext context) {
    Lake lake = context.lake();
    var mask = new CustomerMask(context.settings());
    Column[] columns =
        lake.contract(Tables.PUBLISHED_CUSTOMER).columns().stream()
            .map(column -> mask.published(column.name(), context.run().runId()))
            .toArray(Column[]::new);
    return lake.publish(
        Tables.PUBLISHED_CUSTOMER,
        lake.read(Tables.GOLDEN_CUSTOMER).where(active()).select(columns));
  }

  private static List<Commit> publishViews(JobContext context) {
    Lake lake = context.lake();
    Settings settings = context.settings();
    String runId = context.run().runId();
    List<Commit> commits = new ArrayList<>();
    if (settings.publish().wants(Tables.RECORD_ISSUE)) {
      context.progress().phase("expanding failed rules");
      commits.add(lake.publish(Tables.RECORD_ISSUE, IssueRows.of(lake, settings, runId)));
    }
    if (settings.publish().wants(Tables.MATCH_EVIDENCE)) {
      context.progress().phase("expanding evidence");
      commits.add(lake.publish(Tables.MATCH_EVIDENCE, EvidenceRows.of(lake, runId)));
    }
    Stream.of(Tables.RECORD_ISSUE, Tables.MATCH_EVIDENCE)
        .filter(view -> !settings.publish().wants(view))
        .forEach(lake::withdraw);
    return commits;
  }

  private static Commit publish(JobContext context, TableSpec table, List<Row> rows) {
    Lake lake = context.lake();
    return lake.publish(
        table, context.spark().createDataFrame(rows, lake.contract(table).schema()));
  }
}
