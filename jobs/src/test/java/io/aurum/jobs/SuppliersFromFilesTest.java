package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.lake.TestSession;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.enrich.EnrichJob;
import io.aurum.jobs.golden.GoldenJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.validate.ValidateJob;
import java.io.IOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** From suppliers' files to golden customers and back, on rows worked by hand. */
class SuppliersFromFilesTest extends FromFiles {
  private static final LocalDate LICENSED = LocalDate.parse("2026-02-15");
  private static final LocalDate EXPIRED = LICENSED.plusDays(1);
  private static final String CONF =
      """
      sources {
        crm {
          path = "%1$s/crm.csv"
          delivery { key = id, known-at.column = seen }
          trust = 0.6
          columns {
            given_name = given, family_name = family, email = email, phone = phone
            birth_date = born, street = street, city = city
          }
        }
        acme {
          entity = supplier_record
          path = "%1$s/acme.csv"
          delivery { key = no, known-at.column = seen }
          trust = 0.9
          region = GB
          customer { source = crm, key = crm_no }
          columns {
            family_name = family, email = email, phone = phone
            birth_date { column = born, invalid = error }, street = street, city = city
          }
        }
        bolt {
          entity = supplier_record
          path = "%1$s/bolt.csv"
          delivery { key = customer, known-at.constant = 2026-01-20 }
          trust = 0.8
          customer.golden-id = customer
          columns.birth_date = born
        }
        idle {
          entity = supplier_record
          path = "%1$s/bolt.csv"
          delivery { key = customer, known-at.constant = 2026-01-20 }
          columns.birth_date = born
        }
      }
      defaults.source.region = GB
      attributes {
        given_name = given-name, family_name = family-name, email = email, phone = phone
        birth_date = birth-date, street = address-line, city = city
      }
      groups.address = [street, city]
      enrich.suppliers {
        acme {
          source = acme
          match = [[email], [phone, family_name]]
          verify = [family_name]
          fill = [birth_date, street, city]
          update = [street, city]
          licence-expires = 2026-02-15
          purpose = "direct mail"
        }
        bolt { source = bolt, fill = birth_date, purpose = "age checks" }
      }
      """;

