package io.aurum.harness;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.lake.TestSession;
import io.aurum.harness.InputMutants.Form;
import io.aurum.harness.InputMutants.Mutant;
import io.aurum.harness.NaiveReader.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files through ingest and validation, all in one run: no file stops it or hangs it, no row
 * is accepted that the file does not hold, and the accounting is exact to the row, file by file.
 */
class InputMutationTest {
  private static final int SHORT = 40;
  private static final int WHOLE = 1000;
  private static final long SEED = 42;

  /** Only what waits for ever takes as long. */
  private static final Duration HANGS = Duration.ofMinutes(30);

  /** What {@link #identity} gives for a mutant. */
  private static final Column FILE = concat_ws("/", col("source"), col("file_hash"));

  @TempDir Path folder;

  @Test
  void damagedFilesCostNoMoreThanTheirDamagedRows() {
    assertTimeoutPreemptively(HANGS, () -> verify(InputMutants.write(folder, SHORT, SEED)));
  }

  @Test
  @Tag("long")
  void aThousandDamagedFiles() {
    assertTimeoutPreemptively(HANGS, () -> verify(InputMutants.write(folder, WHOLE, SEED)));
  }

  private void verify(List<Mutant> mutants) throws IOException {
    Path out = folder.resolve("out");
    CommandLine.succeeds(
        "run",
        "--conf",
        Files.writeString(folder.resolve("mutants.conf"), conf()).toString(),
        "--out",
        out.toString(),
        "--as-of",
        "2026-01-31",
        "--only",
        "ingest,validate");

    Map<String, Set<String>> accepted = accepted(out);
    Map<String, Integer> quarantined = quarantined(out);
    List<Mutant> judged = heldAgainstEachOther(mutants);
    List<String> complaints = new ArrayList<>();
    for (Mutant mutant : judged) {
      String file = identity(mutant);
      complain(
          mutant,
          accepted.getOrDefault(file, Set.of()),
          quarantined.getOrDefault(file, 0),
          complaints);
    }
    assertThat(complaints).isEmpty();
    assertAccounting(judged, redelivered(mutants), accepted, quarantined, out);
    assertValidatedAsIngested(out);
  }

  /**
   * A row that two files of a source hold, such as a header among the rows, is taken in once: from
   * the file whose hash comes first.
   */
  private static List<Mutant> heldAgainstEachOther(List<Mutant> mutants) throws IOException {
    Map<String, Mutant> byFile = new TreeMap<>();
    for (Mutant mutant : mutants) {
      byFile.put(identity(mutant), mutant);
    }
    Set<String> seen = new HashSet<>();
    List<Mutant> judged = new ArrayList<>();
    for (Mutant mutant : byFile.values()) {
      Expected expected = mutant.expected();
      Set<String> first = new TreeSet<>();
      for (String row : expected.accepted()) {
        if (seen.add(mutant.form() + " " + row)) {
          first.add(row);
        }
      }
      int repeated = expected.repeated() + expected.accepted().size() - first.size();
      judged.add(
          new Mutant(
              mutant.file(),
              mutant.form(),
              mutant.damage(),
              new Expected(first, expected.quarantined(), repeated, expected.wholeOrNothing())));
    }
    return judged;
  }

  /** Rows of files whose bytes another file of the source has: they are not looked at again. */
  private static long redelivered(List<Mutant> mutants) throws IOException {
    Set<String> seen = new HashSet<>();
    long rows = 0;
    for (Mutant mutant : mutants) {
      if (!seen.add(identity(mutant))) {
        Expected twin = mutant.expected();
        rows += twin.accepted().size() + twin.quarantined() + twin.repeated();
      }
    }
    return rows;
  }

  /** Source and hash: a file of another source may hold the same bytes. */
  private static String identity(Mutant mutant) throws IOException {
    return mutant.form().source() + "/" + hash(mutant.file());
  }

  private static void complain(
      Mutant mutant, Set<String> accepted, int quarantined, List<String> complaints) {
    Expected expected = mutant.expected();
    boolean rejectedWhole = expected.wholeOrNothing() && accepted.isEmpty() && quarantined == 1;
    boolean asExpected =
        accepted.equals(expected.accepted()) && quarantined == expected.quarantined();
    if (!rejectedWhole && !asExpected) {
      complaints.add(
          "%s, %s: %d rows quarantined where %d should be; lacking %s; wrong %s"
              .formatted(
                  mutant.file(),
                  mutant.damage(),
                  quarantined,
                  expected.quarantined(),
                  minus(expected.accepted(), accepted),
                  minus(accepted, expected.accepted())));
    }
  }

