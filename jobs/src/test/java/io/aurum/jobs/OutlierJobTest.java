package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.run.AurumException;
import io.aurum.common.table.Tables;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.outlier.OutlierJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** From files to odd records: planted ones among ordinary ones, and a table that is too small. */
class OutlierJobTest extends FromFiles {
  private static final int ROWS = 400;

  private static final String CONF =
      """
      sources {
        orders {
          entity = table
          path = "%1$s/orders.csv"
          delivery { key = id, known-at.constant = 2026-01-05 }
          columns {
            amount { column = amount, kind = number }
            ordered_on { column = day, kind = date }
            country = country
            device { column = device, pii = linked }
          }
        }
        few {
          entity = table
          path = "%1$s/few.csv"
          delivery { known-at.constant = 2026-01-05 }
          columns { amount { column = amount, kind = number } }
        }
      }
      outlier {
        odd_orders {
          table = orders
          threshold = rate
          rate = 0.01
          types {
            fraud = "amount > 5000 and outlier_score > 0.9"
            error = "array_contains(odd_features, 'ordered_on')"
          }
        }
        odd_few { table = few, where = "amount > 1" }
      }
      evaluate.outliers.odd_orders { column = country, positive = TV }
      """;

  @Test
  void plantedRecordsAreFoundWithReasonTypeAndAccounting() throws IOException {
    List<String> lines = orders();
    deliver("orders.csv", lines);
    deliver("few.csv", "amount", "1", "2", "3");
    configure(CONF.replace("rate = 0.01", "rate = 0.01, exclude = country").formatted(temp));
    run(new IngestJob());
    run(new ValidateJob());

    JobResult result = run(new OutlierJob());

    assertThat(List.of(result.rowsIn(), result.accepted(), result.dropped()))
        .containsExactly(ROWS + 3L, (long) ROWS, 3L);
    assertThat(result.droppedReason())
        .contains(
            "in tables with too few rows to tell what is ordinary: 2; left out by 'where': 1");
    assertThat(result.notes().get(0))
        .startsWith("outlier odd_orders: 4 of 400 records are outliers");
    assertThat(result.notes().get(1))
        .isEqualTo("outlier odd_few: too few rows to tell what is ordinary");
    Dataset<Row> outliers = lake().read(Tables.RECORD_OUTLIER).where("is_outlier");
    assertThat(
            texts(
                outliers.where("entity_id like '%odd%'"),
                "entity_id like '%odd-amount%'",
                "suspected_type"))
        .containsExactly("false|error", "true|fraud");
    assertThat(
            texts(
                lake()
                    .read(Tables.RECORD_OUTLIER_FEATURE)
                    .where("entity_id like '%odd%' and position = 1"),
                "feature",
                "value",
                "difference > 0 and deviation > 5",
                "evidence_rate > 0.5"))
        .containsExactly("amount|99000|true|true", "ordered_on|2031-05-01|true|true");
    assertThat(texts(outliers.where("suspected_type = 'fraud'"), "why").get(0))
        .startsWith("amount 99000 (ordinarily ");
    assertThat(
            lake()
                .read(Tables.RECORD_OUTLIER_FEATURE)
                .where("feature = 'device' and (value is not null or ordinary_value is not null)")
                .isEmpty())
        .isTrue();

    List<String> before = scores();
    Collections.shuffle(lines.subList(1, lines.size()), new Random(3));
    deliver("orders.csv", lines);
    run(new IngestJob());
    run(new ValidateJob());
    run(new OutlierJob());
    assertThat(scores()).isEqualTo(before);
    badConfigurationIsRejected();
  }

  private void badConfigurationIsRejected() throws IOException {
    assertThatThrownBy(() -> configure(CONF.formatted(temp)))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("the truth 'country' among the features of 'outlier.odd_orders'");
    assertThatThrownBy(
            () -> configure(CONF.replace("table = few", "table = fewer").formatted(temp)))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("few");
    configure(
        CONF.replace("rate = 0.01", "rate = 0.01, exclude = country")
            .replace("amount > 5000", "amounts > 5000")
            .formatted(temp));
    assertThatThrownBy(() -> run(new OutlierJob()))
        .isInstanceOf(AurumException.class)
        .hasMessageContaining("bad condition on orders");
  }

  private List<String> scores() {
    return texts(
        Tables.RECORD_OUTLIER,
        "entity_id",
        "outlier_score",
        "evidence",
        "is_outlier",
        "why",
        "isolation_forest_score",
        "ecod_score",
        "copod_score",
        "hbos_score",
        "neighbour_score");
  }

  private void deliver(String file, List<String> lines) throws IOException {
    deliver(file, lines.toArray(String[]::new));
  }

  private static List<String> orders() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of("id,amount,day,country,device"));
    for (int i = 0; i < ROWS - 2; i++) {
      lines.add(
          "%d,%d,2025-%02d-%02d,%s,%s"
              .formatted(
                  i,
                  (int) (100 + 20 * random.nextGaussian()),
                  1 + random.nextInt(12),
                  1 + random.nextInt(28),
                  random.nextInt(3) == 0 ? "DE" : "GB",
                  random.nextInt(2) == 0 ? "phone" : "desk"));
    }
    lines.add("odd-amount,99000,2025-06-01,TV,phone");
    lines.add("odd-day,100,2031-05-01,GB,desk");
    return lines;
  }
}
