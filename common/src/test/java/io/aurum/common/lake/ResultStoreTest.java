package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
  private static final TableSpec SCORE =
      new TableSpec(
          "score",
          Store.RESULT,
          "one customer",
          List.of("customer_id"),
          List.of(
              Column.of("customer_id", DataTypes.StringType, "Customer."),
              Column.of("churn_score", DataTypes.DoubleType, "Score."),
              Column.of("seen_at", DataTypes.TimestampType, "When (UTC).").optional(),
              Column.of("run_id", DataTypes.StringType, "Run.")),
          AttributeColumns.NONE,
          "Scores.");
  private static final Instant SEEN = Instant.parse("2026-01-30T23:30:00.123456Z");

  @TempDir Path out;
  @TempDir Path elsewhere;

  @Test
  void resultIsOneFileBelowItsDate() throws IOException {
    var lake = TestLake.open(out);

    assertThat(lake.publish(SCORE, scores("a", "b", "c").repartition(3)))
        .isEqualTo(new Commit("score", -1, 3, 3));

    assertThat(names(out))
        .singleElement()
        .asString()
        .matches("publish/score/as_of=2026-01-31/part-.*\\.parquet");
    assertThat(lake.count(SCORE)).isEqualTo(3);
    assertThat(lake.read(SCORE).schema().fieldNames())
        .containsExactly("customer_id", "churn_score", "seen_at", "run_id");
    TableAssertions.assertKeepsContract(lake, SCORE, TestLake.run());
  }

  @Test
  void sameDateIsReplacedAndOthersStay() throws IOException {
    var lake = TestLake.open(out);
    var next = TestLake.open(out, TestLake.run(LocalDate.parse("2026-02-28")));
    lake.publish(SCORE, scores("a", "b"));
    assertThat(next.exists(SCORE)).isFalse();
    assertThat(next.read(SCORE).collectAsList()).isEmpty();
    next.publish(SCORE, scores("z"));

    lake.publish(SCORE, scores("c"));

    assertThat(ids(lake)).containsExactly("c");
    assertThat(ids(next)).containsExactly("z");
    assertThat(names(out)).hasSize(2);
  }

  @Test
  void earlierDatesAreReadTogether() throws IOException {
    var lake = TestLake.open(out);
    assertThat(lake.readEarlier(SCORE).collectAsList()).isEmpty();
    for (String date : List.of("2025-12-31", "2026-01-30", "2026-01-31", "2026-02-28")) {
      TestLake.open(out, TestLake.run(LocalDate.parse(date))).publish(SCORE, scores("a", date));
    }
    Files.createDirectories(out.resolve("publish/score/as_of=old"));

    assertThat(
            lake.readEarlier(SCORE)
                .where("customer_id <> 'a'")
                .selectExpr("customer_id", "cast(as_of as string)")
                .collectAsList())
        .extracting(row -> row.getString(0) + "|" + row.getString(1))
        .containsExactlyInAnyOrder("2025-12-31|2025-12-31", "2026-01-30|2026-01-30");
    assertThat(lake.readEarlier(SCORE).count()).isEqualTo(4);
  }

  @Test
  void resultMayBeComputedFromTheOneItReplaces() {
    var lake = TestLake.open(out);
    lake.publish(SCORE, scores("a", "b"));

    lake.publish(SCORE, lake.read(SCORE).where("customer_id = 'a'"));

    assertThat(ids(lake)).containsExactly("a");
  }

  @Test
  void emptyResultIsATableWithoutRows() {
    var lake = TestLake.open(out);

    assertThat(lake.publish(SCORE, scores())).isEqualTo(new Commit("score", -1, 0, 0));

    assertThat(lake.exists(SCORE)).isTrue();
    assertThat(lake.count(SCORE)).isZero();
    assertThat(lake.read(SCORE).collectAsList()).isEmpty();
  }

  @Test
  void stateIsNotPublished() {
    var state =
        new TableSpec(
            "state",
            Store.STATE,
            "row",
            SCORE.key(),
            SCORE.columns(),
            AttributeColumns.NONE,
            "State.");

    assertThatThrownBy(() -> TestLake.open(out).publish(state, scores("a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestLake.open(out).append(SCORE, scores("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void duckDbReadsTheDateFromThePath() throws SQLException {
    TestLake.open(out).publish(SCORE, scores("a", "b"));

    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var rows =
            duck.createStatement()
                .executeQuery(
                    "select customer_id, churn_score, epoch_us(seen_at), as_of::varchar from"
                        + " read_parquet('%s/publish/score/**/*.parquet', hive_partitioning = true)"
                            .formatted(out)
                        + " order by 1")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("a");
      assertThat(rows.getDouble(2)).isEqualTo(0.5);
      assertThat(rows.getLong(3)).isEqualTo(1_769_815_800_123_456L);
      assertThat(rows.getString(4)).isEqualTo("2026-01-31");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void killedWhileStagingChangesNothing() throws IOException {
    TestLake.open(out).publish(SCORE, scores("old"));
    Path staged = Files.createDirectories(date(".staging"));
    Files.writeString(staged.resolve("part-0.parquet"), "half a file");

    assertRecovered("old");
  }

  @Test
  void killedAfterTheOldDateMovedAwayIsCompleted() throws IOException {
    TestLake.open(out).publish(SCORE, scores("old"));
    move(date("publish"), date(".trash/replaced"));
    stageNew();

    assertRecovered("new");
  }

  @Test
  void killedAfterTheNewDateMovedInIsCompleted() throws IOException {
    TestLake.open(out).publish(SCORE, scores("old"));
    move(date("publish"), date(".trash/replaced"));
    stageNew();
    move(date(".staging"), date("publish"));

    assertRecovered("new");
  }

  @Test
  void lostNewDateIsUndone() throws IOException {
    TestLake.open(out).publish(SCORE, scores("old"));
    move(date("publish"), date(".trash/replaced"));

    assertRecovered("old");
  }

  @Test
  void killedWhileDeletingTheOldDateIsCompleted() throws IOException {
    TestLake.open(out).publish(SCORE, scores("new"));
    Files.createDirectories(out.resolve(".trash/garbage/score-as_of=2026-01-31/rest"));

    assertRecovered("new");
  }

  @Test
  void readerRepairsNothing() throws IOException {
    TestLake.open(out).publish(SCORE, scores("old"));
    Files.createDirectories(date(".staging"));

    Lakes.openForReading(TestSession.spark(), out.toString(), TestLake.run(), TestLake.settings());

    assertThat(date(".staging")).exists();
  }

  private void assertRecovered(String expected) throws IOException {
    var lake = TestLake.open(out);

    assertThat(ids(lake)).containsExactly(expected);
    assertThat(out.resolve(".staging")).doesNotExist();
    assertThat(out.resolve(".trash")).doesNotExist();
    assertThat(names(out)).hasSize(1);
    lake.publish(SCORE, scores("next"));
    assertThat(ids(lake)).containsExactly("next");
  }

  private void stageNew() throws IOException {
    TestLake.open(elsewhere).publish(SCORE, scores("new"));
    move(elsewhere.resolve("publish/score/as_of=2026-01-31"), date(".staging"));
  }

  private Path date(String place) {
    return out.resolve(place).resolve("score/as_of=2026-01-31");
  }

  private static void move(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to);
  }

  private static List<String> ids(Lake lake) {
    return lake.read(SCORE).orderBy("customer_id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString()).toList();
    }
  }

  private static Dataset<Row> scores(String... ids) {
    var rows =
        Arrays.stream(ids)
            .map(id -> RowFactory.create(id, 0.5, SEEN, TestLake.run().runId()))
            .toList();
    return TestSession.spark().createDataFrame(rows, SCORE.schema());
  }
}
