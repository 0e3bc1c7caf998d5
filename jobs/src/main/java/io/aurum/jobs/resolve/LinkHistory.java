package io.aurum.jobs.resolve;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.MatchInput;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rows of {@code customer_link}: as they held before the run's date, and what the run's date
 * changes about them.
 *
 * <p>A link is never rewritten but for its end: another customer or another method begins a new
 * one. So a link that a former run of the date ended is open again for this run, one that a former
 * run began does not exist, and the outcome is as if the former run had never been.
 */
final class LinkHistory {
  private final JobContext context;
  private final LocalDate date;

  /** Links that held when the date began, by key of the record. */
  private final Map<String, Link> before = new HashMap<>();

  /** Links that former runs of the date began, by key of the record. */
  private final Map<String, Link> begun = new HashMap<>();

  /** Links that former runs of the date ended, by key of the record. */
  private final Map<String, Link> ended = new HashMap<>();

  /** Latest date before the run's on which a link began or ended. */
  private Optional<LocalDate> settled;

  private final Map<String, Link> ending = new HashMap<>();
  private final Map<String, Link> beginning = new HashMap<>();

  private LinkHistory(JobContext context) {
    this.context = context;
    this.date = context.run().asOf();
    this.settled = latestEnd();
  }

  /** A link of a record; {@code to} is null while it holds. */
  record Link(String customerId, LocalDate from, LocalDate to, String method, String runId) {
    private Link open() {
      return new Link(customerId, from, null, method, runId);
    }

    private Link endedOn(LocalDate end) {
      return new Link(customerId, from, end, method, runId);
    }

    private boolean sameAs(Link other) {
      return says(other.customerId, other.method)
          && from.equals(other.from)
          && Objects.equals(to, other.to);
    }

    private boolean says(String customer, String how) {
      return customerId.equals(customer) && method.equals(how);
    }
  }

  static LinkHistory before(JobContext context) {
    LinkHistory history = new LinkHistory(context);
    history.links().filter(history.held()).collectAsList().forEach(history::add);
    return history;
  }

  private Dataset<Row> links() {
    return context.lake().read(Tables.CUSTOMER_LINK);
  }

  /** Holds at the date or did so before a former run of the date. */
  private Column held() {
    return col("effective_to").isNull().or(col("effective_to").geq(lit(date)));
  }

  private String heldPredicate() {
    return "effective_to is null or effective_to >= date'%s'".formatted(date);
  }

  private Optional<LocalDate> latestEnd() {
    Row row = links().filter(col("effective_to").lt(lit(date))).agg(max("effective_to")).head();
    return Optional.ofNullable(row.getAs(0));
  }

  private void add(Row row) {
    String key = MatchInput.key(row.getAs("source"), row.getAs("source_record_id"));
    Link link =
        new Link(
            row.getAs("customer_id"),
            row.getAs("effective_from"),
            row.getAs("effective_to"),
            row.getAs("link_method"),
            row.getAs("run_id"));
    if (!link.from().isBefore(date)) {
      begun.put(key, link);
      return;
    }
    before.put(key, link.open());
    settled =
        settled.filter(latest -> latest.isAfter(link.from())).or(() -> Optional.of(link.from()));
    if (link.to() != null) {
      ended.put(key, link);
    }
  }

  /**
   * The latest date before the run's whose links are committed: what is told of later dates was
   * never finished, or belongs to a former run of the date.
   */
  Optional<LocalDate> settled() {
    return settled;
  }

  /** The link that a record had when the date began. */
  Optional<Link> before(String key) {
    return Optional.ofNullable(before.get(key));
  }

  /** Ends the links whose records are not in the input, and tells which these are. */
  Collection<Link> endWithout(MatchInput input) {
    Map<String, Link> gone = new HashMap<>(before);
    for (int record = 0; record < input.size(); record++) {
      gone.remove(input.key(record));
    }
    gone.forEach((key, link) -> ending.put(key, link.endedOn(date)));
    return gone.values();
  }

  /** Says to whom a record belongs from the date on. */
  void link(String key, String customer, String method) {
    Link former = before.get(key);
    if (former != null && former.says(customer, method)) {
      return;
    }
    if (former != null) {
      ending.put(key, former.endedOn(date));
    }
    beginning.put(key, new Link(customer, date, null, method, context.run().runId()));
  }

  /** Whether the table already says what was said since. */
  boolean committed() {
    return context.lake().exists(Tables.CUSTOMER_LINK)
        && sameLinks(ended, ending)
        && sameLinks(begun, beginning);
  }

  /** Whether two sets of links differ in nothing but who wrote them. */
  private static boolean sameLinks(Map<String, Link> stored, Map<String, Link> wanted) {
    return stored.size() == wanted.size()
        && wanted.entrySet().stream()
            .allMatch(
                entry -> {
                  Link link = stored.get(entry.getKey());
                  return link != null && link.sameAs(entry.getValue());
                });
  }

  /** Makes the table as it was when the date began, if a former run of the date changed it. */
  Optional<Commit> withdraw() {
    if (begun.isEmpty() && ended.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        context.lake().replaceWhere(Tables.CUSTOMER_LINK, rows(before), heldPredicate()));
  }

  /** Writes what changed since the date began, in one atomic commit. */
  Optional<Commit> apply() {
    if (context.lake().exists(Tables.CUSTOMER_LINK) && ending.isEmpty() && beginning.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        context.lake().merge(Tables.CUSTOMER_LINK, rows(ending).union(rows(beginning))));
  }

  private Dataset<Row> rows(Map<String, Link> links) {
    return context
        .spark()
        .createDataFrame(
            links.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList(),
            context.lake().contract(Tables.CUSTOMER_LINK).schema());
  }

  private static Row row(String key, Link link) {
    return RowFactory.create(
        MatchInput.source(key),
        MatchInput.id(key),
        link.customerId(),
        link.from(),
        link.to(),
        link.method(),
        link.runId());
  }
}
