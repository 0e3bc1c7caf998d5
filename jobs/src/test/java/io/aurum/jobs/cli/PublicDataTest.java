package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public data with a truth, resolved by default settings: what the customers found must reach. The
 * floors are below what is reached, by as much as a harmless change of the matcher may move it.
 */
class PublicDataTest {
  @TempDir Path out;

  @ParameterizedTest
  @CsvSource({
    "febrl1,      1000,  0.995, 0.995, 3",
    "fake-1000,   1000,  0.95,  0.95,  12",
    "rldata10000, 10000, 0.96,  0.99,  5",
    "anonlink,    16228, 0.985, 0.99,  5",
    "senzing-truthset, 159, 0.64, 0.84, 12",
    "patstat,     2379,  0.75,  0.82,  676"
  })
  void small(String conf, long records, double f1, double bcubed, long largest) throws IOException {
    requireQuality(conf, records, f1, bcubed, largest);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({
    "febrl2,         5000,  0.995, 0.995, 7",
    "febrl3,         5000,  0.995, 0.995, 7",
    "historical-50k, 50578, 0.93,  0.93,  63",
    "pseudopeople,   63194, 0.99,  0.99,  20"
  })
  void large(String conf, long records, double f1, double bcubed, long largest) throws IOException {
    requireQuality(conf, records, f1, bcubed, largest);
  }

  private void requireQuality(String conf, long records, double f1, double bcubed, long largest)
      throws IOException {
    assertThat(PublicRun.data()).isDirectory();
    PublicRun run = new PublicRun(conf, out, List.of());
    run.run();
    requireEveryRecord(records);

    JsonNode found = run.evaluate();
    assertThat(found.at("/pairwise/f1").asDouble()).isGreaterThanOrEqualTo(f1);
    assertThat(found.at("/bcubed/f1").asDouble()).isGreaterThanOrEqualTo(bcubed);
    assertThat(found.at("/clusters/largest").asLong()).isBetween(2L, largest);
    assertThat(found.at("/exact_matching/f1").asDouble())
        .isLessThan(found.at("/pairwise/f1").asDouble());
  }

  private void requireEveryRecord(long records) throws IOException {
    JsonNode jobs =
        new ObjectMapper().readTree(Files.readString(out.resolve("manifest.json"))).get("jobs");
    JsonNode ingest = jobs.get(0);
    assertThat(ingest.get("rows_in").asLong()).isEqualTo(records);
    for (JsonNode job : jobs) {
      assertThat(job.get("status").asText()).isEqualTo("ok");
      assertThat(job.get("rows_in").asLong())
          .as(job.get("job").asText())
          .isEqualTo(
              job.get("rows_accepted").asLong()
                  + job.get("rows_quarantined").asLong()
                  + job.get("rows_dropped").asLong());
      if (job.get("job").asText().equals("resolve")) {
        assertThat(job.get("rows_accepted").asLong()).isEqualTo(records);
      }
    }
  }
}
