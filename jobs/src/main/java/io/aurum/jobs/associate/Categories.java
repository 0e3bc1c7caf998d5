package io.aurum.jobs.associate;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;

import io.aurum.common.basket.BasketItems;
import io.aurum.common.config.AssociateSettings;
import io.aurum.common.config.AssociateSettings.Hierarchy;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.pattern.Taxonomy;
import io.aurum.jobs.JobContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The categories of items. A category is an item too: it is called by its path from the widest, so
 * that "drinks/other" and "food/other" are two.
 */
final class Categories {
  private static final String CATEGORY = "category";
  private static final String PATH = "path";

  /** Columns {@code item, category}: every category of every item. */
  private final Optional<Dataset<Row>> pairs;

  private final String separator;

  private Categories(Optional<Dataset<Row>> pairs, String separator) {
    this.pairs = pairs;
    this.separator = separator;
  }

  static Categories of(JobContext context, AssociateSettings analysis) {
    MiningRows tables = new MiningRows(context.lake(), context.run(), context.settings());
    return new Categories(
        analysis.taxonomy().map(hierarchy -> pairs(tables.of(hierarchy.table()), hierarchy)),
        analysis.taxonomy().map(Hierarchy::separator).orElse(""));
  }

  private static Dataset<Row> pairs(Dataset<Row> table, Hierarchy hierarchy) {
    String separator = hierarchy.separator();
    return table
        .where(col(hierarchy.item()).isNotNull().and(col(hierarchy.path()).isNotNull()))
        .select(
            col(hierarchy.item()).cast("string").as(BasketItems.ITEM),
            split(col(hierarchy.path()).cast("string"), Pattern.quote(separator)).as(PATH))
        .select(
            col(BasketItems.ITEM),
            explode(
                    array_distinct(
                        transform(
                            sequence(lit(1), size(col(PATH))),
                            depth -> array_join(slice(col(PATH), lit(1), depth), separator))))
                .as(CATEGORY))
        .where(col(CATEGORY).notEqual(col(BasketItems.ITEM)))
        .distinct();
  }

  /** Baskets that hold the categories of their items too. */
  Dataset<Row> implied(Dataset<Row> baskets) {
    return pairs
        .map(
            known ->
                baskets.unionByName(
                    baskets
                        .join(known, BasketItems.ITEM)
                        .select(
                            col(BasketItems.BASKET),
                            col(CATEGORY).as(BasketItems.ITEM),
                            lit(0).as(BasketItems.ROWS))))
        .orElse(baskets);
  }

  /** Which of the frequent items are categories of others. */
  Taxonomy taxonomy(List<String> labels) {
    if (pairs.isEmpty()) {
      return Taxonomy.NONE;
    }
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, numbers.size()));
    List<List<Integer>> ancestors = new ArrayList<>();
    labels.forEach(label -> ancestors.add(wider(label, numbers)));
    Object[] frequent = labels.toArray();
    pairs
        .get()
        .where(col(BasketItems.ITEM).isin(frequent).and(col(CATEGORY).isin(frequent)))
        .collectAsList()
        .forEach(
            row -> ancestors.get(numbers.get(row.getString(0))).add(numbers.get(row.getString(1))));
    return Taxonomy.of(
        ancestors.stream()
            .map(of -> of.stream().distinct().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  /** Categories that a category lies in, by its path. */
  private List<Integer> wider(String label, Map<String, Integer> numbers) {
    List<Integer> wider = new ArrayList<>();
    for (int end = label.lastIndexOf(separator);
        end > 0;
        end = label.lastIndexOf(separator, end - 1)) {
      Integer number = numbers.get(label.substring(0, end));
      if (number != null) {
        wider.add(number);
      }
    }
    return wider;
  }
}
