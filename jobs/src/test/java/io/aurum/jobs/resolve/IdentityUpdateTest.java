package io.aurum.jobs.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.Commit;
import io.aurum.common.match.CleanSources;
import io.aurum.common.match.IdentityEvent;
import io.aurum.common.match.IdentityLedger;
import io.aurum.common.match.MatchInput;
import io.aurum.common.match.MatchModel;
import io.aurum.common.match.MatchModelEstimator;
import io.aurum.common.match.PatternCounts;
import io.aurum.common.match.RecordBatch;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of ids, links and events from run to run. Accounts alone decide who is whom, so that
 * every clustering is as the test wants it.
 */
class IdentityUpdateTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final LocalDate SECOND = LocalDate.parse("2026-01-02");
  private static final LocalDate THIRD = LocalDate.parse("2026-01-03");

  @TempDir Path out;

  /** A lake and the runs on it. */
  private final class History {
    private final CustomerFixture lake;
    private List<Commit> commits = List.of();

    History(String folder) {
      this.lake =
          new CustomerFixture(out.resolve(folder))
              .attribute("given_name", "given-name")
              .attribute("account", "account-id");
    }

    /**
     * Gives ids to records.
     *
     * @param records such as {@code 1:A}: record 1 has account A
     */
    IdentityUpdate run(String id, LocalDate date, String... records) {
      JobContext context = lake.nextRun(id, date).context();
      MatchColumns columns = MatchColumns.of(context.settings().attributes());
      RecordBatch.Builder batch = new RecordBatch.Builder(columns.matchAttributes().size());
      for (String record : records) {
        String number = record.substring(0, record.indexOf(':'));
        String account = record.substring(record.indexOf(':') + 1);
        batch.add(
            "crm",
            number,
            "content-" + number,
            Long.parseLong(number),
            new String[] {"NAME" + number, account});
      }
      MatchInput input = MatchInput.of(columns.matchAttributes(), List.of(batch.build()));
      MatchModel model =
          new MatchModelEstimator(
                  input.table().attributes(),
                  new PatternCounts(),
                  1,
                  new PatternCounts(),
                  input.size())
              .estimate();
      int[] accounts = input.forcedClusters();
      IdentityUpdate update =
          IdentityUpdate.of(
              context,
              input,
              CustomerClusters.of(
                  input, model, accounts, accounts, CleanSources.none(accounts.length), 0));
      commits = update.commit();
      return update;
    }

    /** Links as {@code 1 2026-01-01.. exact}, with ids as they are. */
    List<String> links() {
      return rows(Tables.CUSTOMER_LINK).stream()
          .map(
              row ->
                  "%s %s..%s %s"
                      .formatted(
                          row.<String>getAs("source_record_id"),
                          row.getAs("effective_from"),
                          Optional.ofNullable(row.getAs("effective_to"))
                              .map(Object::toString)
                              .orElse(""),
                          row.getAs("link_method")))
          .toList();
    }

    String customer(String record) {
      return rows(Tables.CUSTOMER_LINK).stream()
          .filter(row -> row.getAs("effective_to") == null)
          .filter(row -> row.getAs("source_record_id").equals(record))
          .map(row -> row.<String>getAs("customer_id"))
          .findFirst()
          .orElseThrow();
    }

    List<String> events(LocalDate date) {
      return rows(Tables.IDENTITY_EVENT).stream()
          .filter(row -> row.getAs("as_of").equals(date))
          .map(row -> row.getAs("event") + " " + row.getAs("records"))
          .toList();
    }

    List<Row> rows(TableSpec table) {
      String[] key = table.key().toArray(String[]::new);
      return lake.lake()
          .read(table)
          .orderBy(key[0], Arrays.copyOfRange(key, 1, key.length))
          .collectAsList();
    }

    /** Proves that events and links tell the same. */
    void requireReplayable() {
      IdentityLedger ledger = new IdentityLedger();
      Map<String, IdentityLedger.Status> told = new TreeMap<>();
      for (Row row : rows(Tables.IDENTITY_EVENT)) {
        ledger.apply(
            new IdentityEvent(
                row.getAs("customer_id"),
                IdentityEvent.Type.of(row.getAs("event")),
                row.getAs("other_customer_id"),
                row.<Integer>getAs("records"),
                row.getAs("evidence")));
      }
      for (Row row : rows(Tables.CUSTOMER_LINK)) {
        String id = row.getAs("customer_id");
        told.put(id, ledger.status(id).orElseThrow());
      }
      assertThat(ledger.size()).isEqualTo(told.size());
      told.values().removeIf(status -> status != IdentityLedger.Status.ACTIVE);
      assertThat(told.keySet())
          .isEqualTo(
              rows(Tables.CUSTOMER_LINK).stream()
                  .filter(row -> row.getAs("effective_to") == null)
                  .map(row -> row.<String>getAs("customer_id"))
                  .collect(Collectors.toSet()));
    }
  }

  @Test
  void theSameClustersCommitNothing() {
    History history = new History("rerun");
    IdentityUpdate first = history.run("r1", FIRST, "1:A", "2:A", "3:B");
    assertThat(history.commits)
        .extracting(Commit::table)
        .containsExactly("identity_event", "customer_link");
    assertThat(List.of(first.keptIds(), first.newIds())).containsExactly(0L, 2L);

    IdentityUpdate again = history.run("r1", FIRST, "3:B", "1:A", "2:A");
    assertThat(history.commits).isEmpty();
    assertThat(List.of(again.keptIds(), again.newIds())).containsExactly(0L, 2L);

    IdentityUpdate nextDay = history.run("r2", SECOND, "1:A", "2:A", "3:B");
    assertThat(history.commits).isEmpty();
    assertThat(List.of(nextDay.keptIds(), nextDay.newIds())).containsExactly(2L, 0L);
  }

  @Test
  void aRecordThatGoesAwayEndsItsLinkAndItsCustomer() {
    History history = new History("gone");
    history.run("r1", FIRST, "1:A", "2:A", "3:B");
    String customer = history.customer("1");
    history.run("r2", SECOND, "1:A");

    assertThat(history.customer("1")).isEqualTo(customer);
    assertThat(history.links())
        .containsExactly(
            "1 2026-01-01..2026-01-02 exact",
            "1 2026-01-02.. single",
            "2 2026-01-01..2026-01-02 exact",
            "3 2026-01-01..2026-01-02 single");
    assertThat(history.events(FIRST)).containsExactlyInAnyOrder("created 2", "created 1");
    assertThat(history.events(SECOND)).containsExactly("retired 1");
    history.requireReplayable();

    history.run("r3", THIRD, "1:A", "3:B");
    assertThat(history.events(THIRD)).containsExactly("created 1");
    history.requireReplayable();
  }

  @Test
  void changedClustersEndAndBeginLinks() {
    History history = new History("changed");
    history.run("r1", FIRST, "1:A", "2:A", "3:B", "4:B");
    String a = history.customer("1");
    String b = history.customer("3");
    history.run("r2", SECOND, "1:A", "2:B", "3:B", "4:B");

    assertThat(List.of(history.customer("1"), history.customer("2"), history.customer("3")))
        .containsExactly(a, b, b);
    assertThat(history.links())
        .containsExactly(
            "1 2026-01-01..2026-01-02 exact",
            "1 2026-01-02.. single",
            "2 2026-01-01..2026-01-02 exact",
            "2 2026-01-02.. exact",
            "3 2026-01-01.. exact",
            "4 2026-01-01.. exact");
    assertThat(history.events(SECOND)).containsExactlyInAnyOrder("split 1", "merged 1");

    history.run("r3", THIRD, "1:B", "2:B", "3:B", "4:B");
    assertThat(history.customer("1")).isEqualTo(b);
    assertThat(history.events(THIRD)).containsExactlyInAnyOrder("absorbed 1", "merged 1");
    history.requireReplayable();
  }

  @Test
  void aRepeatedDateIsAsIfItsFormerRunHadNeverBeen() {
    History repeated = new History("repeated");
    repeated.run("r1", FIRST, "1:A", "2:A", "3:B");
    repeated.run("r2", SECOND, "1:A", "2:B", "3:B", "4:C", "5:D");
    repeated.run("r3", SECOND, "1:A", "2:C", "4:C", "5:E", "6:E");
    repeated.requireReplayable();

    History once = new History("once");
    once.run("r1", FIRST, "1:A", "2:A", "3:B");
    once.run("r3", SECOND, "1:A", "2:C", "4:C", "5:E", "6:E");

    assertThat(repeated.rows(Tables.CUSTOMER_LINK)).isEqualTo(once.rows(Tables.CUSTOMER_LINK));
    assertThat(repeated.rows(Tables.IDENTITY_EVENT)).isEqualTo(once.rows(Tables.IDENTITY_EVENT));
    repeated.run("r4", SECOND, "1:A", "2:C", "4:C", "5:E", "6:E");
    assertThat(repeated.commits).isEmpty();

    repeated.run("r5", THIRD, "1:A", "2:A", "4:A", "5:E", "6:F");
    once.run("r5", THIRD, "1:A", "2:A", "4:A", "5:E", "6:F");
    assertThat(repeated.rows(Tables.CUSTOMER_LINK)).isEqualTo(once.rows(Tables.CUSTOMER_LINK));
    repeated.requireReplayable();
  }

  @Test
  void theFirstDateCanBeRepeatedToo() {
    History repeated = new History("first-repeated");
    repeated.run("r1", FIRST, "1:A", "2:B");
    repeated.run("r2", FIRST, "2:C", "3:C");

    History once = new History("first-once");
    once.run("r2", FIRST, "2:C", "3:C");
    assertThat(repeated.rows(Tables.CUSTOMER_LINK)).isEqualTo(once.rows(Tables.CUSTOMER_LINK));
    assertThat(repeated.rows(Tables.IDENTITY_EVENT)).isEqualTo(once.rows(Tables.IDENTITY_EVENT));
    repeated.requireReplayable();
  }

  @Test
  void eventsOfARunThatWasKilledBeforeItsLinksAreReplaced() {
    History other = new History("other");
    other.run("r1", FIRST, "1:A", "2:A", "3:B");
    other.run("killed", SECOND, "1:A", "2:B", "3:B", "4:C");

    History history = new History("killed");
    history.run("r1", FIRST, "1:A", "2:A", "3:B");
    history.lake.nextRun("killed", SECOND);
    history
        .lake
        .lake()
        .append(
            Tables.IDENTITY_EVENT,
            other.lake.lake().read(Tables.IDENTITY_EVENT).where("as_of = date'2026-01-02'"));
    history.run("r3", THIRD, "1:A", "2:C", "4:C");

    assertThat(history.events(SECOND)).isEmpty();
    assertThat(history.events(THIRD)).isNotEmpty();
    history.requireReplayable();
  }
}
