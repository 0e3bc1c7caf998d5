package io.aurum.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.run.CommitPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is halted or killed anywhere loses nothing: the next run gives what an uninterrupted
 * one gives, and nobody who reads the published tables meanwhile sees half of one.
 *
 * <p>The interrupted run is the second one of its date, after another file was delivered: it
 * replaces results, changes every state table, takes links of the first run back, resolves a
 * rejected record and rejects another.
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
  private int folders;

  @BeforeAll
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
    OutputFolder uninterrupted = copy();
    uninterrupted.run(DATE);
    published = uninterrupted.published(DATE);
    state = uninterrupted.state();
    assertThat(published.keySet()).isEqualTo(before.keySet());
    assertThat(published.get("customer")).isNotEqualTo(before.get("customer"));
  }

  @Test
  @Tag("long")
  void aHaltBetweenTwoCommitsOfAJobIsMadeGood() throws IOException {
    haltAndRunAgain("committed:identity_event");
  }

  @Test
  @Tag("long")
  void aHaltBetweenTwoRenamesIsMadeGood() throws IOException {
    haltAndRunAgain("moved-away:customer");
  }

  @Test
  @Tag("long")
  void aBackfillThatHaltsLeavesTheStateAlone() throws IOException {
    OutputFolder folder = copy();
    Map<String, List<String>> former = folder.state();
    ForkedRun run = ForkedRun.start(folder, DAY_BEFORE, Saboteur.at("log-linked:customer_link#2"));
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(Saboteur.HALTED);
    assertThat(folder.out().resolve(".backfill")).isDirectory();
    assertThat(folder.state()).isEqualTo(former);
    folder.run(DATE);
    requireMadeGood(folder, "halted backfill");
    assertThat(folder.out().resolve(".backfill")).doesNotExist();
  }

  @Test
  @Tag("long")
  void aKilledRunIsMadeGoodAndNobodySeesHalfATable() throws IOException {
    killAndRunAgain(new Random(42), 1);
  }

  @Test
  @Tag("long")
  void aHaltAtAnyMomentIsMadeGood() throws IOException {
    List<String> moments = moments();
    for (CommitPhase phase : CommitPhase.values()) {
      assertThat(moments).anyMatch(moment -> moment.startsWith(Saboteur.prefix(phase)));
    }
    for (String moment : moments) {
      haltAndRunAgain(moment);
    }
  }

  @Test
  @Tag("long")
  void runsKilledAtRandomMomentsAreMadeGood() throws IOException {
    killAndRunAgain(new Random(43), 20);
  }

  @Test
  @Tag("long")
  void ofTwoRunsAtOnceOneIsRefused() throws IOException {
    OutputFolder folder = copy();
    ForkedRun first = ForkedRun.start(folder, DATE);
    ForkedRun second = ForkedRun.start(folder, DATE);
    assertThat(List.of(first.exitCode(), second.exitCode())).containsExactlyInAnyOrder(0, 5);
    requireMadeGood(folder, "two runs at once");
  }

  private void haltAndRunAgain(String moment) throws IOException {
    OutputFolder folder = copy();
    ForkedRun run = ForkedRun.start(folder, DATE, Saboteur.at(moment));
    assertThat(run.exitCode()).as(moment + ": " + run.errors()).isEqualTo(Saboteur.HALTED);
    requireWholeTables(folder);
    folder.run(DATE);
    requireMadeGood(folder, moment);
  }

  /** The moments of the run, but those of files whose names hold the attempt. */
  private List<String> moments() throws IOException {
    ForkedRun run = ForkedRun.start(copy(), DATE, Saboteur.listing());
    assertThat(run.exitCode()).isZero();
    return Saboteur.listed(run.errors()).stream().filter(moment -> !moment.contains("Z-")).toList();
  }

  private void killAndRunAgain(Random random, int times) throws IOException {
    long nanos = System.nanoTime();
    assertThat(ForkedRun.start(copy(), DATE).exitCode()).isZero();
    nanos = System.nanoTime() - nanos;
    for (int i = 0; i < times; i++) {
      OutputFolder folder = copy();
      long end = System.nanoTime() + (long) (nanos * (0.3 + 0.7 * random.nextDouble()));
      ForkedRun run = ForkedRun.start(folder, DATE);
      while (run.runs() && System.nanoTime() < end) {
        requireWholeTables(folder);
        pause();
      }
      run.kill();
      requireWholeTables(folder);
      folder.run(DATE);
      requireMadeGood(folder, "kill " + i);
    }
  }

  /** Every table that is there is the former or the new one. */
  private void requireWholeTables(OutputFolder folder) {
    Map<String, List<String>> seen;
    try {
      seen = folder.published(DATE);
    } catch (IllegalStateException movedAwayWhileReading) {
      return;
    }
    seen.forEach(
        (table, rows) -> assertThat(rows).as(table).isIn(before.get(table), published.get(table)));
  }

  private void requireMadeGood(OutputFolder folder, String after) {
    assertThat(folder.published(DATE)).as("results after " + after).isEqualTo(published);
    assertThat(folder.state()).as("state after " + after).isEqualTo(state);
    assertThat(Set.of(folder.out().resolve(".staging"), folder.out().resolve(".trash/replaced")))
        .noneMatch(this::holdsFiles);
  }

  private boolean holdsFiles(Path folder) {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliver(String file, String... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,day,first,mail,account"));
    lines.addAll(List.of(rows));
    Files.write(temp.resolve(file), lines);
  }

  private OutputFolder copy() throws IOException {
    Path target = temp.resolve("out-" + ++folders);
    try (Stream<Path> files = Files.walk(template.out())) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(template.out().relativize(file)));
      }
    }
    return new OutputFolder(conf, target);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
