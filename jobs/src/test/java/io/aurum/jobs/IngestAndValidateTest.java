package io.aurum.jobs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.DeliverySettings.MissingKey;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.PlanSettings;
import io.aurum.common.config.PublishSettings;
import io.aurum.common.config.ResolveSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.Severity;
import io.aurum.common.config.SourcePolicy;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.config.ValidateSettings;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.lake.Lakes;
import io.aurum.common.lake.TestSession;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.InputFiles;
import io.aurum.common.run.OutputFiles;
import io.aurum.common.run.Progress;
import io.aurum.common.run.Run;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to valid records, on small deliveries whose every row is known. */
class IngestAndValidateTest {
  @TempDir Path temp;

  private Path in;
  private Path out;
  private Severity emailSeverity = Severity.ERROR;
  private double maxQuarantineRate = 1;
  private String entity = SourceSettings.CUSTOMER;
  private Mode mode = Mode.APPEND;
  private List<String> key = List.of("id");
  private SourcePolicy policy = SourcePolicy.USUAL;
  private MissingKey missingKey = MissingKey.QUARANTINE;
  private final List<InputFile> unreadable = new ArrayList<>();
  private int runs;

  @BeforeEach
  void folders() throws IOException {
    in = Files.createDirectory(temp.resolve("in"));
    out = temp.resolve("out");
  }

  @Test
  void everyRowIsAcceptedQuarantinedOrDropped() throws IOException {
    deliver(
        "crm-2026-01-01.csv",
        "id,name,email",
        "1,Ann Lee,ann@mail.org",
        "2,Bob Ray,bob@mail.org",
        "2,Bob Ray,bob@mail.org",
        "3,ragged",
        ",No Key,key@mail.org",
        "4,\"Eve\nMay\",eve@mail.org");
    var result = run(new IngestJob(), "2026-01-31");
    assertThat(List.of(result.rowsIn(), result.accepted(), result.quarantined(), result.dropped()))
        .containsExactly(6L, 3L, 2L, 1L);
    assertThat(result.balances()).isTrue();
    assertThat(rows(Tables.SOURCE_RECORD, "source_record_id", "line", "name", "known_at"))
        .containsExactlyInAnyOrder(
            "1|2|Ann Lee|2026-01-01T00:00:00Z",
            "2|3|Bob Ray|2026-01-01T00:00:00Z",
            "4|7|Eve\nMay|2026-01-01T00:00:00Z");
    assertThat(rows(Tables.QUARANTINE_RECORD, "rule", "line", "payload", "attempts", "status"))
        .containsExactlyInAnyOrder(
            "file.ragged|5|3,ragged|1|open", "record.missing-key|6|,No Key,key@mail.org|1|open");
  }

  @Test
  void aSecondRunCommitsNothing() throws IOException {
    deliver("crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org", "2,ragged");
    run(new IngestJob(), "2026-01-31");
    var again = run(new IngestJob(), "2026-01-31");
    assertThat(again.commits()).isEmpty();
    assertThat(List.of(again.rowsIn(), again.accepted(), again.quarantined(), again.dropped()))
        .containsExactly(2L, 0L, 0L, 2L);
    assertThat(again.droppedReason()).hasValue("2 rows in files delivered before");

    Files.copy(in.resolve("crm-2026-01-01.csv"), in.resolve("crm-2026-01-02.csv"));
    deliver("crm-2026-01-03.csv", "id,name,email", "3,Bob Ray,bob@mail.org");
    var third = run(new IngestJob(), "2026-01-31");
    assertThat(List.of(third.rowsIn(), third.accepted(), third.quarantined(), third.dropped()))
        .containsExactly(5L, 1L, 0L, 4L);
  }

