package io.aurum.jobs.recommend;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.lake.Facts;
import io.aurum.common.run.Run;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Who does not want personal data to be used for a purpose. */
final class Consents {
  /** Name of the only column of {@link #unwilling}. */
  static final String WHO = "who";

  /** What a declaration says that ends or denies consent, in small letters. */
  private static final Set<String> NO =
      Set.of(
          "withdrawn",
          "withdraw",
          "revoked",
          "refused",
          "denied",
          "declined",
          "objected",
          "objection",
          "opt-out",
          "opted-out",
          "opt_out",
          "opted_out",
          "unsubscribed",
          "no");

  private Consents() {}

  /**
   * Customers whose latest declaration about a purpose, by any channel, is no, or has expired by
   * the date of the run. Of several declarations of one moment a no counts.
   *
   * @param declarations customer_id and the columns of {@code consent_event}
   */
  static Dataset<Row> unwilling(Dataset<Row> declarations, String purpose, Run run) {
    Column at = col("occurred_at");
    Column expired = col("expires_on").lt(lit(Date.valueOf(run.asOf())));
    Column no = lower(col("action")).isin(NO.toArray()).or(coalesce(expired, lit(false)));
    return declarations
        .where(
            lower(col("purpose"))
                .equalTo(purpose.toLowerCase(Locale.ROOT))
                .and(at.lt(lit(Timestamp.from(run.knownBefore()))))
                .and(col(Facts.CUSTOMER_ID).isNotNull()))
        .groupBy(col(Facts.CUSTOMER_ID), coalesce(col("channel"), lit("")).as("by"))
        .agg(max(at).as("latest"), max(when(no, at)).as("latest_no"))
        .where(col("latest_no").equalTo(col("latest")))
        .select(col(Facts.CUSTOMER_ID).as(WHO))
        .distinct();
  }
}
