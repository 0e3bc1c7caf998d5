package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.cluster.ClusterJob;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Without a history segments keep the numbers that they were published under. Groups of customers
 * lie far from each other; those of one have the same letter.
 */
class SegmentNumbersTest extends FromFiles {
  private static final LocalDate JANUARY = LocalDate.parse("2026-01-31");
  private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-28");
  private static final LocalDate MARCH = LocalDate.parse("2026-03-31");
  private static final LocalDate APRIL = LocalDate.parse("2026-04-30");

  private static final String CONF =
      """
      sources.crm { path = "%s/crm.csv", delivery.key = id, columns.email = email }
      attributes.email = email
      cluster.buyers {
        table = customer_rfm, features = [frequency, monetary_amount], draws = 20
        methods = [k-means], clusters { least = 3, most = 3 }
      }
      """;

  /** Where the customers of a group lie: orders, and what is spent. */
  private static final Map<Character, int[]> CENTRES =
      Map.of('a', at(20, 200), 'b', at(100, 1_000), 'c', at(20, 1_000), 'd', at(100, 200));

  @BeforeEach
  void setUp() throws IOException {
    deliver("crm.csv", "id,email");
    configure(CONF.formatted(temp));
  }

  @Test
  void segmentsKeepTheNumbersThatTheyWerePublishedUnder() {
    publish(JANUARY, List.of(group('a', 0, 60), group('b', 0, 50), group('c', 0, 40)));
    assertThat(sizes()).containsExactly("1|a|60", "2|b|50", "3|c|40");
    assertThat(migration()).isEmpty();

    publish(FEBRUARY, List.of(group('a', 20, 60), group('b', 0, 50), group('c', 0, 70)));
    List<String> february = memberships();
    assertThat(sizes()).as("the largest is still 3").containsExactly("1|a|40", "2|b|50", "3|c|70");
    assertThat(migration())
        .containsExactly(
            "(new)|3|30|30|2026-01-31",
            "1|1|40|40|2026-01-31",
            "2|2|50|50|2026-01-31",
            "3|3|40|40|2026-01-31");

    publish(MARCH, List.of(group('a', 20, 60), group('c', 0, 70), group('d', 0, 45)));
    assertThat(sizes()).containsExactly("1|a|40", "3|c|70", "4|d|45");

    publish(APRIL, List.of(group('a', 20, 60), group('b', 0, 50), group('d', 0, 45)));
    assertThat(sizes())
        .as("2 had gone; who comes back is a segment of its own")
        .containsExactly("1|a|40", "4|d|45", "5|b|50");

    rerun(FEBRUARY);
    assertThat(memberships()).as("whatever came later").isEqualTo(february);
    rerun(JANUARY);
    assertThat(sizes()).containsExactly("1|a|60", "2|b|50", "3|c|40");
    assertThat(migration()).isEmpty();
  }

  @Test
  void aMergedCustomerWasWhereMostOfItsRecordsWere() {
    publish(JANUARY, List.of(group('a', 0, 60), group('b', 0, 50), group('c', 0, 40)));
    List<Map<String, Object>> links = new ArrayList<>();
    links.addAll(merged("x1", 1, "c0"));
    links.addAll(merged("x1", 2, "c1"));
    links.addAll(merged("x2", 2, "a0"));
    links.addAll(merged("x2", 1, "b0"));
    links.addAll(merged("b1", 3, "a1"));
    links.add(link("own", "b1", JANUARY, null));
    write(Tables.CUSTOMER_LINK, links);

    publish(
        FEBRUARY,
        List.of(
            group('a', 2, 60),
            group('b', 1, 50),
            group('c', 2, 40),
            Stream.of(customer("x1", 'c', 0), customer("x2", 'b', 0))));

    assertThat(
            texts(
                lake()
                    .read(Tables.SEGMENT_MEMBERSHIP)
                    .where("family = 'cluster' and customer_id in ('x1', 'x2', 'b1')"),
                "customer_id",
                "segment",
                "previous_segment"))
        .containsExactly("b1|2|2", "x1|3|3", "x2|2|1");
  }

  /** Runs the search on customers of a date. */
  private void publish(LocalDate date, List<Stream<Map<String, Object>>> groups) {
    asOf = date;
    write(Tables.CUSTOMER_RFM, groups.stream().flatMap(group -> group).toList());
    run(new ClusterJob());
  }

  private void rerun(LocalDate date) {
    asOf = date;
    run(new ClusterJob());
  }

  /** Customers of a group, by their numbers. */
  private Stream<Map<String, Object>> group(char letter, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> customer("" + letter + i, letter, i));
  }

  private Map<String, Object> customer(String id, char letter, int i) {
    Map<String, Object> row = filled(Tables.CUSTOMER_RFM);
    int[] centre = CENTRES.get(letter);
    row.put("customer_id", id);
    row.put("frequency", (long) centre[0] + i % 7);
    row.put("monetary_amount", BigDecimal.valueOf(centre[1] + 10L * (i % 11)).setScale(2));
    return row;
  }

  /** A row whose columns all say something. */
  private Map<String, Object> filled(TableSpec table) {
    Map<String, Object> row = new HashMap<>();
    for (StructField field : lake().contract(table).schema().fields()) {
      row.put(
          field.name(),
          switch (field.dataType().typeName()) {
            case "integer" -> 1;
            case "long" -> 1L;
            case "string" -> "any";
            default -> BigDecimal.ONE.setScale(2);
          });
    }
    return row;
  }

  /** Links of a customer's records, which belong to another one since February. */
  private static List<Map<String, Object>> merged(String into, int records, String customer) {
    return IntStream.range(0, records)
        .boxed()
        .flatMap(
            r ->
                Stream.of(
                    link(customer + "-" + r, customer, JANUARY, FEBRUARY),
                    link(customer + "-" + r, into, FEBRUARY, null)))
        .toList();
  }

  private static Map<String, Object> link(
      String record, String customer, LocalDate from, LocalDate until) {
    Map<String, Object> row = new HashMap<>();
    row.put("source", "crm");
    row.put("source_record_id", record);
    row.put("customer_id", customer);
    row.put("effective_from", Date.valueOf(from));
    row.put("effective_to", until == null ? null : Date.valueOf(until));
    row.put("link_method", "model");
    return row;
  }

  private static int[] at(int orders, int spent) {
    return new int[] {orders, spent};
  }

  /** Number, group and size of each cluster. */
  private List<String> sizes() {
    return texts(
        lake()
            .read(Tables.SEGMENT_MEMBERSHIP)
            .where("family = 'cluster'")
            .selectExpr("segment", "left(customer_id, 1) as letter")
            .groupBy("segment", "letter")
            .count(),
        "segment",
        "letter",
        "count");
  }

  private List<String> migration() {
    return texts(
        Tables.SEGMENT_MIGRATION, "from_segment", "to_segment", "moved", "n", "previous_on");
  }

  private List<String> memberships() {
    return texts(
        Tables.SEGMENT_MEMBERSHIP,
        "family",
        "customer_id",
        "segment",
        "segment_name",
        "previous_segment");
  }
}
