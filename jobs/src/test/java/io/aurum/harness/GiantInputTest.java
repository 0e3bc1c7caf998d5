package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.harness.ForkedAurum.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are far larger than memory where a file should have its lines: a line of a gigabyte,
 * an object of a gigabyte, and four gigabytes in a few megabytes of gzip, all in a heap of one
 * gigabyte. The rows before and behind them are taken in.
 */
@Tag("long")
class GiantInputTest {
  private static final int CHUNK = 1 << 20;
  private static final int GIGABYTE = 1 << 10;

  @TempDir Path folder;

  @Test
  void rowsBesideGiantsAreTakenIn() throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("line.csv"))) {
      giant(out, "id,name\n1,Ann\n2,", GIGABYTE, "\n3,Bob\n");
    }
    try (OutputStream out = Files.newOutputStream(folder.resolve("object.jsonl"))) {
      giant(
          out,
          "{\"id\":1,\"name\":\"Ann\"}\n{\"id\":2,\"name\":\"",
          GIGABYTE,
          "\"}\n{\"id\":3,\"name\":\"Bob\"}\n");
    }
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("bomb.csv.gz")))) {
      giant(out, "id,name\n1,Ann\n2,", 4 * GIGABYTE, "\n3,Bob\n");
    }

    JsonNode ingest = ingest();

    assertThat(ingest.get("rows_in").asLong()).isEqualTo(9);
    assertThat(ingest.get("rows_accepted").asLong()).isEqualTo(6);
    assertThat(ingest.get("rows_quarantined").asLong()).isEqualTo(3);
  }

  private static void giant(OutputStream out, String head, int megabytes, String tail)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    out.write(head.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < megabytes; i++) {
      out.write(chunk);
    }
    out.write(tail.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode ingest() throws IOException {
    Path out = folder.resolve("out");
    Path conf =
        Files.writeString(
            folder.resolve("giant.conf"),
            """
            defaults.source.delivery { key = id, known-at { constant = 2026-01-01 } }
            sources {
              line { path = "%1$s/line.csv", columns.name = name }
              object { path = "%1$s/object.jsonl", format = json, columns.name = name }
              bomb { path = "%1$s/bomb.csv.gz", columns.name = name }
            }
            attributes { name = free-text }
            validate.max-quarantine-rate = 1
            """
                .formatted(folder));
    Ended ended =
        new ForkedAurum(Map.of(), "-Xmx1g", "-Dspark.master=local[2]")
            .execute(
                folder.resolve("log"),
                "run",
                "--conf",
                conf.toString(),
                "--out",
                out.toString(),
                "--only",
                "ingest");
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return new ObjectMapper().readTree(out.resolve("manifest.json").toFile()).get("jobs").get(0);
  }
}
