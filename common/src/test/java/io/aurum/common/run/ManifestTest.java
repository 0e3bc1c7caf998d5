package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ManifestTest {
  private static final Instant START = Instant.parse("2026-02-03T04:05:06.000007Z");

  @TempDir Path out;

  @Test
  void isReadAsItWasCommitted() {
    var files = OutputFiles.under(out);
    var first = manifest("a1");
    var second = manifest("a2");

    first.commit(files);
    second.commit(files);

    assertThat(Manifest.latest(files)).contains(second);
    assertThat(out.resolve("manifest/a1.json")).isRegularFile();
    assertThat(out.resolve("manifest/a2.json"))
        .hasSameTextualContentAs(out.resolve("manifest.json"));
  }

  @Test
  void isPlainJsonInSnakeCase() throws IOException {
    Path file = manifest("a1").commit(OutputFiles.under(out));

    assertThat(Files.readString(file))
        .contains("\"attempt_id\" : \"a1\"")
        .contains("\"as_of\" : \"2026-01-31\"")
        .contains("\"started_at\" : \"2026-02-03T04:05:06.000007Z\"")
        .contains("\"status\" : \"ok\"")
        .contains("\"rows_quarantined\" : 2")
        .contains("\"valid_record\" : 3");
  }

  @Test
  void latestIsLeftAloneWhereTheAttemptCannotBeWritten() throws IOException {
    var files = OutputFiles.under(out);
    manifest("a1").commit(files);
    Files.createDirectories(out.resolve("manifest/a2.json/occupied"));

    assertThatThrownBy(() -> manifest("a2").commit(files)).isInstanceOf(AurumException.class);

    assertThat(Manifest.latest(files)).contains(manifest("a1"));
  }

  @Test
  void absentBeforeTheFirstRun() {
    assertThat(Manifest.latest(OutputFiles.under(out))).isEmpty();
  }

  @Test
  void brokenFileIsReported() throws IOException {
    Files.writeString(out.resolve("manifest.json"), "{");

    assertThatThrownBy(() -> Manifest.latest(OutputFiles.under(out)))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("manifest.json")
        .hasMessageContaining("remedy");
  }

  private static Manifest manifest(String attempt) {
    var run = new Run("r1", LocalDate.parse("2026-01-31"), "cfg", "in", "1.0", 42);
    var job =
        new Manifest.JobEntry(
            "validate",
            Manifest.Status.OK,
            10,
            8,
            2,
            0,
            10,
            null,
            START,
            1.5,
            Map.of("source_record", 1L),
            Map.of("valid_record", 3L),
            Map.of("rule_result", 12L),
            "source crm: no files",
            null);
    return new Manifest(
        attempt, run, Manifest.Status.OK, 0, START, START.plusSeconds(2), List.of(job), null);
  }
}
