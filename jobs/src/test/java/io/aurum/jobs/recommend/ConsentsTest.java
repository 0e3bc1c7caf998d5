package io.aurum.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.common.run.Run;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ConsentsTest {
  private static final Run RUN = new Run("r", LocalDate.parse("2026-01-31"), "c", "i", "v", 42);

  private static final StructType DECLARATIONS =
      new StructType()
          .add("customer_id", DataTypes.StringType)
          .add("purpose", DataTypes.StringType)
          .add("channel", DataTypes.StringType)
          .add("action", DataTypes.StringType)
          .add("occurred_at", DataTypes.TimestampType)
          .add("expires_on", DataTypes.DateType);

  @Test
  void theLatestDeclarationByEachChannelCountsAsLongAsItHolds() {
    List<Row> declarations =
        List.of(
            said("given", "marketing", "email", "given", "2025-01-01", null),
            said("withdrawn", "Marketing", "email", "given", "2025-01-01", null),
            said("withdrawn", "marketing", "email", "Withdrawn", "2025-02-01", null),
            said("given-again", "marketing", "email", "refused", "2025-01-01", null),
            said("given-again", "marketing", "email", "given", "2025-02-01", null),
            said("no-by-phone", "marketing", "email", "given", "2025-02-01", null),
            said("no-by-phone", "marketing", "phone", "objected", "2025-01-01", null),
            said("both-at-once", "marketing", null, "given", "2025-02-01", null),
            said("both-at-once", "marketing", null, "refused", "2025-02-01", null),
            said("other-purpose", "research", "email", "refused", "2025-01-01", null),
            said("later-than-the-run", "marketing", "email", "refused", "2026-02-01", null),
            said("last-day", "marketing", "email", "given", "2025-01-01", "2026-01-31"),
            said("expired", "marketing", "email", "given", "2025-01-01", "2026-01-30"),
            said("renewed", "marketing", "email", "given", "2025-01-01", "2025-12-31"),
            said("renewed", "marketing", "email", "given", "2026-01-01", "2026-12-31"),
            said(null, "marketing", "email", "refused", "2025-01-01", null));

    assertThat(
            Consents.unwilling(
                    TestSession.spark().createDataFrame(declarations, DECLARATIONS),
                    "marketing",
                    RUN)
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("withdrawn", "no-by-phone", "both-at-once", "expired");
  }

  private static Row said(
      String customer, String purpose, String channel, String action, String on, String until) {
    return RowFactory.create(
        customer,
        purpose,
        channel,
        action,
        Timestamp.from(Instant.parse(on + "T10:00:00Z")),
        until == null ? null : Date.valueOf(until));
  }
}
