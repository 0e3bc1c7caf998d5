package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.run.CommitPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run that is halted or killed anywhere loses nothing: the next run gives what an uninterrupted
 * one gives, and nobody who reads the published tables meanwhile sees half of one.
 *
 * <p>The interrupted run is the second one of its date, after another file was delivered: it
 * replaces results, changes every state table, takes links of the first run back, resolves a
 * rejected record and rejects another.
 *
 * <p>What a process leaves that halts at a moment is what lies in the output folder at that moment.
 * So the uninterrupted run is made to wait at each of its moments until its folder is copied, and
 * every copy is made good by a run of its own. Processes that really halt, one in each phase, and
 * processes that are killed at random prove that a copy is as good as a corpse.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
  private static final LocalDate DATE = LocalDate.parse("2026-05-02");
  private static final LocalDate DAY_BEFORE = DATE.minusDays(1);

  private static final String CONF =
      """
      sources.crm {
        entity = customer
        path = "%s/crm-*.csv"
        format = csv
        delivery { key = [id], known-at { column = day } }
        columns { given_name = first, email = mail, account = account }
      }
      attributes {
        given_name = given-name
        email { kind = email, required = error, invalid = error }
        account = account-id
      }
      validate { max-quarantine-rate = 0.9 }
      """;

  @TempDir static Path temp;

  private Path conf;
  private OutputFolder template;
  private Map<String, List<String>> before;
  private Map<String, List<String>> published;
  private Map<String, List<String>> state;
  private final Map<String, OutputFolder> moments = new LinkedHashMap<>();
  private int folders;
  private long wholeRun;

  @BeforeAll
  @SuppressWarnings("try") // the watch is only held
  void runUninterrupted() throws IOException {
    conf = temp.resolve("world.conf");
    Files.writeString(conf, CONF.formatted(temp));
    deliver(
        "crm-1.csv",
        "1,2026-05-01,Ada,ada@mail.org,ACC1",
        "2,2026-05-01,Boris,boris@mail.org,ACC2",
        "3,2026-05-02,Chloe,chloe@mail.org,ACC2",
        "4,2026-05-02,Dmitri,no mail,ACC3",
        "5,ragged");
    template = new OutputFolder(conf, temp.resolve("template"));
    template.run(DATE);
    before = template.published(DATE);

    deliver(
        "crm-2.csv",
        "2,2026-05-02,Boris,boris@mail.org,ACC1",
        "4,2026-05-02,Dmitri,dmitri@mail.org,ACC3",
        "6,2026-05-02,Esther,nowhere,ACC4",
        "7,2026-05-02,Felix,felix@mail.org,ACC2");
    OutputFolder uninterrupted = copy(template);
    try (var watch = Saboteur.watch(moment -> moments.put(moment, copy(uninterrupted)))) {
      uninterrupted.run(DATE);
    }
    published = uninterrupted.published(DATE);
    state = uninterrupted.state();
    assertThat(published.keySet()).isEqualTo(before.keySet());
    assertThat(published.get("customer")).isNotEqualTo(before.get("customer"));
  }

  @Test
  void aHaltBetweenTwoRenamesIsMadeGood() {
    runAgain("moved-away:customer");
  }

  @Test
  void aKilledRunIsMadeGoodAndNobodySeesHalfATable() {
    OutputFolder folder = copy(template);
    ForkedRun run = ForkedRun.start(folder, DATE);
    while (run.runs() && wholeTables(folder) < 3) {
      pause();
    }
    assertThat(run.runs()).as(run.errors()).isTrue();
    run.kill();
    requireMadeGood(folder, "a kill when three tables were replaced");
  }

  @Test
  void everyPhaseHasItsMoments() {
    for (CommitPhase phase : CommitPhase.values()) {
      assertThat(moments.keySet()).anyMatch(moment -> moment.startsWith(Saboteur.prefix(phase)));
    }
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> aHaltAtAnyMomentIsMadeGood() {
    return moments.keySet().stream()
        .map(moment -> DynamicTest.dynamicTest(moment, () -> runAgain(moment)));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void aProcessThatHaltsInAnyPhaseIsMadeGood(CommitPhase phase) {
    String moment = momentOf(phase);
    OutputFolder folder = copy(template);
    ForkedRun run = ForkedRun.start(folder, DATE, Saboteur.at(moment));
    assertThat(run.exitCode()).as(moment + ": " + run.errors()).isEqualTo(Saboteur.HALTED);
    requireMadeGood(folder, "halt at " + moment);
  }

  @Test
  @Tag("long")
  void aBackfillThatHaltsLeavesTheStateAlone() {
    OutputFolder folder = copy(template);
    Map<String, List<String>> former = folder.state();
    ForkedRun run = ForkedRun.start(folder, DAY_BEFORE, Saboteur.at("log-linked:customer_link#2"));
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(Saboteur.HALTED);
    assertThat(folder.out().resolve(".backfill")).isDirectory();
    assertThat(folder.state()).isEqualTo(former);
    requireMadeGood(folder, "halted backfill");
    assertThat(folder.out().resolve(".backfill")).doesNotExist();
  }

  @RepeatedTest(20)
  @Tag("long")
  void aRunKilledAtARandomMomentIsMadeGood(RepetitionInfo kill) {
    var random = new SplittableRandom(kill.getCurrentRepetition());
    OutputFolder folder = copy(template);
    long end = System.nanoTime() + (long) (wholeRun() * (0.3 + 0.7 * random.nextDouble()));
    ForkedRun run = ForkedRun.start(folder, DATE);
    while (run.runs() && System.nanoTime() < end) {
      wholeTables(folder);
      pause();
    }
    run.kill();
    requireMadeGood(folder, "kill " + kill.getCurrentRepetition());
  }

  @Test
  @Tag("long")
  void ofTwoRunsAtOnceOneIsRefused() {
    OutputFolder folder = copy(template);
    ForkedRun first = ForkedRun.start(folder, DATE);
    ForkedRun second = ForkedRun.start(folder, DATE);
    assertThat(List.of(first.exitCode(), second.exitCode())).containsExactlyInAnyOrder(0, 5);
    requireMadeGood(folder, "two runs at once");
  }

  /** Nanoseconds that a process of its own takes for the run. */
  private long wholeRun() {
    if (wholeRun == 0) {
      long begin = System.nanoTime();
      assertThat(ForkedRun.start(copy(template), DATE).exitCode()).isZero();
      wholeRun = System.nanoTime() - begin;
    }
    return wholeRun;
  }

  private void runAgain(String moment) {
    OutputFolder halted = moments.get(moment);
    assertThat(halted).as(moment).isNotNull();
    OutputFolder folder = copy(halted);
    requireMadeGood(folder, "halt at " + moment);
    delete(folder.out());
  }

  /** A moment of the phase whose name holds no attempt; seldom of the same table for two phases. */
  private String momentOf(CommitPhase phase) {
    List<String> ofPhase =
        moments.keySet().stream()
            .filter(moment -> moment.startsWith(Saboteur.prefix(phase)) && !moment.contains("Z-"))
            .toList();
    return ofPhase.get(Math.floorMod(phase.name().hashCode(), ofPhase.size()));
  }

  /**
   * Reads all published tables while a run may be at work: each is the former or the new one.
   *
   * @return how many are new
   */
  private long wholeTables(OutputFolder folder) {
    try {
      return requireWholeTables(folder);
    } catch (OutputFolder.GoneWhileReading moved) {
      return 0;
    }
  }

  private long requireWholeTables(OutputFolder folder) {
    Map<String, List<String>> seen = folder.published(DATE);
    seen.forEach(
        (table, rows) -> assertThat(rows).as(table).isIn(before.get(table), published.get(table)));
    return seen.entrySet().stream()
        .filter(table -> !table.getValue().equals(before.get(table.getKey())))
        .count();
  }

  /** What a dead process left is whole, and the next run gives what an uninterrupted one gives. */
  private void requireMadeGood(OutputFolder folder, String after) {
    requireWholeTables(folder);
    folder.run(DATE);
    assertThat(folder.published(DATE)).as("results after " + after).isEqualTo(published);
    assertThat(folder.state()).as("state after " + after).isEqualTo(state);
    assertThat(Set.of(folder.out().resolve(".staging"), folder.out().resolve(".trash/replaced")))
        .noneMatch(CrashTest::holdsFiles);
  }

  private static boolean holdsFiles(Path folder) {
    return Files.exists(folder) && walk(folder).stream().anyMatch(Files::isRegularFile);
  }

  private void deliver(String file, String... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,day,first,mail,account"));
    lines.addAll(List.of(rows));
    Files.write(temp.resolve(file), lines);
  }

  /** Copies all but the lease: to close a second handle of that would give it back. */
  private OutputFolder copy(OutputFolder folder) {
    Path target = temp.resolve("out-" + ++folders);
    for (Path file : walk(folder.out())) {
      if (!file.endsWith(".lease")) {
        try {
          Files.copy(file, target.resolve(folder.out().relativize(file)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new OutputFolder(conf, target);
  }

  private static void delete(Path folder) {
    assertThat(FileUtil.fullyDelete(folder.toFile())).isTrue();
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
