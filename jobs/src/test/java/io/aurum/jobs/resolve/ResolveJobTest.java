package io.aurum.jobs.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aurum.common.lake.Commit;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.JobResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is found to be whom among a crowd whose every member is known. */
class ResolveJobTest {
  private static final String KNOWN_AT = "2025-01-01T00:00:00Z";
  private static final String[] GIVEN = {
    "Ann", "Bertram", "Clara", "Dorian", "Edith", "Floyd", "Greta", "Hamish", "Imogen", "Jasper"
  };
  private static final String[] FAMILY = {
    "Abbott", "Bramley", "Coverdale", "Dunmore", "Eccles", "Farnham", "Gladwin", "Hollis",
    "Ingram", "Jardine", "Kirkby", "Lockwood", "Marlowe", "Nesbitt", "Oakley", "Pemberton"
  };
  private static final int PEOPLE = GIVEN.length * FAMILY.length;

  /** Distance of the members of the crowd that have a copy, which lacks the city. */
  private static final int COPIED = 4;

  private static final int VISITORS = 30;

  @TempDir static Path out;

  private static CustomerFixture world;
  private static JobResult result;
  private static Map<String, Map<String, String>> links;

  @BeforeAll
  static void resolveOnce() {
    world = world("crowd");
    world.writeRecords(records());
    result = new ResolveJob().run(world.context());
    links = world.read(Tables.CUSTOMER_LINK, "source", "source_record_id");
  }

  private static CustomerFixture world(String folder) {
    return new CustomerFixture(out.resolve(folder))
        .attribute("given_name", "given-name")
        .attribute("family_name", "family-name")
        .attribute("full_name", "full-name")
        .attribute("birth_date", "birth-date")
        .attribute("city", "city")
        .attribute("gender", "gender")
        .attribute("cookie", "cookie")
        .attribute("account", "account-id");
  }

