package io.aurum.jobs.enrich;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.EnrichSettings.Supplier;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.merge.LinkedRecords;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds the customer that each record of a supplier is about: rows of {@code supplier_link}.
 *
 * <p>A record that names a customer is about that one: by one of its records, or by its golden id.
 * An id that has ended leads to the customer that its records belong to now. Else the combinations
 * of attributes are tried in their order; the first on which any customer's record agrees decides.
 * Only valid values count, by their match forms. Where what decides fits several customers, none is
 * taken.
 *
 * <p>Records of a supplier about one customer that do not say the same of an attribute that is used
 * contradict each other: none of them is used.
 */
final class SupplierLinks {
  static final String MATCHED = "matched";
  static final String UNMATCHED = "unmatched";
  static final String AMBIGUOUS = "ambiguous";
  static final String CONTRADICTED = "contradicted";
  static final String EXPIRED = "expired";
  static final String UNUSED = "unused";

  private static final String SOURCE = "source";
  private static final String ID = "source_record_id";
  private static final String CUSTOMER = "customer_id";
  private static final String POSITION = "position";
  private static final String RULE = "match_rule";
  private static final String KEY = "key";
  private static final String REFERENCE = "reference";

  /** Control character that no value in canonical or match form has. */
  private static final String SEPARATOR = "\u001f";

  /** Before all combinations, which are counted from 0. */
  private static final int BY_REFERENCE = -1;

  private static final int BY_FORMER_ID = 0;

  private final Lake lake;
  private final Settings settings;
  private final List<Supplier> licensed;
  private final String runId;

  /**
   * @param licensed suppliers whose licence is valid
   */
  SupplierLinks(Lake lake, Settings settings, List<Supplier> licensed, Run run) {
    this.lake = lake;
    this.settings = settings;
    this.licensed = licensed;
    this.runId = run.runId();
  }

  /** One row for each record of a supplier. */
  Dataset<Row> rows() {
    Dataset<Row> records = lake.read(Tables.SUPPLIER_RECORD);
    Dataset<Row> fits = fits(records);
    Dataset<Row> judged =
        records
            .select(SOURCE, ID)
            .join(fits, new String[] {SOURCE, ID}, "left_outer")
            .join(contradictions(records, fits), new String[] {SOURCE, CUSTOMER}, "left_outer");
    Column status = status();
    return judged.select(
        col(SOURCE),
        col(ID),
        supplierName().as("supplier"),
        status.as("status"),
        col(RULE),
        when(status.equalTo(MATCHED), col(CUSTOMER)).as(CUSTOMER),
        lit(runId).as("run_id"));
  }

  private Column status() {
    Column licence = col(SOURCE).isin(licensed.stream().map(Supplier::source).toArray());
    return when(supplierName().isNull(), UNUSED)
        .when(licence.equalTo(false), EXPIRED)
        .when(col("customers").isNull(), UNMATCHED)
        .when(col("customers").gt(1), AMBIGUOUS)
        .when(coalesce(col("contradicted"), lit(false)), CONTRADICTED)
        .otherwise(MATCHED);
  }

  private Column supplierName() {
    Column name = lit(null).cast("string");
    for (Supplier supplier : settings.enrich().suppliers()) {
      name = when(col(SOURCE).equalTo(supplier.source()), supplier.name()).otherwise(name);
    }
    return name;
  }

  /** What decides about each record, with the customers that it fits. */
  private Dataset<Row> fits(Dataset<Row> records) {
    return candidates(records)
        .distinct()
        .groupBy(SOURCE, ID, POSITION, RULE)
        .agg(count(lit(1)).as("customers"), min(CUSTOMER).as(CUSTOMER))
        .groupBy(SOURCE, ID)
        .agg(min(struct(POSITION, RULE, "customers", CUSTOMER)).as("first"))
        .select(SOURCE, ID, "first." + RULE, "first.customers", "first." + CUSTOMER);
  }

  private Dataset<Row> candidates(Dataset<Row> records) {
    Dataset<Row> own = LinkedRecords.linked(lake);
    Dataset<Row> candidates = referred(records, own);
    if (licensed.stream().anyMatch(this::givesGoldenIds)) {
      candidates = candidates.union(named(records, own));
    }
    return matched(records, own).map(candidates::union).orElse(candidates);
  }

  private boolean givesGoldenIds(Supplier supplier) {
    var columns = settings.source(supplier.source()).columns();
    return columns.containsKey(Entities.CUSTOMER_RECORD_ID)
        && !columns.containsKey(Entities.CUSTOMER_SOURCE);
  }

