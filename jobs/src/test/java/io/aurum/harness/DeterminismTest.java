package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.harness.PublishedHash.TableHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published tables do not depend on the machine. This is the short form, with several differences
 * in one run; {@code scripts/bench/determinism} tries each on its own, with its own JVM.
 */
class DeterminismTest {
  /** The smallest number that the generator makes. */
  private static final String CUSTOMERS = "500";

  private static final String AS_OF = "2026-01-31";
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();
  private final String partitions = TestSession.spark().conf().get(PARTITIONS);
  private final String adaptive = TestSession.spark().conf().get(ADAPTIVE);

  @TempDir Path folder;

  @AfterEach
  void putBack() {
    machine(zone, locale, partitions, adaptive);
  }

  @Test
  @Tag("long")
  void neitherMachineNorOrderOfRowsChangesWhatIsPublished() throws IOException {
    Path demo = demo();
    ShuffledInputs.copy(demo.resolve("data"), folder.resolve("shuffled"), 42);
    machine(TimeZone.getTimeZone("America/St_Johns"), Locale.forLanguageTag("tr-TR"), "7", "false");
    Path other = run(confOf(folder.resolve("shuffled"), demo), "other");
    assertThat(withoutRunIds(other))
        .as("all differences at once; the run id is a hash of the files' bytes")
        .isEqualTo(withoutRunIds(demo));
  }

  @Test
  @Tag("long")
  void theRunIdIsThatOfTheFilesWhateverTheMachine() throws IOException {
    Path demo = demo();
    machine(TimeZone.getTimeZone("Asia/Kolkata"), Locale.forLanguageTag("tr-TR"), "1", "false");
    Path other = run(demo.resolve("demo.conf"), "other");
    assertThat(PublishedHash.of(other, AS_OF, Set.of()))
        .isEqualTo(PublishedHash.of(demo, AS_OF, Set.of()));
  }

  private Path demo() {
    Path demo = folder.resolve("demo");
    CommandLine.succeeds(
        "demo", "--customers", CUSTOMERS, "--as-of", AS_OF, "--out", demo.toString());
    return demo;
  }

  private static SortedMap<String, TableHash> withoutRunIds(Path out) {
    return PublishedHash.of(out, AS_OF, Set.of("run_id"));
  }

  private Path run(Path conf, String name) {
    Path out = folder.resolve(name);
    CommandLine.succeeds(
        "run", "--conf", conf.toString(), "--as-of", AS_OF, "--out", out.toString());
    return out;
  }

  private Path confOf(Path data, Path demo) throws IOException {
    String text = Files.readString(demo.resolve("demo.conf"));
    return Files.writeString(
        folder.resolve("shuffled.conf"), text.replace(demo + "/data/", data + "/"));
  }

  private static void machine(TimeZone zone, Locale locale, String partitions, String adaptive) {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
    System.setProperty(PARTITIONS, partitions);
    TestSession.spark().conf().set(PARTITIONS, partitions);
    TestSession.spark().conf().set(ADAPTIVE, adaptive);
  }
}
