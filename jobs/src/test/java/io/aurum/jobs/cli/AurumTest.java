package io.aurum.jobs.cli;

import static io.aurum.common.table.Tables.GOLDEN_CUSTOMER;
import static io.aurum.common.table.Tables.JOB_RUN;
import static io.aurum.common.table.Tables.SOURCE_RECORD;
import static io.aurum.common.table.Tables.VALID_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.RunKind;
import io.aurum.jobs.FakeJob;
import io.aurum.jobs.JobResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole command line, from arguments to exit code, over jobs that do what a test says. */
@Tag("fast")
class AurumTest {
  private static final String PERSONAL = "jane.doe@example.com";

  private final FakePlatform platform = new FakePlatform();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<FakeJob> jobs =
      new ArrayList<>(
          List.of(
              FakeJob.of("report", List.of(GOLDEN_CUSTOMER, JOB_RUN), List.of()),
              FakeJob.of("golden", List.of(VALID_RECORD), List.of(GOLDEN_CUSTOMER)),
              FakeJob.of("validate", List.of(SOURCE_RECORD), List.of(VALID_RECORD)),
              FakeJob.of("ingest", List.of(), List.of(SOURCE_RECORD))));

  @Test
  void runsAllJobsInOrderAndCommitsTheManifestLast() {
    assertThat(execute("run", "--conf", "a.conf", "--out", "o", "--wait", "7")).isZero();

    assertThat(platform.calls)
        .containsExactly(
            "settings a.conf[]",
            "lease 7",
            "inputs",
            "open o",
            "append 3",
            "append 1",
            "close",
            "manifest",
            "release");
    assertThat(platform.jobRuns)
        .extracting(Manifest.JobEntry::job)
        .containsExactly("ingest", "validate", "golden", "report");
    assertThat(platform.jobRuns)
        .allSatisfy(
            row -> {
              assertThat(row.status()).isEqualTo(Manifest.Status.OK);
              assertThat(row.rowsIn()).isEqualTo(10);
              assertThat(row.durationSeconds()).isEqualTo(0.25);
            });
    assertThat(platform.jobRuns.get(1).stateRead()).containsExactly(entry("source_record", 2L));
    assertThat(platform.jobRuns.get(1).stateWritten()).containsExactly(entry("valid_record", 3L));
    assertThat(platform.manifests).singleElement().matches(m -> m.exitCode() == 0);
  }

  @Test
  void closesWithATableOfTheAccounting() {
    execute("run", "--conf", "a.conf");

    assertThat(out.toString().lines())
        .first()
        .asString()
        .matches("job +rows in +accepted +quarantined +dropped +rows out +seconds +status");
    assertThat(out.toString().lines().skip(1))
        .first()
        .asString()
        .matches("ingest +10 +7 +2 +1 +7 +0\\.\\d +ok");
    assertThat(err.toString())
        .contains("job 2 of 4 validate: starting")
        .contains("job 2 of 4 validate: done, 10 rows in");
  }

  @Test
  void theLogicalDateIsTodayInUtcUnlessGiven() {
    execute("run", "--conf", "a.conf");
    assertThat(platform.manifests.get(0).run().asOf()).isEqualTo(LocalDate.of(2026, 3, 1));

    execute("run", "--conf", "a.conf", "--as-of", "2025-12-31");
    assertThat(platform.manifests.get(1).run().asOf()).isEqualTo(LocalDate.of(2025, 12, 31));

    platform.configuredAsOf = Optional.of(LocalDate.of(2026, 1, 15));
    execute("run", "--conf", "a.conf");
    assertThat(platform.manifests.get(2).run().asOf()).isEqualTo(LocalDate.of(2026, 1, 15));
    execute("run", "--conf", "a.conf", "--as-of", "2026-01-20");
    assertThat(platform.manifests.get(3).run().asOf()).isEqualTo(LocalDate.of(2026, 1, 20));
  }

  @Test
  void answersInJson() throws IOException {
    assertThat(execute("run", "--conf", "a.conf", "--json")).isZero();

    JsonNode answer = json();
    assertThat(answer.get("run_id").asText()).isEqualTo("r1");
    assertThat(answer.get("exit_code").asInt()).isZero();
    assertThat(answer.get("jobs")).hasSize(4);
    assertThat(answer.get("jobs").get(0).get("rows_quarantined").asLong()).isEqualTo(2);
  }

