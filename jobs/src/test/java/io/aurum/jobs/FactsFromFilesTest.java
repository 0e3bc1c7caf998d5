package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Facts.Coverage;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.lake.TestSession;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Tables;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** From files to typed facts with their customers, on rows worked by hand. */
class FactsFromFilesTest extends FromFiles {
  private static final String CONF =
      """
      defaults.source.path = "%1$s/crm.csv"
      sources {
        crm {
          delivery { key = [country, no], known-at.constant = 2026-01-05 }
          columns { name = name }
        }
        orders {
          entity = order_line
          path = "%1$s/orders.csv"
          delivery.known-at.constant = 2026-01-05
          customer { source = crm, key = [country, customer] }
          columns {
            order_id = order
            ordered_at = at
            product_id { column = item, required = warn }
            product_category = shelf
            quantity = qty
            unit_price = price
            discount_rate = discount
          }
        }
        goods {
          entity = product
          path = "%1$s/goods.csv"
          delivery { key = id, known-at { column = since } }
          columns { product_id = item, category_path = path }
        }
        students {
          entity = table
          path = "%1$s/students.csv"
          delivery.known-at.constant = 2026-01-05
          columns {
            age { column = age, kind = number }
            label = label
            joined { column = since, kind = date, invalid = error }
          }
        }
      }
      attributes { name = full-name }
      """;

  @Test
  void everyValueStandsInItsTypeAndEveryRecordFindsItsCustomer() throws IOException {
    deliver("crm.csv", "country,no,name", "GB,1,Ann Lee", "GB,2,Bob Ray");
    deliver(
        "orders.csv",
        "order,country,customer,at,item,qty,price,discount,shelf",
        "O1,GB,1,2026-01-02 10:00:00,A,2,1.25,,top",
        "O1,GB,1,2026-01-02 10:00:00,A,2,1.25,,",
        "O1,GB,1,2026-01-02 10:00:00,B,3,0.335,20 %,",
        "O2,GB,9,2026-01-03 00:30:00+01:00,A,-1,3.335,,",
        ",,2,2026-01-03,,1,€ 5.00,,",
        "O4,GB,2,never,A,1,1,,",
        "O5,GB,2,2026-01-04,A,many,1,,");
    deliver(
        "goods.csv",
        "id,item,path,since",
        "1,A,tools/hand,2026-01-10",
        "2,A,tools,2026-01-20",
        "3,C,toys,2026-01-10");
    deliver(
        "students.csv", "age,label,since", "21.50,yes,2025-10-01", "?,no,2025-10-01", ",no,soon");
    configure(CONF.formatted(temp));

    assertThat(run(new IngestJob()).accepted()).isEqualTo(15);
    JobResult result = run(new ValidateJob());

    assertThat(List.of(result.rowsIn(), result.accepted(), result.quarantined(), result.dropped()))
        .containsExactly(15L, 13L, 2L, 0L);
    assertThat(shown(lake().read(Tables.QUARANTINE_RECORD), "source", "rule"))
        .containsExactly("orders|ordered_at.required", "students|joined.not-a-date");
    linkFirstCustomer();
    assertThat(
            shown(
                new Facts(lake(), run()).of(Entities.ORDER_LINE),
                "order_id",
                "customer_id",
                "customer_record_id",
                "ordered_at",
                "product_id",
                "quantity",
                "unit_price",
                "amount",
                "is_return"))
        .containsExactly(
            "O1|c-1|GB|1|2026-01-02T10:00:00Z|A|2.0000|1.2500|2.50|false",
            "O1|c-1|GB|1|2026-01-02T10:00:00Z|A|2.0000|1.2500|2.50|false",
            "O1|c-1|GB|1|2026-01-02T10:00:00Z|B|3.0000|0.3350|0.80|false",
            "O2|null|GB|9|2026-01-02T23:30:00Z|A|-1.0000|3.3350|-3.34|true",
            "O5|null|GB|2|2026-01-04T00:00:00Z|A|null|1.0000|null|false",
            "own|null|null|2026-01-03T00:00:00Z|null|1.0000|5.0000|5.00|false");
    assertThat(
            shown(
                new Facts(lake(), run()).of(Entities.ORDER_LINE).where("product_id is not null"),
                "order_id",
                "product_id",
                "product_category",
                "cast(product_category_known_at as date)"))
        .containsExactly(
            "O1|A|tools/hand|2026-01-10",
            "O1|A|top|2026-01-05",
            "O1|B|null|2026-01-05",
            "O2|A|tools/hand|2026-01-10",
            "O5|A|tools/hand|2026-01-10");
    assertThat(new Facts(lake(), run()).coverage(Entities.ORDER_LINE))
        .isEqualTo(new Coverage(6, 5, 3));
    assertThat(
            shown(
                lake().read(Tables.ORDER_LINE).where("customer_record_id is null"),
                "customer_source"))
        .containsExactly("null");
    assertThat(
            shown(
                lake().read(Tables.RULE_RESULT).where("source = 'orders' and rows_failed > 0"),
                "rule",
                "severity",
                "rows_checked",
                "rows_failed"))
        .containsExactly(
            "ordered_at.not-a-timestamp|warn|7|1",
            "ordered_at.required|error|7|1",
            "product_id.required|warn|7|1",
            "quantity.not-an-amount|warn|7|1");
    Dataset<Row> students = new Facts(lake(), run()).table(settings.source("students"));
    assertThat(students.schema().toDDL())
        .contains("age DOUBLE", "label STRING", "joined DATE", "customer_id STRING");
    assertThat(shown(students, "age", "label", "joined"))
        .containsExactly("21.5|yes|2025-10-01", "null|no|2025-10-01");
    MiningRows mined = new MiningRows(lake(), run(), settings);
    assertThat(mined.of("students").columns())
        .startsWith("source", "entity_id", "customer_id")
        .contains("age", "label", "joined");
    assertThat(shown(mined.of("order_line").where("customer_id = 'c-1'"), "source", "product_id"))
        .containsExactly("orders|A", "orders|A", "orders|B");
    assertThat(mined.of("customer_rfm").columns())
        .startsWith("source", "entity_id", "customer_id", "recency_days")
        .doesNotContain("run_id");
    assertThatThrownBy(() -> mined.of("pupils")).hasMessageContaining("pupils");

    assertThat(run(new IngestJob()).accepted()).isZero();
    assertThat(run(new ValidateJob()).balances()).isTrue();
    assertThat(lake().count(Tables.ORDER_LINE)).isEqualTo(6);
  }

  private void linkFirstCustomer() {
    Date day = Date.valueOf("2026-01-31");
    lake()
        .append(
            Tables.CUSTOMER_LINK,
            TestSession.spark()
                .createDataFrame(
                    List.of(
                        RowFactory.create(
                            "crm", "GB|1", "c-0", Date.valueOf("2026-01-10"), day, "single", "r"),
                        RowFactory.create("crm", "GB|1", "c-1", day, null, "single", "r")),
                    lake().contract(Tables.CUSTOMER_LINK).schema()));
  }

  /** Rows as texts in their order; the hash of a row that is its own order reads {@code own}. */
  private static List<String> shown(Dataset<Row> rows, String... columns) {
    return texts(rows, columns).stream()
        .map(row -> row.replaceFirst("^[0-9a-f]{32}#1", "own"))
        .sorted()
        .toList();
  }
}