  @Test
  void suppliersVerifyAndFillAsLongAsTheirLicenceLasts() throws IOException {
    deliver(
        "crm.csv",
        "id,given,family,email,phone,born,street,city,seen",
        "1,Ann,Lee,ann@mail.org,,1980-01-02,1 High Street,Leeds,2026-01-10",
        "2,Bob,Ray,bob@mail.org,,,,,2026-01-01",
        "3,Cid,Moe,cid@mail.org,,1970-05-05,2 Low Road,York,2025-01-01",
        "4,Dan,Poe,both@mail.org,,,,,2026-01-01",
        "5,Eve,Poe,both@mail.org,,,,,2026-01-01",
        "6,Fay,Orr,fay@mail.org,,,,,2026-01-01",
        "7,Gil,Ode,,+442079460011,,,,2026-01-01",
        "8,Hal,Upp,hal@mail.org,,,,Hull,2026-01-01");
    deliver(
        "acme.csv",
        "no,crm_no,family,email,phone,born,street,city,seen",
        "A1,,Lee,ann@mail.org,,1980-01-02,9 Park Row,Leeds,2026-01-05",
        "A2,,Ray,bob@mail.org,,1975-03-04,4 Hill Lane,Bath,2026-01-05",
        "A3,,Moe,cid@mail.org,,1971-05-05,5 New Lane,York,2026-01-05",
        "A4,,Poe,both@mail.org,,1999-09-09,,,2026-01-05",
        "A5,,Orr,fay@mail.org,,1990-01-01,,,2026-01-05",
        "A6,,Orr,fay@mail.org,,1991-01-01,,,2026-01-05",
        "A7,,Ode,gil@mail.org,020 7946 0011,1960-06-06,,,2026-01-05",
        "A8,8,Upp,ann@mail.org,,,3 Quay Street,Hull,2026-01-05",
        "A9,,Zed,zed@mail.org,,1955-05-05,,,2026-01-05",
        "A10,,Lee,ann@mail.org,,never,,,2026-01-05");
    deliver("bolt.csv", "customer,born", "c0,1980-01-02", "c2,1976-03-04", "c9,1950-01-01");
    asOf = LICENSED;
    configure(CONF.formatted(temp));
    run(new IngestJob());
    assertThat(figures(run(new ValidateJob()))).containsExactly(24L, 23L, 1L, 0L);
    assertThat(texts(Tables.QUARANTINE_RECORD, "source", "rule"))
        .containsExactly("acme|birth_date.not-a-date");
    link();

    JobResult enriched = run(new EnrichJob());

    assertThat(figures(enriched)).containsExactly(15L, 7L, 0L, 8L);
    assertThat(enriched.droppedReason())
        .hasValue(
            "2 rows fit no customer; 1 rows fit several customers; 2 rows contradict another"
                + " record of their supplier; 3 rows of sources that no supplier uses");
    assertThat(
            texts(Tables.SUPPLIER_LINK, "source_record_id", "status", "match_rule", "customer_id"))
        .containsExactly(
            "A1|matched|email|c1",
            "A2|matched|email|c2",
            "A3|matched|email|c3",
            "A4|ambiguous|email|null",
            "A5|contradicted|email|null",
            "A6|contradicted|email|null",
            "A7|matched|phone+family_name|c7",
            "A8|matched|reference|c8",
            "A9|unmatched|null|null",
            "c0|matched|reference|c1",
            "c0|unused|null|null",
            "c2|matched|reference|c2",
            "c2|unused|null|null",
            "c9|unmatched|null|null",
            "c9|unused|null|null");
    assertThat(
            texts(
                Tables.SUPPLIED_VALUE,
                "customer_id",
                "attribute",
                "supplier",
                "value",
                "comparison",
                "outcome"))
        .containsExactly(
            "c1|birth_date|acme|1980-01-02|equal|kept",
            "c1|birth_date|bolt|1980-01-02|equal|kept",
            "c1|city|acme|Leeds|equal|kept",
            "c1|family_name|acme|Lee|equal|kept",
            "c1|street|acme|9 Park Row|different|kept",
            "c2|birth_date|acme|1975-03-04|missing|filled",
            "c2|birth_date|bolt|1976-03-04|missing|kept",
            "c2|city|acme|Bath|missing|filled",
            "c2|family_name|acme|Ray|equal|kept",
            "c2|street|acme|4 Hill Lane|missing|filled",
            "c3|birth_date|acme|1971-05-05|near|kept",
            "c3|city|acme|York|equal|kept",
            "c3|family_name|acme|Moe|equal|kept",
            "c3|street|acme|5 New Lane|different|updated",
            "c7|birth_date|acme|1960-06-06|missing|filled",
            "c7|family_name|acme|Ode|equal|kept",
            "c8|city|acme|Hull|equal|kept",
            "c8|family_name|acme|Upp|equal|kept",
            "c8|street|acme|3 Quay Street|missing|filled");
    // Wilson, by hand: of 2 in 3 the interval is [0.2077, 0.9385], of 5 in 9 [0.2667, 0.8112].
    assertThat(
            texts(
                Tables.ENRICHMENT_AGREEMENT,
                "supplier",
                "attribute",
                "licence",
                "supplier_rows",
                "matched_rows",
                "ambiguous_rows",
                "unmatched_rows",
                "round(match_ci_lo, 4)",
                "customers",
                "compared",
                "agree",
                "near",
                "different",
                "round(agree_rate, 4)",
                "round(agree_ci_lo, 4)",
                "round(agree_ci_hi, 4)",
                "filled",
                "updated",
                "conflicting"))
        .containsExactly(
            "acme|birth_date|valid|9|5|3|1|0.2667|4|2|1|1|0|0.5|0.0945|0.9055|2|0|0",
            "acme|city|valid|9|5|3|1|0.2667|4|3|3|0|0|1.0|0.4385|1.0|1|0|0",
            "acme|family_name|valid|9|5|3|1|0.2667|5|5|5|0|0|1.0|0.5655|1.0|0|0|0",
            "acme|street|valid|9|5|3|1|0.2667|4|2|0|0|2|0.0|0.0|0.6576|2|1|1",
            "bolt|birth_date|valid|3|2|0|1|0.2077|2|1|1|0|0|1.0|0.2065|1.0|0|0|0");

    assertThat(figures(run(new GoldenJob()))).containsExactly(8L, 8L, 0L, 0L);
    List<String> golden = golden();
    assertThat(golden)
        .containsExactly(
            "c1|1980-01-02|1 High Street|Leeds|crm",
            "c2|1975-03-04|4 Hill Lane|Bath|crm",
            "c3|1970-05-05|5 New Lane|York|crm",
            "c4|null|null|null|crm",
            "c5|null|null|null|crm",
            "c6|null|null|null|crm",
            "c7|1960-06-06|null|null|crm",
            "c8|null|3 Quay Street|Hull|crm");
    assertThat(
            texts(
                lake().read(Tables.GOLDEN_LINEAGE).where("rule = 'enriched'"),
                "customer_id",
                "attribute",
                "winning_source",
                "winning_source_record_id",
                "candidates",
                "agreeing",
                "distinct_values",
                "to_json(runners_up)"))
        .containsExactly(
            "c2|birth_date|acme|A2|0|0|0|[]",
            "c2|city|acme|A2|0|0|0|[]",
            "c2|street|acme|A2|0|0|0|[]",
            "c3|street|acme|A3|1|0|1|[{\"value\":\"2 Low Road\",\"records\":1,\"best_source\":\"crm\"}]",
            "c7|birth_date|acme|A7|0|0|0|[]",
            "c8|street|acme|A8|0|0|0|[]");

    run(new EnrichJob());
    run(new GoldenJob());
    assertThat(golden()).isEqualTo(golden);

    asOf = EXPIRED;
    run(new GoldenJob());
    List<String> own = golden();
    assertThat(own)
        .contains(
            "c2|null|null|null|crm", "c3|1970-05-05|2 Low Road|York|crm", "c8|null|null|Hull|crm");
    assertThat(figures(run(new EnrichJob()))).containsExactly(15L, 2L, 0L, 13L);
    run(new GoldenJob());
    assertThat(golden())
        .as("the second supplier fills what the first may no longer")
        .contains("c2|1976-03-04|null|null|crm", "c3|1970-05-05|2 Low Road|York|crm");
    assertThat(
            texts(
                lake().read(Tables.ENRICHMENT_AGREEMENT).where("supplier = 'acme'"),
                "licence",
                "supplier_rows",
                "matched_rows",
                "match_rate",
                "compared",
                "filled"))
        .containsOnly("expired|9|0|null|0|0");
    assertThat(lake().read(Tables.CUSTOMER_LINK).where("source <> 'crm'").count()).isZero();

    deletesWhatIsNotLicensedAnyMore();
  }