  @Test
  void everyJobIsACommand() {
    assertThat(execute("validate", "--conf", "a.conf", "--set", "seed=1", "--set", "x=2")).isZero();

    assertThat(platform.calls).contains("settings a.conf[seed=1, x=2]");
    assertThat(platform.jobRuns).extracting(Manifest.JobEntry::job).containsExactly("validate");
  }

  @Test
  void runsASelection() {
    execute("run", "--conf", "a.conf", "--only", "golden,ingest");
    execute("run", "--conf", "a.conf", "--from", "golden");
    execute("run", "--conf", "a.conf", "--until", "validate");

    assertThat(platform.jobRuns)
        .extracting(Manifest.JobEntry::job)
        .containsExactly("ingest", "golden", "golden", "report", "ingest", "validate");
  }

  @Test
  void unbalancedAccountingIsABug() {
    change("validate", job -> job.doing(c -> JobResult.of(1000, 999, List.of())));

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(70);

    assertThat(err.toString())
        .contains("'validate' does not balance: 1000 rows in, but 999 accepted + 0 quarantined");
    assertThat(statuses()).containsExactly("ok", "failed", "skipped", "skipped");
    assertThat(platform.jobRuns.get(1).rowsIn()).isEqualTo(1000);
    assertThat(platform.manifests).singleElement().matches(m -> m.exitCode() == 70);
  }

  @Test
  void aClosedGateStopsTheRun() {
    JobResult closed =
        new JobResult(
            10, 4, 6, 0, Optional.empty(), List.of(), Optional.of("60 % of crm in quarantine"));
    change("validate", job -> job.doing(c -> closed));

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(3);

    assertThat(err.toString()).contains("60 % of crm in quarantine");
    assertThat(statuses()).containsExactly("ok", "gate_closed", "skipped", "skipped");
    assertThat(platform.jobRuns.get(2).rowsIn()).isZero();
  }

  @Test
  void failuresOfOthersAreShownWithoutTheirMessages() {
    change(
        "golden",
        job ->
            job.doing(
                c -> {
                  throw new IllegalStateException("cannot cast " + PERSONAL);
                }));

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(70);

    assertThat(err.toString())
        .contains("java.lang.IllegalStateException", "a1.log")
        .doesNotContain(PERSONAL);
    assertThat(platform.jobRuns.get(2).error()).isNotNull().doesNotContain(PERSONAL);
    assertThat(platform.traces)
        .singleElement()
        .asString()
        .contains("AurumTest")
        .doesNotContain(PERSONAL);
    assertThat(statuses()).containsExactly("ok", "ok", "failed", "skipped");
  }

  @Test
  void failuresOfTheDiskAreStorage() {
    change(
        "ingest",
        job ->
            job.doing(
                c -> {
                  throw new UncheckedIOException(new IOException("No space left on device"));
                }));

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(4);
  }

  @Test
  void failuresOfOurOwnKeepTheirExitCodeAndMessage() {
    change(
        "ingest",
        job ->
            job.doing(
                c -> {
                  throw new IllegalStateException(
                      AurumException.of(
                          ExitCode.USAGE, "column 'emial' is missing", "not there", "rename"));
                }));

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(2);
    assertThat(err.toString()).contains("column 'emial' is missing", "remedy: rename");
  }

  @Test
  void aDryRunChecksConfigurationAndInputsAndWritesNothing() {
    assertThat(execute("run", "--conf", "a.conf", "--dry-run")).isZero();

    assertThat(platform.calls).containsExactly("settings a.conf[]", "inputs");
    assertThat(out.toString()).contains("Does the work of golden.", "crm", "1,234");
  }

  @Test
  void badConfigurationStopsBeforeAnythingElse() {
    assertThat(execute("run", "--conf", "broken.conf")).isEqualTo(2);

    assertThat(platform.calls).containsExactly("settings broken.conf[]");
    assertThat(err.toString()).contains("broken.conf:3: unknown key 'tursts'");
  }

  @Test
  void anUnknownJobStopsBeforeAnythingElse() {
    assertThat(execute("run", "--conf", "a.conf", "--only", "goldne")).isEqualTo(2);

    assertThat(platform.calls).isEmpty();
    assertThat(err.toString()).contains("did you mean 'golden'?");
  }

  @Test
  void aHeldFolderIsAConflict() {
    platform.held = true;

    assertThat(execute("run", "--conf", "a.conf")).isEqualTo(5);
    assertThat(platform.calls).doesNotContain("open out");
  }

