package io.aurum.common.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.aurum.common.table.Tables;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which customer each record belonged to on a date, and where ids have gone since. */
public final class CustomerLinks {
  /** Customer whose id has ended. */
  public static final String FORMER = "former_customer_id";

  /** Customer who has most of the records of the former one. */
  public static final String HEIR = "heir_customer_id";

  /** How many of its records. */
  public static final String RECORDS = "records";

  private static final String[] RECORD = {"source", "source_record_id"};
  private static final String CUSTOMER = "customer_id";

  private CustomerLinks() {}

  /** The links that held on a date, one for each record that had a customer. */
  public static Dataset<Row> on(Lake lake, LocalDate date) {
    Column day = lit(Date.valueOf(date));
    Column ended = coalesce(col("effective_to").leq(day), lit(false));
    return lake.read(Tables.CUSTOMER_LINK)
        .where(col("effective_from").leq(day).and(not(ended)))
        .select(col(RECORD[0]), col(RECORD[1]), col(CUSTOMER));
  }

  /**
   * Customers of a date whose id had ended by a later one, merged or split up: {@value #FORMER},
   * {@value #HEIR}, of several with equally many records the first by id, and {@value #RECORDS}.
   */
  public static Dataset<Row> heirs(Lake lake, LocalDate date, LocalDate later) {
    Dataset<Row> present = on(lake, later).withColumnRenamed(CUSTOMER, HEIR);
    Dataset<Row> lasting = present.select(col(HEIR).as(FORMER)).distinct();
    return on(lake, date)
        .withColumnRenamed(CUSTOMER, FORMER)
        .join(lasting, new String[] {FORMER}, "left_anti")
        .join(present, RECORD, "inner")
        .groupBy(FORMER, HEIR)
        .agg(count(lit(1)).as(RECORDS))
        .groupBy(FORMER)
        .agg(min(struct(col(RECORDS).multiply(-1).as("least"), col(HEIR), col(RECORDS))).as("most"))
        .select(FORMER, "most." + HEIR, "most." + RECORDS);
  }
}
