package io.aurum.common.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Entity.Customer;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the records of entities with the customers that they belong to. Records keep the reference
 * that their source gave them; which customer that is, is looked up when they are read, in {@code
 * customer_link} as it holds at the run's date. So a merge of customers rewrites no fact.
 *
 * <p>An order line whose source tells no category has that of its product: {@code category_path} of
 * {@code product}, as it first became known. It is known from then on, and not before.
 */
public final class Facts {
  /**
   * Column with the golden id; empty where a record names no customer, or one that is not known.
   */
  public static final String CUSTOMER_ID = "customer_id";

  /** Column of order lines with the time from which their category is known. */
  public static final String CATEGORY_KNOWN_AT = "product_category_known_at";

  private static final String PRODUCT_ID = "product_id";
  private static final String CATEGORY = "product_category";
  private static final String KNOWN_AT = "known_at";

  /**
   * Links, and products, up to this number are sent to every task, which spares a shuffle of the
   * records.
   */
  private static final long BROADCAST_ROWS = 1_000_000;

  private static final String ID = "source_record_id";

  private final Lake lake;
  private final Run run;

  public Facts(Lake lake, Run run) {
    this.lake = lake;
    this.run = run;
  }

  /**
   * How many records of an entity have a customer.
   *
   * @param rows all records
   * @param naming records that name a customer record
   * @param linked records whose customer is known
   */
  public record Coverage(long rows, long naming, long linked) {}

  /**
   * The entity's table with {@code customer_id} before its columns; of order lines with {@value
   * #CATEGORY_KNOWN_AT} after them.
   *
   * @throws IllegalArgumentException where records of the entity belong to nobody
   */
  public Dataset<Row> of(Entity entity) {
    if (entity.customer() == Customer.NONE) {
      throw new IllegalArgumentException("No customer has a " + entity.name());
    }
    List<Column> columns = new ArrayList<>(List.of(col(CUSTOMER_ID)));
    entity.table().columns().forEach(column -> columns.add(col(column.name())));
    boolean ofOrders = entity.equals(Entities.ORDER_LINE);
    if (ofOrders) {
      columns.add(col(CATEGORY_KNOWN_AT));
    }
    Dataset<Row> rows = lake.read(entity.table());
    return (ofOrders ? withCategory(rows) : rows)
        .join(
            links(),
            col(Entities.CUSTOMER_SOURCE)
                .equalTo(col("link_source"))
                .and(col(Entities.CUSTOMER_RECORD_ID).equalTo(col("link_record_id"))),
            "left_outer")
        .select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> withCategory(Dataset<Row> lines) {
    if (lake.count(Entities.PRODUCT.table()) == 0) {
      return lines.withColumn(CATEGORY_KNOWN_AT, col(KNOWN_AT));
    }
    Dataset<Row> categories =
        lake.read(Entities.PRODUCT.table())
            .where(col("category_path").isNotNull())
            .groupBy(col(PRODUCT_ID).as("listed_product"))
            .agg(min(struct(col(KNOWN_AT), col("category_path"))).as("listed"));
    Column known = coalesce(col(CATEGORY), col("listed.category_path"));
    Column later = greatest(col(KNOWN_AT), col("listed.known_at"));
    return lines
        .join(
            small(categories, Entities.PRODUCT.table()),
            col(CATEGORY).isNull().and(col(PRODUCT_ID).equalTo(col("listed_product"))),
            "left_outer")
        .withColumn(CATEGORY_KNOWN_AT, later)
        .withColumn(CATEGORY, known)
        .drop("listed_product", "listed");
  }

  private Dataset<Row> small(Dataset<Row> rows, TableSpec table) {
    return lake.count(table) <= BROADCAST_ROWS ? broadcast(rows) : rows;
  }

  /** Counts, in one pass, how many records of an entity have a customer. */
  public Coverage coverage(Entity entity) {
    Row counts =
        of(entity)
            .agg(count(lit(1)), count(col(Entities.CUSTOMER_RECORD_ID)), count(col(CUSTOMER_ID)))
            .head();
    return new Coverage(counts.getLong(0), counts.getLong(1), counts.getLong(2));
  }

  /**
   * A plain table: {@code source_record_id, known_at, customer_id} and its declared columns, each
   * in the type of its kind.
   *
   * @param table a source whose entity is a plain table
   */
  public Dataset<Row> table(SourceSettings table) {
    List<Column> columns = new ArrayList<>(List.of(col(ID), col(KNOWN_AT), col(CUSTOMER_ID)));
    for (FieldSettings field : table.fields()) {
      if (!isReference(field.name())) {
        columns.add(
            try_element_at(col("cells"), lit(field.name()))
                .cast(Types.of(field.kind().type()))
                .as(field.name()));
      }
    }
    return of(Entities.TABLE_ROW)
        .where(col("source").equalTo(table.name()))
        .select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> links() {
    Dataset<Row> links =
        CustomerLinks.on(lake, run.asOf())
            .select(
                col("source").as("link_source"), col(ID).as("link_record_id"), col(CUSTOMER_ID));
    return small(links, Tables.CUSTOMER_LINK);
  }

  private static boolean isReference(String name) {
    return name.equals(Entities.CUSTOMER_SOURCE) || name.equals(Entities.CUSTOMER_RECORD_ID);
  }
}