  /** Customers whose record the supplier names. */
  private static Dataset<Row> referred(Dataset<Row> records, Dataset<Row> own) {
    Dataset<Row> customers =
        own.select(
            col(SOURCE).as(Entities.CUSTOMER_SOURCE),
            col(ID).as(Entities.CUSTOMER_RECORD_ID),
            col(CUSTOMER));
    return records
        .select(SOURCE, ID, Entities.CUSTOMER_SOURCE, Entities.CUSTOMER_RECORD_ID)
        .join(
            customers,
            new String[] {Entities.CUSTOMER_SOURCE, Entities.CUSTOMER_RECORD_ID},
            "inner")
        .select(col(SOURCE), col(ID), lit(BY_REFERENCE), lit(REFERENCE), col(CUSTOMER))
        .toDF(SOURCE, ID, POSITION, RULE, CUSTOMER);
  }

  /** Customers whose golden id the supplier names, or those that an ended one has become. */
  private Dataset<Row> named(Dataset<Row> records, Dataset<Row> own) {
    Dataset<Row> becomes =
        lake.read(Tables.CUSTOMER_LINK)
            .select(col(SOURCE), col(ID), col(CUSTOMER).as(Entities.CUSTOMER_RECORD_ID))
            .join(own.select(SOURCE, ID, CUSTOMER), new String[] {SOURCE, ID}, "inner")
            .select(Entities.CUSTOMER_RECORD_ID, CUSTOMER)
            .distinct();
    Column stillItself = col(CUSTOMER).equalTo(col(Entities.CUSTOMER_RECORD_ID));
    return records
        .where(col(Entities.CUSTOMER_SOURCE).isNull())
        .select(SOURCE, ID, Entities.CUSTOMER_RECORD_ID)
        .join(becomes, Entities.CUSTOMER_RECORD_ID)
        .select(
            col(SOURCE),
            col(ID),
            when(stillItself, BY_REFERENCE).otherwise(BY_FORMER_ID),
            lit(REFERENCE),
            col(CUSTOMER))
        .toDF(SOURCE, ID, POSITION, RULE, CUSTOMER);
  }

  /** Customers that agree on a combination of attributes; empty where none is configured. */
  private Optional<Dataset<Row>> matched(Dataset<Row> records, Dataset<Row> own) {
    List<List<String>> all =
        licensed.stream().flatMap(supplier -> supplier.match().stream()).distinct().toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Dataset<Row> customers =
        own.select(
                explode(array(all.stream().map(SupplierLinks::key).toArray(Column[]::new))).as(KEY),
                col(CUSTOMER))
            .where(col(KEY).isNotNull())
            .distinct();
    return licensed.stream()
        .filter(supplier -> !supplier.match().isEmpty())
        .map(supplier -> keys(records, supplier))
        .reduce(Dataset::union)
        .map(keys -> keys.join(customers, KEY).select(SOURCE, ID, POSITION, RULE, CUSTOMER));
  }

  private static Dataset<Row> keys(Dataset<Row> records, Supplier supplier) {
    List<Column> keys = new ArrayList<>();
    for (List<String> combination : supplier.match()) {
      keys.add(
          struct(
              lit(BY_FORMER_ID + 1 + keys.size()).as(POSITION),
              lit(String.join("+", combination)).as(RULE),
              key(combination).as(KEY)));
    }
    return records
        .where(col(SOURCE).equalTo(supplier.source()))
        .select(col(SOURCE), col(ID), explode(array(keys.toArray(Column[]::new))).as("rule"))
        .select(SOURCE, ID, "rule.*")
        .where(col(KEY).isNotNull());
  }

  /** The combination with its values; null where a record lacks one of them. */
  private static Column key(List<String> combination) {
    Column complete = lit(true);
    List<Column> parts = new ArrayList<>(List.of(lit(String.join("+", combination))));
    for (String attribute : combination) {
      Column match = col(attribute + "_match");
      complete = complete.and(col(attribute).isNotNull()).and(match.isNotNull());
      parts.add(match);
    }
    return when(complete, concat_ws(SEPARATOR, parts.toArray(Column[]::new)));
  }

  /** Customers of whom a supplier's records do not say the same. */
  private Dataset<Row> contradictions(Dataset<Row> records, Dataset<Row> fits) {
    Column contradicted = lit(false);
    for (Supplier supplier : licensed) {
      Column differs = lit(false);
      for (String attribute : supplier.attributes()) {
        Column said = coalesce(col(attribute + "_match"), col(attribute));
        differs = differs.or(coalesce(min(said).notEqual(max(said)), lit(false)));
      }
      contradicted = contradicted.or(max(col(SOURCE)).equalTo(supplier.source()).and(differs));
    }
    return records
        .join(
            fits.where(col("customers").equalTo(1)).select(SOURCE, ID, CUSTOMER),
            new String[] {SOURCE, ID},
            "inner")
        .groupBy(SOURCE, CUSTOMER)
        .agg(contradicted.as("contradicted"));
  }
}
