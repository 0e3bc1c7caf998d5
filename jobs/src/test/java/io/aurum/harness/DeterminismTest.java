package io.aurum.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.harness.PublishedHash.TableHash;
import io.aurum.jobs.cli.ChangingWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published tables do not depend on the machine, nor on the order of rows in a file. This is the
 * form with several differences in one run; {@code BackfillTest} has more of them, the same folder
 * again among them, and {@code scripts/bench/determinism} tries each on its own, with its own JVM.
 */
class DeterminismTest {
  /** The smallest number that the generator makes. */
  private static final String CUSTOMERS = "500";

  private static final String AS_OF = "2026-01-31";

  /**
   * A shuffled file has other bytes, of which the run id is a hash; compressed, it has another
   * size.
   */
  private static final Set<String> OF_BYTES = Set.of("run_id", "bytes");

  @TempDir Path folder;

  @Test
  void aSmallWorldIsTheSameWhateverTheOrderAndTheMachine() throws IOException {
    Path data = folder.resolve("data");
    String asOf = ChangingWorld.date(14).toString();
    Path conf = ChangingWorld.write(data, 42);
    run(conf, "first", asOf);
    Path shuffled = shuffled(data, conf);
    Machine.all().get(0).during(() -> run(shuffled, "other", asOf));
    assertThat(hashes("other", asOf, OF_BYTES)).isEqualTo(hashes("first", asOf, OF_BYTES));
  }

  @Test
  @Tag("long")
  void theDemoIsTheSameWhateverTheOrderAndTheMachine() throws IOException {
    demo("first");
    Path conf = shuffled(folder.resolve("first/data"), folder.resolve("first/demo.conf"));
    Machine.all().get(2).during(() -> run(conf, "other", AS_OF));
    assertThat(hashes("other", AS_OF, OF_BYTES)).isEqualTo(hashes("first", AS_OF, OF_BYTES));
  }

  @Test
  @Tag("long")
  void theRunIdIsThatOfTheFilesWhateverTheMachine() {
    demo("first");
    Machine.all().get(1).during(() -> run(folder.resolve("first/demo.conf"), "other", AS_OF));
    assertThat(hashes("other", AS_OF, Set.of())).isEqualTo(hashes("first", AS_OF, Set.of()));
  }

  private void demo(String name) {
    CommandLine.succeeds(
        "demo",
        "--customers",
        CUSTOMERS,
        "--as-of",
        AS_OF,
        "--out",
        folder.resolve(name).toString());
  }

  private void run(Path conf, String name, String asOf) {
    CommandLine.succeeds(
        "run",
        "--conf",
        conf.toString(),
        "--as-of",
        asOf,
        "--out",
        folder.resolve(name).toString());
  }

  private SortedMap<String, TableHash> hashes(String name, String asOf, Set<String> without) {
    return PublishedHash.of(folder.resolve(name), asOf, without);
  }

  /** The configuration of a copy of the data in another order. */
  private Path shuffled(Path data, Path conf) throws IOException {
    Path copy = folder.resolve("shuffled");
    ShuffledInputs.copy(data, copy, 42);
    String text = Files.readString(conf);
    return Files.writeString(folder.resolve("shuffled.conf"), text.replace(data + "/", copy + "/"));
  }
}
