package io.aurum.jobs.report;

import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows people what a run did, on one page.
 *
 * <p><b>In:</b> all tables, as the run sees them. <b>Out:</b> no table, but {@code
 * report/index.html} in the output folder: one file that needs no network, readable in light and
 * dark and on paper.
 *
 * <p>The page follows a record's way: the run and the accounting of its jobs; what each source
 * delivered and how good it is; what was rejected and why; how far suppliers agree; whom the
 * records turned out to be, with the model that decided and what blocking gave up; a few golden
 * customers; what customers do and are worth, and what can be predicted, where anything is known of
 * that; all tables.
 *
 * <p>The page holds no personal data. Sample customers come from the published table, whose direct
 * identifiers are masked, and whatever still says something about a person is masked once more;
 * values that profiles show were masked when they were profiled. Wall clocks are shown, so two runs
 * on equal inputs give pages that differ in times only.
 *
 * <p><b>Accounting.</b> Rows in are the golden customers, counted from the metadata of their table;
 * rows accepted are the customers in the page's distribution of sizes, counted on the rows.
 */
public final class ReportJob implements Job {
  private static final String FILE = "report/index.html";

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "Writes an HTML page on the run: accounting, quality, identities, sample customers.";
  }

  @Override
  public String purpose() {
    return "Let people check a run without looking at personal data.";
  }

  @Override
  public List<TableSpec> reads() {
    return Tables.all();
  }

  @Override
  public List<TableSpec> writes() {
    return List.of();
  }

  @Override
  public JobResult run(JobContext context) {
    Lake lake = context.lake();
    ClusterSizes sizes = ClusterSizes.of(lake);
    context.progress().phase("gathering the report");
    List<Section> sections = new ArrayList<>();
    sections.add(RunSection.of(context));
    sections.add(QualitySection.of(lake, context.run()));
    sections.add(QuarantineSection.of(lake));
    SuppliersSection.of(lake).ifPresent(sections::add);
    if (!context.settings().attributes().isEmpty()) { // without attributes there are no customers
      sections.add(IdentitySection.of(lake, context.run(), sizes));
      sections.add(CustomersSection.of(lake, context.settings()));
    }
    ValueSection.of(lake).ifPresent(sections::add);
    PredictionsSection.of(lake).ifPresent(sections::add);
    SegmentsSection.of(lake).ifPresent(sections::add);
    PatternsSection.of(lake).ifPresent(sections::add);
    OddSection.of(lake).ifPresent(sections::add);
    sections.add(TablesSection.of(lake));
    context.files().write(FILE, Page.render("Customer report", subtitle(context.run()), sections));
    return JobResult.of(lake.count(Tables.GOLDEN_CUSTOMER), sizes.customers(), List.of());
  }

  private static String subtitle(Run run) {
    return "As of " + run.asOf() + " · run " + run.runId() + " · Aurum " + run.codeVersion();
  }
}
