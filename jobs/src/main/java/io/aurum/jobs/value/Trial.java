package io.aurum.jobs.value;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Parts what a customer bought into what was known by the end of a day, and what came later. Who
 * was not known to have bought by then is left out. Purchases of before that became known later are
 * in neither part.
 *
 * @param cut epoch day that ends the first part
 * @param days of the second part
 */
record Trial(int cut, int days) implements FlatMapFunction<Row, Row> {
  static final String LATER = "later";
  static final String PREVIOUS_CENTS = "previous_cents";
  static final String LATER_CENTS = "later_cents";

  /**
   * What the rows look like: the history at the cut as in {@link Judgement}, cents spent in as many
   * days before the cut as come after it, and days with purchases and cents spent after it.
   */
  static StructType schema() {
    return new StructType()
        .add("x", DataTypes.IntegerType, false)
        .add("tx_days", DataTypes.IntegerType, false)
        .add("t_days", DataTypes.IntegerType, false)
        .add("repeat_cents", DataTypes.LongType, false)
        .add(PREVIOUS_CENTS, DataTypes.LongType, false)
        .add(LATER, DataTypes.IntegerType, false)
        .add(LATER_CENTS, DataTypes.LongType, false);
  }

  @Override
  public Iterator<Row> call(Row judged) {
    List<Integer> on = judged.getList(judged.fieldIndex(Judgement.BOUGHT_ON));
    List<Integer> known = judged.getList(judged.fieldIndex(Judgement.BOUGHT_KNOWN));
    List<Long> cents = judged.getList(judged.fieldIndex(Judgement.BOUGHT_CENTS));
    int[] seen =
        IntStream.range(0, on.size())
            .filter(i -> on.get(i) <= cut && known.get(i) <= cut)
            .toArray();
    if (seen.length == 0) {
      return Stream.<Row>empty().iterator();
    }
    int[] later = IntStream.range(0, on.size()).filter(i -> on.get(i) > cut).toArray();
    int first = on.get(seen[0]);
    int last = on.get(seen[seen.length - 1]);
    return Stream.of(
            RowFactory.create(
                distinct(seen, on) - 1,
                last - first,
                cut - first,
                sum(IntStream.of(seen).filter(i -> on.get(i) > first), cents),
                sum(IntStream.of(seen).filter(i -> on.get(i) > cut - days), cents),
                distinct(later, on),
                sum(IntStream.of(later), cents)))
        .iterator();
  }

  private static int distinct(int[] places, List<Integer> on) {
    return (int) IntStream.of(places).map(on::get).distinct().count();
  }

  private static long sum(IntStream places, List<Long> cents) {
    return places.mapToLong(cents::get).sum();
  }
}
