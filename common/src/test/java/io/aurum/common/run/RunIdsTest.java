package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RunIdsTest {
  private static final LocalDate AS_OF = LocalDate.parse("2026-01-31");
  private static final InputFile CRM = file("/a/crm.csv", "crm.csv", "aa");
  private static final InputFile SHOP = file("/a/shop.csv", "shop.csv", "bb");

  @Test
  void idIsThatOfTheDocumentedHash() {
    // Computed outside Java: 4-byte big-endian length before each part, SHA-256.
    var run = RunIds.run(AS_OF, "cfg", Map.of(), "1.0", 42);

    assertThat(run.inputHash())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(run.runId()).isEqualTo("bf03817f21806610");
  }

  @Test
  void idForgetsOrderAndFolder() {
    var one = RunIds.run(AS_OF, "cfg", Map.of("crm", List.of(CRM, SHOP)), "1.0", 42);
    var moved = file("/elsewhere/crm.csv", "crm.csv", "aa");
    var two =
        RunIds.run(AS_OF, "cfg", new TreeMap<>(Map.of("crm", List.of(SHOP, moved))), "1.0", 42);

    assertThat(one).isEqualTo(two);
  }

  @Test
  void everyIngredientChangesTheId() {
    Set<String> ids = new HashSet<>();
    var inputs = Map.of("crm", List.of(CRM));
    ids.add(RunIds.run(AS_OF, "cfg", inputs, "1.0", 42).runId());
    ids.add(RunIds.run(AS_OF.plusDays(1), "cfg", inputs, "1.0", 42).runId());
    ids.add(RunIds.run(AS_OF, "cfg2", inputs, "1.0", 42).runId());
    ids.add(RunIds.run(AS_OF, "cfg", inputs, "1.1", 42).runId());
    ids.add(RunIds.run(AS_OF, "cfg", inputs, "1.0", 43).runId());
    ids.add(RunIds.run(AS_OF, "cfg", Map.of("shop", List.of(CRM)), "1.0", 42).runId());
    ids.add(RunIds.run(AS_OF, "cfg", Map.of("crm", List.of(SHOP)), "1.0", 42).runId());
    ids.add(RunIds.run(AS_OF, "cfg", Map.of("crm", List.of(CRM, CRM)), "1.0", 42).runId());
    ids.add(
        RunIds.run(AS_OF, "cfg", Map.of("crm", List.of(file("/a", "crm.csv", "ab"))), "1.0", 42)
            .runId());

    assertThat(ids).hasSize(9).allMatch(id -> id.matches("[0-9a-f]{16}"));
  }

  @Test
  void neighbouringPartsDoNotRunTogether() {
    assertThat(RunIds.run(AS_OF, "ab", Map.of(), "c", 1).runId())
        .isNotEqualTo(RunIds.run(AS_OF, "a", Map.of(), "bc", 1).runId());
  }

  @Test
  void attemptNamesTimeAndProcess() {
    var clock = RunClock.fixed(Instant.parse("2026-02-03T04:05:06.789012Z"));

    assertThat(RunIds.attemptId(clock))
        .isEqualTo("20260203T040506.789012Z-" + ProcessHandle.current().pid());
  }

  @Test
  void dateEndsWithItsLastInstant() {
    var run = RunIds.run(AS_OF, "cfg", Map.of(), "1.0", 42);

    assertThat(run.knownBefore()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
  }

  private static InputFile file(String path, String name, String sha256) {
    return new InputFile(path, name, 1, Instant.EPOCH, sha256);
  }
}