  /** Ten delivered rows of acme: nine records and one in quarantine, at first also as a record. */
  private void deletesWhatIsNotLicensedAnyMore() {
    JobResult ingested = run(new IngestJob());
    assertThat(figures(ingested)).containsExactly(25L, 0L, 0L, 25L);
    assertThat(ingested.droppedReason())
        .hasValue(
            "14 rows in files delivered before; 11 rows deleted because their licence has ended");
    assertThat(ingested.notes()).containsExactly("source acme: not read, its licence has ended");
    run(new ValidateJob());
    for (TableSpec table :
        List.of(Tables.SOURCE_RECORD, Tables.QUARANTINE_RECORD, Tables.SUPPLIER_RECORD)) {
      assertThat(lake().read(table).where("source = 'acme'").count()).as(table.name()).isZero();
    }
    assertThat(figures(run(new EnrichJob()))).containsExactly(6L, 2L, 0L, 4L);
    assertThat(figures(run(new IngestJob())))
        .as("nothing is left to delete")
        .containsExactly(14L, 0L, 0L, 14L);
    asOf = LICENSED;
    assertThat(figures(run(new IngestJob()))).containsExactly(24L, 10L, 0L, 14L);
  }

  /** Every record is a customer; the first has had another id before. */
  private void link() {
    List<Row> links = new ArrayList<>();
    Date then = Date.valueOf("2026-01-10");
    Date since = Date.valueOf("2026-01-31");
    links.add(RowFactory.create("crm", "1", "c0", then, since, "single", "r"));
    for (int id = 1; id <= 8; id++) {
      links.add(RowFactory.create("crm", "" + id, "c" + id, since, null, "single", "r"));
    }
    lake()
        .append(
            Tables.CUSTOMER_LINK,
            TestSession.spark()
                .createDataFrame(links, lake().contract(Tables.CUSTOMER_LINK).schema()));
  }

  private List<String> golden() {
    return texts(
        Tables.GOLDEN_CUSTOMER, "customer_id", "birth_date", "street", "city", "source_names");
  }

  private static List<Long> figures(JobResult result) {
    return List.of(result.rowsIn(), result.accepted(), result.quarantined(), result.dropped());
  }
}