  @Test
  void orderOfRowsDoesNotChangeIdentities() throws IOException {
    key = List.of();
    deliver(
        "crm-2026-01-01.csv", "id,name,email", "1,Ann,a@x.org", "1,Ann,a@x.org", "2,Bob,b@x.org");
    run(new IngestJob(), "2026-01-31");
    var ids = rows(Tables.SOURCE_RECORD, "source_record_id", "name");
    out = temp.resolve("shuffled");
    deliver(
        "crm-2026-01-01.csv", "id,name,email", "1,Ann,a@x.org", "2,Bob,b@x.org", "1,Ann,a@x.org");
    run(new IngestJob(), "2026-01-31");
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(rows(Tables.SOURCE_RECORD, "source_record_id", "name"))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aRecordTellsWhenItsFirstAcceptedVersionBecameKnown() throws IOException {
    mode = Mode.SNAPSHOT;
    deliver(
        "crm-2026-01-01.csv",
        "id,name,email",
        "1,Ann Lee,ann@mail.org",
        "2,Bob Ray,no mail",
        "3,Eve May,eve@mail.org");
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    var first = rows(Tables.VALID_RECORD, "source_record_id", "content_hash");

    deliver(
        "crm-2026-01-02.csv", "id,name,email", "1,Ann Li,ann@mail.org", "2,Bob Ray,bob@mail.org");
    deliver(
        "crm-2026-01-03.csv",
        "id,name,email",
        "1,Ann Lu,ann@mail.org",
        "2,Bob Roy,bob@mail.org",
        "4,Max Orr,max@mail.org");
    run(new IngestJob(), "2026-01-31");
    assertThat(run(new ValidateJob(), "2026-01-31").balances()).isTrue();
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "known_at", "first_known_at"))
        .containsExactlyInAnyOrder(
            "1|2026-01-03T00:00:00Z|2026-01-01T00:00:00Z",
            "2|2026-01-03T00:00:00Z|2026-01-02T00:00:00Z",
            "4|2026-01-03T00:00:00Z|2026-01-03T00:00:00Z");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "first_content_hash"))
        .contains(first.stream().filter(row -> row.startsWith("1|")).findFirst().orElseThrow());
  }

  @Test
  void aCorrectedFileEmptiesTheQuarantine() throws IOException {
    deliver("crm-2026-01-01.csv", "id,name,email", "1,ragged", "2,Bob Ray,no mail");
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    run(new ValidateJob(), "2026-02-01");
    assertThat(rows(Tables.QUARANTINE_RECORD, "job", "attempts", "first_seen", "status"))
        .containsExactlyInAnyOrder("ingest|1|2026-01-31|open", "validate|2|2026-01-31|open");

    deliver(
        "crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org", "2,Bob Ray,bob@mail.org");
    run(new IngestJob(), "2026-02-02");
    var result = run(new ValidateJob(), "2026-02-02");
    assertThat(rows(Tables.QUARANTINE_RECORD, "job", "attempts", "first_seen", "status"))
        .containsExactlyInAnyOrder(
            "ingest|1|2026-01-31|resolved", "validate|2|2026-01-31|resolved");
    assertThat(result.balances()).isTrue();
  }

  @Test
  void theLatestVersionKnownByTheDateCounts() throws IOException {
    deliver(
        "crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org", "2,Bob Ray,bob@mail.org");
    deliver("crm-2026-01-05.csv", "id,name,email", "1,Ann Lee,lee@mail.org");
    deliver("crm-2026-03-01.csv", "id,name,email", "1,Ann Lee,late@mail.org");
    run(new IngestJob(), "2026-01-31");
    var result = run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "email"))
        .containsExactlyInAnyOrder("1|lee@mail.org", "2|bob@mail.org");
    assertThat(List.of(result.rowsIn(), result.accepted(), result.quarantined(), result.dropped()))
        .containsExactly(4L, 2L, 0L, 2L);
    assertThat(result.droppedReason().orElseThrow())
        .contains("1 rows known only after the run's date", "1 rows superseded");
  }

  @Test
  void whatIsNoCustomerKeepsItsFields() throws IOException {
    entity = "order_line";
    key = List.of();
    deliver(
        "crm-2026-01-01.csv", "id,email,name", "1,a@x.org,Ann", "1,a@x.org,Ann", "2,,Bob", ",,");
    var result = run(new IngestJob(), "2026-01-31");
    assertThat(List.of(result.rowsIn(), result.accepted())).containsExactly(4L, 4L);
    assertThat(
            rows(
                Tables.SOURCE_RECORD,
                "entity",
                "substring_index(source_record_id, '#', -1)",
                "to_json(fields)",
                "name",
                "email"))
        .containsExactlyInAnyOrder(
            "order_line|1|{\"email\":\"a@x.org\",\"name\":\"Ann\"}|null|null",
            "order_line|2|{\"email\":\"a@x.org\",\"name\":\"Ann\"}|null|null",
            "order_line|1|{\"name\":\"Bob\"}|null|null",
            "order_line|1|{}|null|null");
  }

  @Test
  void aRecordMissingFromTheLatestSnapshotIsGone() throws IOException {
    mode = Mode.SNAPSHOT;
    deliver(
        "crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org", "2,Bob Ray,bob@mail.org");
    deliver("crm-2026-01-02.csv", "id,name,email", "2,Bob Ray,bob@mail.org");
    run(new IngestJob(), "2026-01-31");
    var result = run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id")).containsExactly("2");
    assertThat(result.dropped()).isEqualTo(2);
    assertThat(result.balances()).isTrue();

    Files.copy(in.resolve("crm-2026-01-01.csv"), in.resolve("crm-2026-01-03.csv"));
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id")).containsExactlyInAnyOrder("1", "2");
  }

  /** Every name has become another, no address has. */
  @Test
  void theNewestDeliveryIsHeldAgainstTheEarlierOnes() throws IOException {
    String[] before = delivery("Ann", 1);
    String[] after = delivery("Ann Lee", 101);
    deliver("crm-2026-01-01.csv", before);
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.COLUMN_PROFILE, "attribute", "drift"))
        .containsExactlyInAnyOrder("name|null", "email|null");

    deliver("crm-2026-01-02.csv", after);
    for (Mode deliveries : List.of(Mode.APPEND, Mode.SNAPSHOT)) {
      mode = deliveries;
      run(new IngestJob(), "2026-01-31");
      run(new ValidateJob(), "2026-01-31");
      assertThat(rows(Tables.COLUMN_PROFILE, "attribute", "drift", "rows"))
          .as(deliveries.name())
          .containsExactlyInAnyOrder(
              "name|strong|" + (mode == Mode.APPEND ? 80 : 40),
              "email|none|" + (mode == Mode.APPEND ? 80 : 40));
    }
  }

  private static String[] delivery(String name, int firstId) {
    List<String> lines = new java.util.ArrayList<>(List.of("id,name,email"));
    for (int id = firstId; id < firstId + 40; id++) {
      lines.add(id + "," + name + ",m@mail.org");
    }
    return lines.toArray(String[]::new);
  }

  @Test
  void changesAreOrderedByNumberAndDeletionsTakeRecordsOut() throws IOException {
    mode = Mode.CHANGES;
    deliver(
        "crm-2026-01-01.csv",
        "id,name,email,seq,op",
        "1,Ann Lee,old@mail.org,9,U",
        "1,Ann Lee,new@mail.org,10,U",
        "2,Bob Ray,bob@mail.org,1,U",
        "2,Bob Ray,bob@mail.org,2,D");
    run(new IngestJob(), "2026-01-31");
    var result = run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "email"))
        .containsExactly("1|new@mail.org");
    assertThat(result.droppedReason().orElseThrow())
        .contains("2 rows superseded by a later version", "1 rows deleted by the source");
    assertThat(result.balances()).isTrue();
  }

  @Test
  void warningsNullValuesAndAreCounted() throws IOException {
    emailSeverity = Severity.WARN;
    deliver(
        "crm-2026-01-01.csv",
        "id,name,email",
        "1,Ann Lee,no mail",
        "2,Bob Ray,BOB@Mail.org",
        "3,,");
    run(new IngestJob(), "2026-01-31");
    var result = run(new ValidateJob(), "2026-01-31");
    assertThat(List.of(result.accepted(), result.quarantined())).containsExactly(2L, 1L);
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "email", "completeness_rate"))
        .containsExactlyInAnyOrder("1|null|0.5", "2|BOB@mail.org|1.0");
    assertThat(rows(Tables.QUARANTINE_RECORD, "rule", "source_record_id", "payload"))
        .containsExactly("record.empty|3|{}");
    assertThat(
            rows(
                Tables.COLUMN_PROFILE,
                "attribute",
                "rows",
                "nulls",
                "invalid",
                "distinct_values",
                "min_value"))
        .containsExactlyInAnyOrder("name|3|1|0|2|null", "email|3|1|1|1|null");
    var mail =
        lake("check").read(Tables.RULE_RESULT).where("attribute = 'email' and rows_failed > 0");
    Row failed = mail.select("rows_checked", "rows_failed", "severity", "rule_number").head();
    assertThat(failed.getLong(0)).isEqualTo(2);
    assertThat(failed.getLong(1)).isEqualTo(1);
    assertThat(failed.getString(2)).isEqualTo("warn");
    List<Long> mask =
        lake("check")
            .read(Tables.VALID_RECORD)
            .where("source_record_id = '1'")
            .select(col("rule_mask"))
            .head()
            .getList(0);
    assertThat(mask.get(failed.getInt(3) / 64)).isEqualTo(1L << (failed.getInt(3) % 64));
  }

  @Test
  void theGateKeepsThePreviousState() throws IOException {
    deliver("crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org");
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    maxQuarantineRate = 0.5;
    deliver("crm-2026-01-02.csv", "id,name,email", "2,Bob,x", "3,Eve,y", "4,Zoe,zoe@mail.org");
    run(new IngestJob(), "2026-01-31");
    assertThat(run(new ValidateJob(), "2026-01-31").gateClosed()).isEmpty();

    maxQuarantineRate = 0.4;
    deliver(
        "crm-2026-01-03.csv", "id,name,email", "5,Kim Poe,kim@mail.org,", "6,Lou Fry,lou@mail.org");
    run(new IngestJob(), "2026-01-31");
    var closed = run(new ValidateJob(), "2026-01-31");
    assertThat(closed.gateClosed().orElseThrow()).contains("3 of 6 records are quarantined");
    assertThat(closed.balances()).isTrue();
    assertThat(closed.accepted()).isZero();
    assertThat(rows(Tables.VALID_RECORD, "source_record_id")).containsExactlyInAnyOrder("1", "4");
  }

  @Test
  void aBlockingRuleClosesTheGate() throws IOException {
    emailSeverity = Severity.BLOCK;
    deliver("crm-2026-01-01.csv", "id,name,email", "1,Ann Lee,ann@mail.org", "2,Bob Ray,no mail");
    run(new IngestJob(), "2026-01-31");
    var result = run(new ValidateJob(), "2026-01-31");
    assertThat(result.gateClosed().orElseThrow())
        .contains("1 records fail the blocking rule email.");
    assertThat(result.balances()).isTrue();
    assertThat(lake("check").exists(Tables.VALID_RECORD)).isFalse();
  }

  @Test
  void aFileWithoutAMappedColumnStopsTheRun() throws IOException {
    deliver("crm-2026-01-01.csv", "id,nmae,email", "1,Ann Lee,ann@mail.org");
    assertThatExceptionOfType(AurumException.class)
        .isThrownBy(() -> run(new IngestJob(), "2026-01-31"))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContaining("File crm-2026-01-01.csv of source crm has no column name")
        .withMessageContaining("nearest column: nmae");
  }

  @Test
  void eventsWithoutAKeyAddUpAndFilesThatComeAgainDoNot() throws IOException {
    entity = "order_line";
    key = List.of();
    deliver("crm-2026-01-01.csv", "id,name,email", "1,milk,a", "1,bread,a", "1,milk,a");
    deliver("crm-2026-01-02.csv", "id,name,email", "1,milk,a");
    Files.copy(in.resolve("crm-2026-01-01.csv"), in.resolve("crm-2026-01-03.csv"));
    var first = run(new IngestJob(), "2026-01-31");
    assertThat(List.of(first.rowsIn(), first.accepted(), first.dropped()))
        .containsExactly(7L, 4L, 3L);

    deliver("crm-2026-01-01.csv", "id,name,email", "1,milk,a", "1,milk,a", "1,milk,a", "1,bread,a");
    var again = run(new IngestJob(), "2026-01-31");
    assertThat(List.of(again.rowsIn(), again.accepted(), again.dropped()))
        .containsExactly(8L, 1L, 7L);
    assertThat(again.droppedReason())
        .hasValue("4 rows in files delivered before; 3 rows delivered before in other files");
    assertThat(rows(Tables.SOURCE_RECORD, "fields['name']", "date(known_at)"))
        .containsExactlyInAnyOrder(
            "milk|2026-01-01",
            "milk|2026-01-01",
            "milk|2026-01-01",
            "bread|2026-01-01",
            "milk|2026-01-02");
    assertThat(rows(Tables.SOURCE_RECORD, "source_record_id")).doesNotHaveDuplicates();
  }

  @Test
  void aChangeThatComesLateDoesNotUndoALaterOne() throws IOException {
    mode = Mode.CHANGES;
    deliver(
        "crm-2026-01-05.csv",
        "id,name,email,seq,op",
        "1,Ann Lee,new@mail.org,7,U",
        "2,Bob Ray,bob@mail.org,3,D");
    deliver(
        "crm-2026-01-10.csv",
        "id,name,email,seq,op",
        "1,Ann Lee,old@mail.org,5,U",
        "2,Bob Ray,bob@mail.org,2,U",
        "3,Eve May,eve@mail.org,1,U");
    deliver("crm-2026-02-10.csv", "id,name,email,seq,op", "1,Ann Lee,next@mail.org,8,U");
    run(new IngestJob(), "2026-01-31");
    run(new ValidateJob(), "2026-01-31");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "email"))
        .containsExactlyInAnyOrder("1|new@mail.org", "3|eve@mail.org");
    run(new ValidateJob(), "2026-02-28");
    assertThat(rows(Tables.VALID_RECORD, "source_record_id", "email"))
        .containsExactlyInAnyOrder("1|next@mail.org", "3|eve@mail.org");
  }

  @Test
  void policiesLetADeliveryPassThatIsNotAsExpected() throws IOException {
    policy =
        new SourcePolicy(
            SourcePolicy.Empty.WARN,
            SourcePolicy.Unreadable.SKIP,
            SourcePolicy.NewColumn.IGNORE,
            SourcePolicy.MissingColumn.EMPTY,
            List.of("fax"),
            64);
    missingKey = MissingKey.DROP;
    unreadable.add(new InputFile(in + "/gone.csv", "gone.csv", 1, Instant.EPOCH, ""));
    deliver("crm-2026-01-01.csv", "id,name,phone,fax", "1,Ann Lee,5,6", ",No Key,7,8");
    deliver("crm-2026-01-02.csv", "id,name,email", "2,Bob Ray,bob@mail.org", "3," + "x".repeat(99));
    Files.write(in.resolve("crm-2026-01-03.csv"), brokenGzip());
    var result = run(new IngestJob(), "2026-01-31");
    assertThat(result.balances()).isTrue();
    assertThat(List.of(result.accepted(), result.quarantined())).containsExactly(2L, 2L);
    assertThat(result.dropped()).isGreaterThan(1_000);
    assertThat(result.droppedReason().orElseThrow())
        .contains("rows in damaged files; 1 rows without a key");
    assertThat(result.notes())
        .containsExactly(
            "source crm: cannot read gone.csv",
            "source crm: columns that nothing is mapped from: phone",
            "source crm: mapped columns that files lack: email");
    assertThat(rows(Tables.SOURCE_RECORD, "source_record_id", "email"))
        .containsExactlyInAnyOrder("1|null", "2|bob@mail.org");
    assertThat(rows(Tables.QUARANTINE_RECORD, "rule", "file"))
        .containsExactlyInAnyOrder(
            "file.too-long|crm-2026-01-02.csv", "file.corrupt|crm-2026-01-03.csv");

    var again = run(new IngestJob(), "2026-01-31");
    assertThat(again.balances()).isTrue();
    assertThat(List.of(again.accepted(), again.quarantined())).containsExactly(0L, 0L);
  }

  /** Half of a compressed file of 20,000 customers. */
  private static byte[] brokenGzip() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write("id,name,email\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 20_000; i++) {
        String row = "%d,Zoe Fry,zoe%d@mail.org%n".formatted(i + 100, i * 7_919L % 104_729);
        zip.write(row.getBytes(StandardCharsets.UTF_8));
      }
    }
    return Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
  }

  private JobResult run(Job job, String asOf) {
    String runId = "run-" + ++runs;
    var spark = TestSession.spark();
    var settings = settings();
    var run = new Run(runId, LocalDate.parse(asOf), "config", "input", "test", 1);
    var files =
        new ArrayList<>(
            InputFiles.list(
                settings.source("crm").paths(), spark.sparkContext().hadoopConfiguration()));
    files.addAll(unreadable);
    var inputs = Map.<String, List<InputFile>>of("crm", files);
    var lake = Lakes.open(spark, out.toString(), run, settings);
    return job.run(
        new JobContext(
            spark, run, settings, inputs, lake, OutputFiles.under(out), Progress.SILENT));
  }

  private io.aurum.common.lake.Lake lake(String runId) {
    var run = new Run(runId, LocalDate.parse("2026-01-31"), "config", "input", "test", 1);
    return Lakes.open(TestSession.spark(), out.toString(), run, settings());
  }

  private List<String> rows(TableSpec table, String... columns) {
    return lake("check").read(table).selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  private void deliver(String file, String... lines) throws IOException {
    Files.writeString(in.resolve(file), String.join("\n", lines) + "\n");
  }

  private Settings settings() {
    return new Settings(
        List.of(source()),
        List.of(
            attribute("name", "full-name", Severity.WARN),
            attribute("email", "email", emailSeverity)),
        Map.of(),
        new ValidateSettings(maxQuarantineRate),
        new ResolveSettings(100, 0, 0.9, 0.5, 100),
        new PublishSettings(List.of(), List.of()),
        PlanSettings.NONE,
        Optional.empty(),
        1,
        "config");
  }

  private SourceSettings source() {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    columns.put("name", column("name"));
    columns.put("email", column("email"));
    boolean changes = mode == Mode.CHANGES;
    return new SourceSettings(
        "crm",
        entity,
        List.of(in.resolve("*.csv").toString()),
        Format.CSV,
        new CsvSettings(true, ',', '"', '"', "UTF-8"),
        List.of("NULL"),
        new DeliverySettings(
            mode,
            key,
            Optional.of("seq").filter(x -> changes),
            Optional.of("op").filter(x -> changes),
            Optional.of("D").filter(x -> changes),
            new KnownAt(
                Optional.empty(), Optional.of("([0-9]{4}-[0-9]{2}-[0-9]{2})"), Optional.empty()),
            missingKey),
        0.5,
        false,
        Optional.of("GB"),
        Optional.empty(),
        columns,
        List.of(),
        policy,
        Optional.empty());
  }

  private static AttributeSettings attribute(String name, String kindName, Severity invalid) {
    Kind kind = Kinds.byName(kindName).orElseThrow();
    return new AttributeSettings(
        name, kind, kind.piiClass(), Severity.OFF, invalid, true, kind.survivorship());
  }

  private static ColumnMapping column(String name) {
    return new ColumnMapping(
        List.of(name),
        " ",
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        0,
        Optional.empty());
  }
}