  @Test
  void aDateBeforeTheStateIsABackfill() {
    platform.latestAsOf = Optional.of(LocalDate.of(2026, 2, 1));

    assertThat(execute("run", "--conf", "a.conf", "--as-of", "2026-01-31")).isZero();
    assertThat(platform.calls)
        .contains("backfill a1")
        .endsWith("close", "close", "manifest", "release");
    assertThat(out.toString()).contains("backfill: the state stays as of 2026-02-01");
    Manifest manifest = platform.manifests.get(0);
    assertThat(manifest.kind()).isEqualTo(RunKind.BACKFILL);
    assertThat(manifest.stateAsOf()).isEqualTo("2026-02-01");

    assertThat(execute("run", "--conf", "a.conf", "--as-of", "2026-02-03")).isZero();
    assertThat(platform.manifests.get(1).kind()).isEqualTo(RunKind.FORWARD);
    assertThat(platform.manifests.get(1).stateAsOf()).isEqualTo("2026-02-03");
  }

  @Test
  void aBackfillMakesAllTheStateThatItReads() {
    platform.latestAsOf = Optional.of(LocalDate.of(2026, 2, 1));

    for (String dryRun : List.of("--dry-run", "--json")) {
      assertThat(
              execute(
                  "run", "--conf", "a.conf", "--as-of", "2026-01-31", "--only", "golden", dryRun))
          .isEqualTo(2);
      assertThat(err.toString())
          .contains("2026-01-31 lies before the state", "as of 2026-02-01", "validate");
    }
    assertThat(platform.jobRuns).isEmpty();
  }

  @Test
  void misuseIsToldWithASuggestion() {
    assertThat(execute("run", "--conf", "a.conf", "--dryrun")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown option '--dryrun'", "did you mean '--dry-run'?");

    assertThat(execute("valdate", "--conf", "a.conf")).isEqualTo(2);
    assertThat(err.toString()).contains("'valdate'", "did you mean 'validate'?");

    assertThat(execute("run")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--conf", "aurum run --help");

    assertThat(execute("run", "--conf", "a.conf", "--as-of", "31.12.2025")).isEqualTo(2);
    assertThat(err.toString()).contains("'31.12.2025'", "--as-of");

    assertThat(execute()).isEqualTo(2);
    assertThat(platform.calls).isEmpty();
  }

  @Test
  void helpIsGeneratedFromTheJobs() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("validate", "Does the work of validate.", "plan");

    assertThat(execute("validate", "--help")).isZero();
    assertThat(out.toString()).contains("--conf", "--as-of", "Test of validate.");
  }

  @Test
  void planShowsTheOrderWithTables() throws IOException {
    assertThat(execute("plan")).isZero();
    assertThat(out.toString())
        .contains(" 2  validate: Does the work of validate.")
        .contains("    reads   source_record")
        .contains("    writes  valid_record");
    assertThat(platform.calls).isEmpty();

    out.getBuffer().setLength(0);
    assertThat(execute("plan", "--json")).isZero();
    JsonNode second = json().get("jobs").get(1);
    assertThat(second.get("name").asText()).isEqualTo("validate");
    assertThat(second.get("after").get(0).asText()).isEqualTo("ingest");
    assertThat(second.get("writes").get(0).asText()).isEqualTo("valid_record");
  }

  @Test
  void tablesShowsTheCatalogueAndEachContract() throws IOException {
    assertThat(execute("tables")).isZero();
    assertThat(out.toString()).containsPattern("valid_record +state +one accepted record");

    out.getBuffer().setLength(0);
    assertThat(execute("tables", "golden_customer")).isZero();
    assertThat(out.toString())
        .contains("one row is  one golden customer", "written by  golden", "read by     report")
        .containsPattern("customer_id +STRING +never +LINKABLE +Golden id");

    out.getBuffer().setLength(0);
    assertThat(execute("tables", "golden_customer", "--json")).isZero();
    JsonNode contract = json();
    assertThat(contract.get("key").get(0).asText()).isEqualTo("customer_id");
    assertThat(contract.get("columns").get(0).get("is_key").asBoolean()).isTrue();

    assertThat(execute("tables", "golden_custmer")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'golden_customer'?");
    assertThat(platform.calls).isEmpty();
  }

  private int execute(String... args) {
    Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false);
    return Aurum.execute(jobs, platform, console, args);
  }

  private JsonNode json() throws IOException {
    assertThat(out.toString().lines()).hasSize(1);
    return new ObjectMapper().readTree(out.toString());
  }

  private List<String> statuses() {
    return platform.jobRuns.stream().map(row -> JobRuns.label(row.status())).toList();
  }

  private void change(String name, UnaryOperator<FakeJob> change) {
    jobs.replaceAll(job -> job.name().equals(name) ? change.apply(job) : job);
  }
}
