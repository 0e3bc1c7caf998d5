package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.lake.TestSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a real disk with the real jobs. */
class MainTest {
  private static final String CONF =
      """
      sources.crm {
        entity = customer
        path = "%s"
        format = csv
        delivery { key = id, known-at { constant = "2026-01-01" } }
        columns { given_name = first, email = mail }
      }
      attributes { given_name = given-name, email = email }
      """;

  @TempDir Path folder;

  private Path conf;
  private Path out;
  private final StringWriter answers = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeAll
  static void startSpark() {
    TestSession.spark();
  }

  @BeforeEach
  void write() throws IOException {
    Path data = folder.resolve("crm.csv");
    Files.writeString(
        data,
        """
        id,first,mail
        1,Jane,jane@example.com
        2,Bob,bob@example.com
        3,Ragged
        4,Ann,no address
        """);
    conf = folder.resolve("crm.conf");
    out = folder.resolve("out");
    Files.writeString(conf, CONF.formatted(data.toString().replace('\\', '/')));
  }

  @Test
  void runsJobsAndProvesItInTheManifest() throws IOException {
    assertThat(run("run", "--until", "validate", "--as-of", "2026-01-31")).isZero();

    JsonNode manifest = new ObjectMapper().readTree(Files.readString(out.resolve("manifest.json")));
    assertThat(manifest.get("status").asText()).isEqualTo("ok");
    assertThat(manifest.get("run").get("as_of").asText()).isEqualTo("2026-01-31");
    JsonNode ingest = manifest.get("jobs").get(0);
    assertThat(ingest.get("job").asText()).isEqualTo("ingest");
    assertThat(ingest.get("rows_in").asLong()).isEqualTo(4);
    assertThat(ingest.get("rows_accepted").asLong()).isEqualTo(3);
    assertThat(ingest.get("rows_quarantined").asLong()).isEqualTo(1);
    assertThat(errors.toString())
        .contains("job 2 of 2 validate: done, 3 rows in")
        .doesNotContain("jane", "example.com");
  }

  @Test
  void aSecondRunFindsNothingNewAndAnEarlierDateIsRefused() {
    assertThat(run("run", "--until", "validate", "--as-of", "2026-01-31")).isZero();
    assertThat(run("ingest", "--as-of", "2026-02-01")).isZero();
    assertThat(answers.toString()).containsPattern("ingest +4 +0 +0 +4 +0 ");

    assertThat(run("ingest", "--as-of", "2026-01-15")).isEqualTo(2);
    assertThat(errors.toString()).contains("2026-01-15 lies before the state");
  }

  @Test
  void aDryRunTouchesNothing() {
    assertThat(run("run", "--dry-run")).isZero();

    assertThat(answers.toString()).contains("crm", "nothing was written");
    assertThat(out).doesNotExist();
  }

  @Test
  void badConfigurationTouchesNothing() throws IOException {
    Files.writeString(conf, Files.readString(conf).replace("columns", "colums"));

    assertThat(run("run")).isEqualTo(2);
    assertThat(errors.toString()).contains("crm.conf:", "did you mean 'columns'?");
    assertThat(out).doesNotExist();
  }

  @Test
  void aTableIsShownWithTheColumnsOfTheConfiguredAttributes() {
    assertThat(answer("tables", "valid_record")).doesNotContain("email_match").contains("--conf");
    assertThat(answer("tables", "valid_record", "--conf", conf.toString()))
        .containsPattern("given_name +STRING +may be +LINKABLE .*: canonical form, for people")
        .containsPattern("email_match +STRING +may be +LINKED .*: match form, for comparison")
        .doesNotContain("--conf");
    assertThat(answer("tables", "customer", "--conf", conf.toString()))
        .containsPattern("email +STRING +may be +NON_PII .*: masked");
    assertThat(
            answer(
                "tables", "customer", "--conf", conf.toString(), "--set", "publish.clear=[email]"))
        .containsPattern("email +STRING +may be +LINKED .*: value that survived");
  }

  @Test
  void aHeldFolderIsAConflict() {
    Platform platform = new LocalPlatform();
    try (Platform.Held held = platform.lease(out, Duration.ZERO)) {
      assertThat(held).isNotNull();
      assertThat(run("run")).isEqualTo(5);
    }
  }

  @Test
  void thereIsNothingToLookAtBeforeTheFirstRun() {
    assertThat(run("why", "crm:1")).isEqualTo(2);
    assertThat(errors.toString()).contains("there is nothing to look at", "aurum run");
    assertThat(run("evaluate")).isEqualTo(2);
    assertThat(errors.toString()).contains("no 'evaluate.truth'");
    assertThat(out).doesNotExist();
  }

  private int run(String command, String... more) {
    String[] args = new String[more.length + 5];
    args[0] = command;
    System.arraycopy(more, 0, args, 1, more.length);
    args[more.length + 1] = "--conf";
    args[more.length + 2] = conf.toString();
    args[more.length + 3] = "--out";
    args[more.length + 4] = out.toString();
    return execute(args);
  }

  /** What a command that only looks into the configuration says. */
  private String answer(String... args) {
    answers.getBuffer().setLength(0);
    assertThat(execute(args)).isZero();
    return answers.toString();
  }

  private int execute(String... args) {
    Console console =
        new Console(new PrintWriter(answers, true), new PrintWriter(errors, true), false);
    return Aurum.execute(Jobs.all(), new LocalPlatform(), console, args);
  }
}
