package io.aurum.jobs.cluster;

import static io.aurum.jobs.cluster.TableRows.CUSTOMER;
import static io.aurum.jobs.cluster.TableRows.ENTITY;
import static io.aurum.jobs.cluster.TableRows.SOURCE;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.aurum.common.config.ClusterSettings;
import io.aurum.common.lake.CustomerLinks;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The segments of an analysis as they were published for dates before the run's: what a date's
 * numbers go on from where no history is configured.
 */
final class PublishedSegments {
  private static final String PLACE = "place";

  private final Lake lake;
  private final LocalDate asOf;
  private final ClusterSettings analysis;

  PublishedSegments(JobContext context, ClusterSettings analysis) {
    this.lake = context.lake();
    this.asOf = context.run().asOf();
    this.analysis = analysis;
  }

  /** Adds the latest date that has segments, if there is one. */
  void addTo(History history) {
    Column number = col("segment").cast("int");
    Row found =
        clusters(lake.readEarlier(Tables.SEGMENT_SUMMARY))
            .agg(max(col(Lake.AS_OF)).cast("string"), max(number))
            .head();
    if (!found.isNullAt(0)) {
      LocalDate date = LocalDate.parse(found.getString(0));
      Dataset<Row> numbered =
          clusters(lake.read(Tables.SEGMENT_MEMBERSHIP, date))
              .select(col(SOURCE), col(ENTITY), number.as(History.NUMBER));
      history.add(date, underPresentIds(numbered, date), found.getInt(1));
    }
  }

  private Dataset<Row> clusters(Dataset<Row> rows) {
    return rows.where(
        col("task").equalTo(analysis.name()).and(col("family").equalTo(Family.CLUSTER)));
  }

  /**
   * A customer whose id has ended counts for the one who has most of the records now, unless that
   * one was there, too; of several such customers the one who brought most records.
   */
  private Dataset<Row> underPresentIds(Dataset<Row> numbered, LocalDate date) {
    if (Mineable.result(analysis.table()).isEmpty() || !lake.exists(Tables.CUSTOMER_LINK)) {
      return numbered;
    }
    Column present = coalesce(col(CustomerLinks.HEIR), col(ENTITY));
    return numbered
        .join(
            CustomerLinks.heirs(lake, date, asOf),
            col(ENTITY).equalTo(col(CustomerLinks.FORMER)),
            "left")
        .select(
            col(SOURCE),
            present.as(CUSTOMER),
            struct(
                    coalesce(col(CustomerLinks.RECORDS), lit(Long.MAX_VALUE)).multiply(-1),
                    col(ENTITY),
                    col(History.NUMBER))
                .as(PLACE))
        .groupBy(SOURCE, CUSTOMER)
        .agg(min(PLACE).as(PLACE))
        .select(col(SOURCE), col(CUSTOMER).as(ENTITY), col(PLACE + "." + History.NUMBER));
  }
}