  private static List<Map<String, Object>> records() {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      String given = GIVEN[person % GIVEN.length];
      String family = FAMILY[person / GIVEN.length];
      String birthDate = birthDate(person);
      String city = "Town" + person % 13;
      records.add(
          record(
              "person-" + person,
              "given_name",
              given,
              "family_name",
              family,
              "birth_date",
              birthDate,
              "city",
              city));
      if (person % COPIED == 0) {
        records.add(
            record(
                "copy-" + person,
                "given_name",
                given,
                "family_name",
                family,
                "birth_date",
                birthDate));
      }
    }
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      records.add(record("gender-" + visitor, "gender", visitor % 2 == 0 ? "female" : "male"));
      records.add(record("cookie-" + visitor, "cookie", "browser-" + visitor));
    }
    records.add(
        record("full-name", "full_name", "Floyd Lockwood", "birth_date", birthDate(personNamed())));
    records.add(
        record(
            "maiden",
            "given_name",
            "Zoe",
            "family_name",
            "Quill",
            "birth_date",
            "1961-03-05",
            "account",
            "K-1"));
    records.add(
        record(
            "married",
            "given_name",
            "Xenia",
            "family_name",
            "Vance",
            "birth_date",
            "1999-12-24",
            "account",
            "K-1"));
    records.add(record("bare-account", "account", "K-2"));
    records.add(record("bare-account-again", "account", "K-2"));
    for (String id : List.of("twin", "twin-again")) {
      records.add(
          record(
              id,
              "given_name",
              "Ulric",
              "family_name",
              "Thackeray",
              "birth_date",
              "1970-07-07",
              "city",
              "Whitby"));
    }
    return records;
  }

  /** The person of the crowd that the record with a full name belongs to; has no copy. */
  private static int personNamed() {
    int person =
        Arrays.asList(FAMILY).indexOf("Lockwood") * GIVEN.length
            + Arrays.asList(GIVEN).indexOf("Floyd");
    assertThat(person % COPIED).isNotZero();
    return person;
  }

  private static String birthDate(int person) {
    return "%d-%02d-%02d".formatted(1940 + person * 7 % 60, 1 + person % 12, 1 + person * 5 % 28);
  }

  private static Map<String, Object> record(String id, String... cells) {
    return world("records").record("crm", id, KNOWN_AT, "person", cells);
  }

  @Test
  void copiesAreFoundAndStrangersAreNotWelded() {
    for (int person = 0; person < PEOPLE; person += COPIED) {
      assertThat(customer("copy-" + person)).isEqualTo(customer("person-" + person));
      assertThat(method("copy-" + person)).isEqualTo("model");
    }
    Set<String> people = new HashSet<>();
    for (int person = 0; person < PEOPLE; person++) {
      people.add(customer("person-" + person));
    }
    assertThat(people).hasSize(PEOPLE);
  }

  @Test
  void aHardIdentifierForcesALinkAlthoughAllElseDiffers() {
    assertThat(customer("maiden")).isEqualTo(customer("married"));
    assertThat(method("maiden")).isEqualTo("exact");
    assertThat(decision("maiden", "married")).isEqualTo("forced");
    assertThat(customer("bare-account")).isEqualTo(customer("bare-account-again"));
    assertThat(customer("bare-account")).isNotEqualTo(customer("maiden"));
  }

  @Test
  void equalRecordsAreOneCustomerOnlyIfTheyConvince() {
    assertThat(customer("twin")).isEqualTo(customer("twin-again"));
    assertThat(method("twin")).isEqualTo("exact");
    assertThat(decision("twin", "twin-again")).isEqualTo("link");
    Set<String> visitors = new HashSet<>();
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      visitors.add(customer("gender-" + visitor));
      assertThat(method("gender-" + visitor)).isEqualTo("single");
    }
    assertThat(visitors).hasSize(VISITORS);
  }

  @Test
  void aFullNameFillsInForMissingNames() {
    assertThat(customer("full-name")).isEqualTo(customer("person-" + personNamed()));
  }

  @Test
  void anonymousVisitorsWithDifferentCookiesStayApart() {
    Set<String> visitors = new HashSet<>();
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      visitors.add(customer("cookie-" + visitor));
    }
    assertThat(visitors).hasSize(VISITORS);
  }

  @Test
  void theEvidenceOfAPairSumsExactlyToItsWeight() {
    List<Row> pairs = world.lake().read(Tables.MATCH_PAIR).collectAsList();
    assertThat(pairs)
        .isNotEmpty()
        .allSatisfy(
            pair -> {
              double bits =
                  Stream.of(pair.<String>getAs("attribute_bits").split("\\|"))
                      .mapToDouble(Double::parseDouble)
                      .sum();
              double weight = pair.getAs("weight_bits");
              assertThat(pair.<Double>getAs("prior_bits") + bits).isEqualTo(weight);
              assertThat(pair.<Double>getAs("match_score"))
                  .isEqualTo(1 / (1 + Math.pow(2, -weight)), within(1e-12));
              assertThat(pair.<String>getAs("agreement_pattern").split("\\.")).hasSize(6);
            });
  }

  @Test
  void theModelIsOneOfProbabilities() {
    Map<String, Double> m = new TreeMap<>();
    Map<String, Double> u = new TreeMap<>();
    for (Row row : world.lake().read(Tables.MATCH_MODEL).collectAsList()) {
      String levels = row.getAs("attribute") + " given " + row.getAs("given_level");
      m.merge(levels, row.<Double>getAs("m_probability"), Double::sum);
      u.merge(levels, row.<Double>getAs("u_probability"), Double::sum);
    }
    assertThat(m.keySet()).contains("given_name given (any)", "cookie given (any)");
    assertThat(m.keySet()).noneMatch(levels -> levels.startsWith("account"));
    assertThat(m.values()).allSatisfy(sum -> assertThat(sum).isEqualTo(1, within(1e-9)));
    assertThat(u.values()).allSatisfy(sum -> assertThat(sum).isEqualTo(1, within(1e-9)));
  }

  @Test
  void nothingIsGivenUpWhereAllBlocksAreSmall() {
    assertThat(world.lake().read(Tables.BLOCKING_AUDIT).collectAsList())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.<Long>getAs("purged_blocks")).isZero();
              assertThat(row.<Double>getAs("estimated_recall_lost_rate")).isZero();
            });
  }

  @Test
  void everyRecordHasOneLinkAndTheBooksBalance() {
    int records = PEOPLE + PEOPLE / COPIED + 2 * VISITORS + 7;
    assertThat(result.rowsIn()).isEqualTo(records);
    assertThat(result.accepted()).isEqualTo(records);
    assertThat(result.balances()).isTrue();
    assertThat(links).hasSize(records);
    assertThat(result.commits())
        .extracting(Commit::table)
        .containsExactlyInAnyOrder(
            "match_model",
            "blocking_audit",
            "match_pair",
            "customer_link",
            "identity_event",
            "identity_stat");
  }

  @Test
  void theStatisticsAreThoseOfTheLinks() {
    long customers =
        links.values().stream().map(link -> link.get("customer_id")).distinct().count();
    Row stat = world.lake().read(Tables.IDENTITY_STAT).head();
    assertThat(stat.<Long>getAs("records")).isEqualTo(links.size());
    assertThat(stat.<Long>getAs("customers"))
        .isEqualTo(customers)
        .isEqualTo(PEOPLE + 2 * VISITORS + 3);
    assertThat(stat.<Double>getAs("duplicate_rate"))
        .isEqualTo(1 - (double) customers / links.size());
    assertThat(stat.<Long>getAs("size_max")).isEqualTo(2);
    assertThat(stat.<Long>getAs("size_p50")).isEqualTo(1);
    assertThat(stat.<Double>getAs("expected_precision_rate")).isBetween(0.9, 1.0);
  }

  @Test
  void aRerunCommitsNoStateAndPublishesTheSame() {
    CustomerFixture again = world("again");
    List<Map<String, Object>> records = records().subList(0, 60);
    again.writeRecords(records);
    new ResolveJob().run(again.context());
    List<List<String>> published = published(again);
    Collections.reverse(records);
    again.nextRun("run-1").writeRecords(records);
    JobResult rerun = new ResolveJob().run(again.context());
    assertThat(rerun.balances()).isTrue();
    assertThat(rerun.commits())
        .extracting(Commit::table)
        .containsExactlyInAnyOrder("match_model", "blocking_audit", "match_pair", "identity_stat");
    assertThat(published(again)).isEqualTo(published);
  }

  private static List<List<String>> published(CustomerFixture world) {
    return Stream.of(
            Tables.MATCH_MODEL, Tables.BLOCKING_AUDIT, Tables.MATCH_PAIR, Tables.IDENTITY_STAT)
        .map(
            table ->
                world.lake().read(table).collectAsList().stream()
                    .map(Row::toString)
                    .sorted()
                    .toList())
        .toList();
  }

  @Test
  void noRecordsGiveNoCustomers() {
    CustomerFixture empty = world("empty");
    empty.writeRecords(List.of());
    JobResult nothing = new ResolveJob().run(empty.context());
    assertThat(nothing.balances()).isTrue();
    assertThat(empty.lake().exists(Tables.CUSTOMER_LINK)).isTrue();
    assertThat(empty.lake().count(Tables.CUSTOMER_LINK)).isZero();
    assertThat(empty.lake().read(Tables.IDENTITY_STAT).head().<Long>getAs("customers")).isZero();
  }

  private static String customer(String id) {
    return links.get("crm/" + id).get("customer_id");
  }

  private static String method(String id) {
    return links.get("crm/" + id).get("link_method");
  }

  private static String decision(String idA, String idB) {
    return world.lake().read(Tables.MATCH_PAIR).collectAsList().stream()
        .filter(
            pair ->
                Set.of(idA, idB)
                    .equals(
                        Set.of(
                            pair.<String>getAs("source_record_id_1"),
                            pair.<String>getAs("source_record_id_2"))))
        .map(pair -> pair.<String>getAs("decision"))
        .findFirst()
        .orElseThrow();
  }
}
