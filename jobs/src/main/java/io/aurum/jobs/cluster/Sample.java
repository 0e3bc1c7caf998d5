package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.cluster.Frame;
import io.aurum.common.lake.KeyDraw;
import io.aurum.common.model.FeatureColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of a table that are looked at in one place, in an order of their content.
 *
 * @param frame their values
 * @param families segment of each row in each family, by the order of the families
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(Frame frame, List<String[]> families) {
  /** Rows at most; of more a part is drawn, by key. */
  static final int MOST = 20_000;

  /**
   * @param columns values of the rows
   * @param families columns that hold segments
   * @param total number of rows
   */
  static Sample of(
      Dataset<Row> rows,
      List<FeatureColumn> columns,
      List<String> families,
      long total,
      long seed) {
    Column[] values = columns.stream().map(c -> TableRows.quoted(c.name())).toArray(Column[]::new);
    Dataset<Row> drawn =
        rows.where(
            KeyDraw.isDrawn(
                (double) MOST / total, seed, col(TableRows.SOURCE), col(TableRows.ENTITY)));
    List<Column> wanted = new ArrayList<>(List.of(values));
    families.forEach(family -> wanted.add(col(family)));
    Row[] found = (Row[]) drawn.select(wanted.toArray(Column[]::new)).collect();
    Arrays.sort(found, Sample::compare);
    Object[][] cells = new Object[found.length][];
    for (int i = 0; i < found.length; i++) {
      Row row = found[i];
      cells[i] = IntStream.range(0, columns.size()).mapToObj(row::get).toArray();
    }
    return new Sample(
        new Frame(columns, cells),
        IntStream.range(columns.size(), wanted.size())
            .mapToObj(f -> Arrays.stream(found).map(r -> r.getString(f)).toArray(String[]::new))
            .toList());
  }

  private static int compare(Row a, Row b) {
    for (int c = 0; c < a.size(); c++) {
      int order =
          a.get(c) instanceof Double x && b.get(c) instanceof Double y
              ? Double.compare(x, y)
              : Comparator.nullsFirst(Comparator.<String>naturalOrder())
                  .compare(text(a, c), text(b, c));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String text(Row row, int column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }

  /** The values of some of the columns. */
  Frame only(List<String> names) {
    int[] places =
        IntStream.range(0, frame.columns().size())
            .filter(c -> names.contains(frame.columns().get(c).name()))
            .toArray();
    Object[][] cells = new Object[frame.size()][];
    for (int i = 0; i < cells.length; i++) {
      Object[] row = frame.rows()[i];
      cells[i] = IntStream.of(places).mapToObj(c -> row[c]).toArray();
    }
    return new Frame(IntStream.of(places).mapToObj(c -> frame.columns().get(c)).toList(), cells);
  }
}
