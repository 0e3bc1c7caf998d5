package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.kind.ValueType;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.storage.DelegatingLogStore;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
  private static final TableSpec PERSON =
      new TableSpec(
          "person",
          Store.STATE,
          "one person",
          List.of("id"),
          List.of(
              Column.of("id", DataTypes.StringType, "Identity.").pii(PiiClass.LINKED),
              Column.of("visits", DataTypes.LongType, "Visits so far."),
              Column.of("run_id", DataTypes.StringType, "Run.")),
          AttributeColumns.NONE,
          "People.");
  private static final TableSpec GROWN =
      PERSON.plus(
          List.of(
              Column.of("city", DataTypes.StringType, "Where they live.").optional(),
              Column.of("role", DataTypes.StringType, "What they do.").formerly("guest")));

  private static final String RUN = TestLake.run().runId();

  @TempDir Path out;

  @Test
  void absentTableReadsAsEmpty() {
    var lake = TestLake.open(out);

    assertThat(lake.exists(PERSON)).isFalse();
    assertThat(lake.version(PERSON)).isEmpty();
    assertThat(lake.count(PERSON)).isZero();
    assertThat(lake.read(PERSON).schema()).isEqualTo(PERSON.schema());
    assertThat(lake.read(PERSON).collectAsList()).isEmpty();
  }

  @Test
  void everyWayOfWritingKeepsRowsCountsAndVersions() {
    var lake = TestLake.open(out);

    assertThat(lake.append(PERSON, people("a", 1L, "b", 2L)))
        .isEqualTo(new Commit("person", 0, 2, 2));
    assertThat(lake.append(PERSON, people("c", 3L))).isEqualTo(new Commit("person", 1, 1, 3));
    assertThat(lake.merge(PERSON, people("a", 7L, "d", 4L)).rowsTotal()).isEqualTo(4);
    assertThat(lake.replaceWhere(PERSON, people("b", 8L, "e", 8L), "id = 'b' or visits > 7"))
        .isEqualTo(new Commit("person", 3, 2, 5));
    assertPeople(lake, "a", 7L, "b", 8L, "c", 3L, "d", 4L, "e", 8L);

    assertThat(lake.replace(PERSON, people("z", 1L))).isEqualTo(new Commit("person", 4, 1, 1));
    assertPeople(lake, "z", 1L);
    assertThat(lake.replace(PERSON, people())).isEqualTo(new Commit("person", 5, 0, 0));
    assertPeople(lake);
    assertThat(lake.version(PERSON)).contains(5L);
  }

  @Test
  void firstWriteMayBeAnyKind() {
    var lake = TestLake.open(out);

    assertThat(lake.merge(named("merged"), people("a", 1L)))
        .isEqualTo(new Commit("merged", 0, 1, 1));
    assertThat(lake.replace(named("replaced"), people("a", 1L)))
        .isEqualTo(new Commit("replaced", 0, 1, 1));
    assertThat(lake.replaceWhere(named("part"), people("a", 1L), "id = 'a'"))
        .isEqualTo(new Commit("part", 0, 1, 1));
    assertThat(lake.append(named("empty"), people())).isEqualTo(new Commit("empty", 0, 0, 0));
    assertThat(lake.exists(named("empty"))).isTrue();
  }

  @Test
  void rowsAreThoseThatDeltaItselfReads() {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("a", 1L, "b", 2L));
    lake.merge(PERSON, people("a", 7L, "d", 4L));
    lake.replaceWhere(PERSON, people("b", 8L), "id = 'b'");

    var delta = TestSession.spark().read().format("delta").load(folder(PERSON).toString());

    assertThat(sorted(lake.read(PERSON))).isEqualTo(sorted(delta));
    assertThat(sorted(TestLake.open(out).read(PERSON))).isEqualTo(sorted(delta));
    assertThat(TestLake.open(out).count(PERSON)).isEqualTo(delta.count()).isEqualTo(3);
  }

  @Test
  void cleanedUpLogIsReadFromItsCheckpoint() throws IOException {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("a", 1L, "b", 2L));
    lake.replaceWhere(PERSON, people("b", 3L), "id = 'b'");
    DeltaLog.forTable(TestSession.spark(), folder(PERSON).toString()).createCheckpointAtVersion(1);
    Files.delete(log(PERSON).resolve("00000000000000000000.json"));
    DeltaLog.clearCache();

    assertThat(TestLake.open(out).version(PERSON)).contains(1L);
    assertPeople(TestLake.open(out), "a", 1L, "b", 3L);
  }

  @Test
  void runSeesStateAsItWasWhenItOpenedTheLake() {
    TestLake.open(out).append(PERSON, people("a", 1L));
    var early = TestLake.open(out);
    TestLake.open(out).append(PERSON, people("b", 2L));

    assertPeople(early, "a", 1L);
    assertThat(early.count(PERSON)).isEqualTo(1);
    assertThat(early.version(PERSON)).contains(0L);
    assertPeople(TestLake.open(out), "a", 1L, "b", 2L);
    assertThatThrownBy(() -> early.append(PERSON, people("c", 3L)))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFLICT))
        .hasMessageContaining("from version 0 to 1");
    assertPeople(TestLake.open(out), "a", 1L, "b", 2L);
  }

  @Test
  void olderTableGrows() {
    TestLake.open(out).append(PERSON, people("a", 1L, "b", 2L));
    var lake = TestLake.open(out);
    assertThat(lake.read(GROWN).schema().fieldNames())
        .containsExactly("id", "visits", "run_id", "city", "role");
    assertThat(lake.read(GROWN).where("city is null and role = 'guest'").count()).isEqualTo(2);

    lake.merge(
        GROWN, TestLake.rows(GROWN, "b", 3L, RUN, "Rom", "cook", "c", 4L, RUN, "Ulm", "host"));
    lake.append(GROWN, TestLake.rows(GROWN, "d", 5L, RUN, null, "host"));

    assertThat(lake.read(GROWN).select("id", "city", "role").orderBy("id").collectAsList())
        .containsExactly(
            RowFactory.create("a", null, "guest"),
            RowFactory.create("b", "Rom", "cook"),
            RowFactory.create("c", "Ulm", "host"),
            RowFactory.create("d", null, "host"));
    assertPeople(lake, "a", 1L, "b", 3L, "c", 4L, "d", 5L);
  }

  @Test
  void attributeColumnsFollowTheConfiguration() {
    var email = TestKind.attribute("email", PiiClass.LINKED, ValueType.TEXT);
    var born = TestKind.attribute("born", PiiClass.LINKABLE, ValueType.DATE);
    var table =
        new TableSpec(
            "golden",
            Store.STATE,
            "one person",
            PERSON.key(),
            PERSON.columns(),
            AttributeColumns.SURVIVING,
            "People.");
    var lake = TestLake.open(out, email);
    lake.append(table, TestLake.rows(lake.contract(table), "a", 1L, RUN, "a@b.c"));

    var later = TestLake.open(out, email, born);

    assertThat(later.read(table).schema().apply("born").dataType()).isEqualTo(DataTypes.DateType);
    assertThat(later.read(table).select("email", "born").collectAsList())
        .containsExactly(RowFactory.create("a@b.c", null));
    var textBorn = TestKind.attribute("email", PiiClass.LINKED, ValueType.DATE);
    assertThatThrownBy(() -> TestLake.open(out, textBorn).read(table))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("email")
        .hasMessageContaining("another name");
  }

  @Test
  void rowsOfAnotherShapeAreRefused() {
    var lake = TestLake.open(out);

    assertRefused(lake, people("a", 1L).drop("visits"), "visits BIGINT is missing");
    assertRefused(lake, people("a", 1L).withColumn("x", lit(1)), "x is not declared");
    assertRefused(
        lake, people("a", 1L).withColumn("visits", lit(1)), "visits is INT, declared as BIGINT");
    assertRefused(lake, people("a", 1L).withColumnRenamed("id", "ID"), "ID is not declared");
    assertThat(lake.exists(PERSON)).isFalse();
  }

  @Test
  void columnsMayComeInAnyOrder() {
    var lake = TestLake.open(out);

    lake.append(PERSON, people("a", 1L).select("run_id", "visits", "id"));

    assertThat(lake.read(PERSON).schema().fieldNames()).containsExactly("id", "visits", "run_id");
    assertPeople(lake, "a", 1L);
  }

  @Test
  void missingRequiredValueStopsTheWrite() {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("a", 1L));
    var rows = people("b", 2L).selectExpr("id", "if(id = 'b', null, visits) visits", "run_id");

    assertThatThrownBy(() -> lake.append(PERSON, rows.repartition(2)))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUG))
        .hasMessageContaining("no value in required column visits");

    assertPeople(TestLake.open(out), "a", 1L);
    assertPeople(lake, "a", 1L);
    lake.append(PERSON, people("b", 2L));
    assertPeople(lake, "a", 1L, "b", 2L);
  }

  @Test
  void partialReplacementTakesNoOtherRows() {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("a", 1L, "b", 2L));

    assertThatThrownBy(() -> lake.replaceWhere(PERSON, people("a", 5L, "b", 6L), "id = 'a'"))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("outside the replaced part");

    assertPeople(lake, "a", 1L, "b", 2L);
  }

  @Test
  void repeatedKeysAreFoundWhereTestsAskForIt() {
    var lake = TestLake.open(out);

    assertThatThrownBy(() -> lake.append(PERSON, people("a", 1L, "a", 2L, "b", 3L)))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("1 keys (id) stand in 2 rows");
  }

  @Test
  void lakeForReadingRefusesToWrite() {
    TestLake.open(out).append(PERSON, people("a", 1L));
    var lake =
        Lakes.openForReading(
            TestSession.spark(), out.toString(), TestLake.run(), TestLake.settings());

    assertPeople(lake, "a", 1L);
    assertThatThrownBy(() -> lake.append(PERSON, people("b", 1L)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("opened for reading");
  }

  @Test
  void tablesAreReadableByOldReadersAndDescribed() {
    TestLake.open(out).append(PERSON, people("a", 1L));
    var snapshot =
        DeltaLog.forTable(TestSession.spark(), folder(PERSON).toString()).unsafeVolatileSnapshot();

    assertThat(snapshot.protocol().minReaderVersion()).isEqualTo(1);
    assertThat(snapshot.schema().apply("visits").getComment().get()).isEqualTo("Visits so far.");
  }

  @Test
  void logOfAPersonalTableHoldsNoValues() throws IOException {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("Zacharias", 4711L));
    lake.replace(PERSON, people("Zebulon", 4711L));
    lake.merge(PERSON, people("Zerubabel", 4711L, "Zebulon", 4712L));
    lake.replaceWhere(PERSON, people("Zipporah", 4713L), "visits > 4712");

    for (Path entry : files(log(PERSON))) {
      assertThat(entry)
          .content()
          .doesNotContain("Zacharias", "Zebulon", "Zerubabel", "Zipporah", "minValues");
    }
    assertThat(log(PERSON).resolve("00000000000000000000.json")).content().contains("numRecords");
  }

  @Test
  void impersonalTableKeepsStatistics() {
    var impersonal =
        new TableSpec(
            "period",
            Store.STATE,
            "one day",
            List.of("day"),
            List.of(Column.of("day", DataTypes.StringType, "Day.")),
            AttributeColumns.NONE,
            "Days.");

    TestLake.open(out).append(impersonal, TestLake.rows(impersonal, "2026-01-31"));

    assertThat(log(impersonal).resolve("00000000000000000000.json"))
        .content()
        .contains("minValues");
  }

  @Test
  void noChecksumFilesLieAbout() throws IOException {
    TestLake.open(out).append(PERSON, people("a", 1L));

    assertThat(files(folder(PERSON)))
        .isNotEmpty()
        .noneMatch(file -> file.getFileName().toString().matches("\\..*\\.crc|_SUCCESS"));
  }

  @Test
  void commitsToALocalDiskGoThroughTheLinkLogStore() {
    var log = DeltaLog.forTable(TestSession.spark(), folder(PERSON).toString());
    var store = ((DelegatingLogStore) log.store()).getDelegate(log.logPath());

    assertThat(store).extracting("logStoreImpl").isInstanceOf(LinkLogStore.class);
  }

  @Test
  void contractOfEveryCommitCanBeAsserted() {
    var lake = TestLake.open(out);
    lake.append(PERSON, people("a", 1L));

    TableAssertions.assertKeepsContract(lake, PERSON, TestLake.run());
    assertThatThrownBy(
            () -> TableAssertions.assertKeepsContract(lake, named("other"), TestLake.run()))
        .isInstanceOf(AssertionError.class);
  }

  private static void assertRefused(Lake lake, Dataset<Row> rows, String problem) {
    assertThatThrownBy(() -> lake.append(PERSON, rows))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUG))
        .hasMessageContaining("table person")
        .hasMessageContaining(problem);
  }

  private static void assertPeople(Lake lake, Object... idsAndVisits) {
    assertThat(sorted(lake.read(PERSON))).isEqualTo(sorted(people(idsAndVisits)));
    assertThat(lake.count(PERSON)).isEqualTo(idsAndVisits.length / 2);
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    return rows.select("id", "visits", "run_id").orderBy("id").collectAsList();
  }

  private static Dataset<Row> people(Object... idsAndVisits) {
    Object[] cells = new Object[idsAndVisits.length / 2 * 3];
    for (int i = 0; i < idsAndVisits.length / 2; i++) {
      cells[3 * i] = idsAndVisits[2 * i];
      cells[3 * i + 1] = idsAndVisits[2 * i + 1];
      cells[3 * i + 2] = RUN;
    }
    return TestLake.rows(PERSON, cells);
  }

  private static org.apache.spark.sql.Column lit(Object value) {
    return org.apache.spark.sql.functions.lit(value);
  }

  private static TableSpec named(String name) {
    return new TableSpec(
        name,
        Store.STATE,
        "one person",
        PERSON.key(),
        PERSON.columns(),
        AttributeColumns.NONE,
        "People.");
  }

  private Path folder(TableSpec table) {
    return out.resolve("lake").resolve(table.name());
  }

  private Path log(TableSpec table) {
    return folder(table).resolve("_delta_log");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
