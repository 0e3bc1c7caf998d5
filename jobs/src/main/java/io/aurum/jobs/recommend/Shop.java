package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.aurum.common.config.RecommendSettings.Catalogue;
import io.aurum.common.lake.MiningRows;
import io.aurum.jobs.JobContext;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of the items.
 *
 * @param codes of the items, by number
 * @param names of the items, where known
 * @param offered numbers of the items that may be recommended
 */
record Shop(List<String> codes, List<String> names, BitSet offered) implements Serializable {

  static Shop of(JobContext context, Optional<Catalogue> catalogue, List<String> codes) {
    BitSet offered = new BitSet(codes.size());
    String[] names = new String[codes.size()];
    if (catalogue.isEmpty()) {
      offered.set(0, codes.size());
    } else {
      Map<String, Integer> numbers = numbers(codes);
      for (Row row : known(context, catalogue.get(), codes)) {
        int number = numbers.get(row.getString(0));
        names[number] = row.getString(1);
        offered.set(number, row.getBoolean(2));
      }
    }
    return new Shop(codes, Arrays.asList(names), offered);
  }

  static Map<String, Integer> numbers(List<String> codes) {
    Map<String, Integer> numbers = new TreeMap<>();
    codes.forEach(code -> numbers.put(code, numbers.size()));
    return numbers;
  }

  /** Several sources can know an item: it is offered where one offers it. */
  private static List<Row> known(JobContext context, Catalogue catalogue, List<String> codes) {
    Dataset<Row> table =
        new MiningRows(context.lake(), context.run(), context.settings()).of(catalogue.table());
    return table
        .where(col(catalogue.item()).cast("string").isin(codes.toArray()))
        .select(
            col(catalogue.item()).cast("string").as("code"),
            catalogue
                .label()
                .map(name -> col(name).cast("string"))
                .orElse(lit(null).cast("string"))
                .as("name"),
            MiningRows.holds(table, catalogue.available()).as("offered"))
        .groupBy("code")
        .agg(min("name"), bool_or(col("offered")))
        .collectAsList();
  }

  /** What people call an item. */
  String called(int item) {
    return names.get(item) == null ? codes.get(item) : names.get(item);
  }
}
