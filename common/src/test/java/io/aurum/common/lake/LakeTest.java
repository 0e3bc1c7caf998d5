package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.PublishSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.run.Run;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
  private static final TableSpec STATE =
      new TableSpec(
          "thing",
          Store.STATE,
          "one thing",
          List.of("id"),
          List.of(
              Column.of("id", DataTypes.StringType, "Identity.").pii(PiiClass.LINKABLE),
              Column.of("n", DataTypes.LongType, "Number.")),
          AttributeColumns.NONE,
          "Things.");
  private static final TableSpec RESULT =
      new TableSpec(
          "thing_result",
          Store.RESULT,
          "one thing",
          List.of("id"),
          STATE.columns(),
          AttributeColumns.NONE,
          "Things.");

  @TempDir Path out;

  @Test
  void stateRoundTrip() {
    var lake = open();
    assertThat(lake.exists(STATE)).isFalse();
    assertThat(lake.append(STATE, rows(STATE, "a", 1L, "b", 2L)))
        .isEqualTo(new Commit("thing", 0, 2, 2));
    assertThat(lake.merge(STATE, rows(STATE, "a", 7L, "c", 3L)).rowsTotal()).isEqualTo(3);
    assertThat(lake.replaceWhere(STATE, rows(STATE, "b", 5L), "id = 'b'"))
        .isEqualTo(new Commit("thing", 2, 1, 3));
    assertThat(lake.read(STATE).collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create("a", 7L), RowFactory.create("b", 5L), RowFactory.create("c", 3L));
    assertThat(lake.replace(STATE, rows(STATE, "z", 1L)).rowsTotal()).isEqualTo(1);
    assertThat(open().count(STATE)).isEqualTo(1);
  }

  @Test
  void resultRoundTrip() {
    var lake = open();
    lake.publish(RESULT, rows(RESULT, "a", 1L));
    lake.publish(RESULT, rows(RESULT, "b", 5L));
    assertThat(lake.read(RESULT).collectAsList()).containsExactly(RowFactory.create("b", 5L));
  }

  private Lake open() {
    return Lakes.open(
        TestSession.spark(),
        out.toString(),
        new Run("r1", LocalDate.parse("2026-01-31"), "c", "i", "v", 1),
        new Settings(
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            new PublishSettings(List.of(), List.of()),
            Optional.empty(),
            1,
            "c"));
  }

  private static Dataset<Row> rows(TableSpec table, Object... cells) {
    var rows = new java.util.ArrayList<Row>();
    int width = table.columns().size();
    for (int i = 0; i < cells.length; i += width) {
      rows.add(RowFactory.create(java.util.Arrays.copyOfRange(cells, i, i + width)));
    }
    return TestSession.spark().createDataFrame(rows, table.schema());
  }
}
