package io.aurum.common.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.aurum.common.config.ItemCatalogue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What catalogues call items, so that sentences about them can be read. */
public final class ItemNames {
  private ItemNames() {}

  /**
   * The names of some items. Of several names of one item the first of the alphabet counts. A name
   * that several of the items have is followed by the item, so that each is told from the others.
   *
   * @param tables to read the catalogue from
   * @param items whose names are wanted
   * @return names by item; those of which the catalogue knows none are not among them
   */
  public static Map<String, String> read(
      MiningRows tables, ItemCatalogue catalogue, Collection<String> items) {
    Map<String, String> names = new TreeMap<>();
    for (Row row :
        tables
            .of(catalogue.table())
            .select(
                col(catalogue.item()).cast("string").as("item"),
                col(catalogue.label()).cast("string").as("label"))
            .where(col("item").isin(items.toArray()).and(col("label").isNotNull()))
            .groupBy("item")
            .agg(min("label"))
            .collectAsList()) {
      names.put(row.getString(0), row.getString(1));
    }
    return distinct(names, items);
  }

  private static Map<String, String> distinct(Map<String, String> names, Collection<String> items) {
    Map<String, Integer> times = new HashMap<>();
    items.stream()
        .distinct()
        .forEach(item -> times.merge(names.getOrDefault(item, item), 1, Integer::sum));
    names.replaceAll((item, name) -> times.get(name) == 1 ? name : name + " (" + item + ")");
    return names;
  }
}