  /**
   * The figures of the run are the sums over the files. Rows of a file that breaks off are dropped,
   * as many as were read until then; all others are dropped because they come again.
   */
  private static void assertAccounting(
      List<Mutant> mutants,
      long redelivered,
      Map<String, Set<String>> accepted,
      Map<String, Integer> quarantined,
      Path out)
      throws IOException {
    long rows = accepted.values().stream().mapToLong(Set::size).sum();
    long rejected = quarantined.values().stream().mapToLong(Integer::longValue).sum();
    long repeated = mutants.stream().mapToLong(mutant -> mutant.expected().repeated()).sum();
    JsonNode ingest = job(out, "ingest");
    assertThat(ingest.get("rows_accepted").asLong()).isEqualTo(rows);
    assertThat(ingest.get("rows_quarantined").asLong()).isEqualTo(rejected);
    String why = ingest.path("dropped_reason").asText();
    assertThat(rowsDropped(why, "delivered more than once")).isEqualTo(repeated);
    assertThat(rowsDropped(why, "in files delivered before")).isEqualTo(redelivered);
    long dropped = repeated + redelivered + rowsDropped(why, "in damaged files");
    assertThat(ingest.get("rows_dropped").asLong()).isEqualTo(dropped);
    assertThat(ingest.get("rows_in").asLong()).isEqualTo(rows + rejected + dropped);
    JsonNode validate = job(out, "validate");
    assertThat(validate.get("rows_in").asLong())
        .isEqualTo(
            validate.get("rows_accepted").asLong()
                + validate.get("rows_quarantined").asLong()
                + validate.get("rows_dropped").asLong());
  }

  private static long rowsDropped(String reasons, String reason) {
    return Arrays.stream(reasons.split("; "))
        .filter(part -> part.endsWith(" rows " + reason))
        .mapToLong(part -> Long.parseLong(part.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static JsonNode job(Path out, String name) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
    for (JsonNode job : manifest.get("jobs")) {
      if (job.get("job").asText().equals(name)) {
        return job;
      }
    }
    throw new AssertionError("no job " + name + " in " + manifest);
  }

  /** Validation accepts nothing that was not taken in, and every record that has a name. */
  private static void assertValidatedAsIngested(Path out) {
    Set<String> named = new HashSet<>();
    Set<String> nameless = new HashSet<>();
    table(out, "source_record")
        .select("source_record_id", "name")
        .collectAsList()
        .forEach(row -> (row.isNullAt(1) ? nameless : named).add(row.getString(0)));
    Set<String> valid = new HashSet<>();
    table(out, "valid_record")
        .select("source_record_id")
        .collectAsList()
        .forEach(row -> valid.add(row.getString(0)));
    assertThat(nameless).isNotEmpty();
    assertThat(minus(valid, named)).isEmpty();
    assertThat(minus(named, valid)).isSubsetOf(nameless);
  }

  private static Map<String, Set<String>> accepted(Path out) {
    Map<String, Set<String>> accepted = new HashMap<>();
    for (Row row :
        table(out, "source_record")
            .select(FILE, col("source_record_id"), col("name"))
            .collectAsList()) {
      String name = row.isNullAt(2) ? "" : row.getString(2);
      boolean added =
          accepted
              .computeIfAbsent(row.getString(0), file -> new HashSet<>())
              .add(row.getString(1) + "=" + name);
      assertThat(added).as("a row is accepted once").isTrue();
    }
    return accepted;
  }

  private static Map<String, Integer> quarantined(Path out) {
    Map<String, Integer> quarantined = new HashMap<>();
    table(out, "quarantine_record")
        .where(col("job").equalTo("ingest"))
        .select(FILE)
        .collectAsList()
        .forEach(row -> quarantined.merge(row.getString(0), 1, Integer::sum));
    return quarantined;
  }

  private static Dataset<Row> table(Path out, String name) {
    return TestSession.spark()
        .read()
        .format("delta")
        .load(out.resolve("lake").resolve(name).toString());
  }

  private static Set<String> minus(Set<String> from, Set<String> what) {
    Set<String> rest = new TreeSet<>(from);
    rest.removeAll(what);
    return rest;
  }

  private static String hash(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  private String conf() {
    StringBuilder sources = new StringBuilder();
    for (Form form : Form.values()) {
      sources.append(
          """
            %1$s {
              path = "%2$s/%1$s/*"
              format = %3$s
              null-values = [""]
              delivery { key = id, known-at { constant = 2026-01-01 } }
              columns { name = name }
            }
          """
              .formatted(form.source(), folder, form == Form.GZIP ? "csv" : form.source()));
    }
    return "sources {\n"
        + sources
        + "}\nattributes { name { kind = free-text, required = error } }\n"
        + "validate.max-quarantine-rate = 1\n";
  }
}
