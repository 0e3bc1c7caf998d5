package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Kinds;
import io.aurum.common.series.Decomposition;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The generated customers and their doings are like real ones, and hold the planted patterns. */
@Tag("fast")
class DemoRealismTest {
  private static final int CUSTOMERS = 2_000;
  private static final Generated DATA = Generated.of(CUSTOMERS, 42);
  private static final List<Customer> PEOPLE = people();

  @Test
  void recordsPerCustomerAreAsInRetail() {
    long records = DATA.rows("truth/records.csv").size();

    assertThat((double) records / CUSTOMERS).isBetween(2.5, 3.0);
  }

  @Test
  void everyContactIsValidForItsKind() {
    Set<String> bad = new HashSet<>();
    for (Customer customer : PEOPLE) {
      if (issue("phone", customer.phone(), customer)
          || issue("email", customer.email(), customer)) {
        bad.add(customer.country() + " " + customer.phone().substring(0, 5));
      }
      if (issue("postal-code", customer.address().postalCode(), customer)) {
        bad.add(customer.country() + " " + customer.address().postalCode());
      }
    }
    assertThat(bad).isEmpty();
  }

  @Test
  void mailboxesAreSharedByCouplesAlone() {
    long shared =
        PEOPLE.stream()
            .collect(Collectors.groupingBy(Customer::email, Collectors.counting()))
            .values()
            .stream()
            .filter(owners -> owners > 1)
            .count();
    long planted =
        DATA.rows("truth/planted.csv").stream()
            .filter(row -> row.get("kind").equals("shared-email"))
            .count();

    assertThat(shared).isEqualTo(planted);
  }

  @Test
  void namesAndCitiesAreSkewed() {
    Map<String, Long> families =
        PEOPLE.stream()
            .filter(customer -> customer.country() == Country.GB && !customer.organisation())
            .collect(Collectors.groupingBy(c -> c.family().latin(), Collectors.counting()));
    List<Long> counts = new ArrayList<>(families.values());
    Collections.sort(counts);

    assertThat(families.size()).isGreaterThan(60);
    assertThat(counts.get(counts.size() - 1)).isGreaterThan(8 * counts.get(counts.size() / 2));
  }

  @Test
  void womenBearTheFeminineFormOfSlavicNames() {
    assertThat(Country.RU.feminine(Word.of("Иванов", "Ivanov")))
        .isEqualTo(Word.of("Иванова", "Ivanova"));
    assertThat(Country.RU.feminine(Word.of("Вяземский", "Vyazemskiy")))
        .isEqualTo(Word.of("Вяземская", "Vyazemskaya"));
    assertThat(Country.PL.feminine(Word.of("Wiśniewski", "Wisniewski")))
        .isEqualTo(Word.of("Wiśniewska", "Wisniewska"));
  }

  @Test
  void eventsStayModerate() {
    long lines = DATA.in("events").stream().mapToLong(path -> DATA.lines(path).size()).sum();

    assertThat(lines).isBetween(15L * CUSTOMERS, 40L * CUSTOMERS);
  }

  @Test
  void eventsBelongToRecordsOfTheTruth() throws IOException {
    Set<String> keys =
        DATA.rows("truth/records.csv").stream()
            .map(row -> row.get("source") + "|" + row.get("key"))
            .collect(Collectors.toSet());

    for (Map<String, String> row : DATA.rows("events/order_lines.csv")) {
      assertThat(keys).contains(row.get("source") + "|" + row.get("customer_key"));
    }
    for (String line : DATA.lines("events/web.jsonl")) {
      assertThat(keys)
          .contains("web_shop|" + new ObjectMapper().readTree(line).get("customer").asText());
    }
  }

  @Test
  void theCampaignMakesItsProductJumpInItsMarketAlone() throws IOException {
    JsonNode jump = patterns().get("sales_jump");
    long inMarket = 0;
    long elsewhere = 0;
    for (Map<String, String> row : sold()) {
      String day = row.get("ordered_at").substring(0, 10);
      boolean during =
          day.compareTo(jump.get("from").asText()) >= 0
              && day.compareTo(jump.get("to").asText()) <= 0;
      if (during && row.get("product_id").equals(jump.get("product_id").asText())) {
        boolean market = row.get("country").equals("DE") && row.get("channel").equals("web");
        inMarket += market ? 1 : 0;
        elsewhere += market ? 0 : 1;
      }
    }
    assertThat(inMarket).isGreaterThan(20);
    assertThat(elsewhere).isLessThan(inMarket / 2);
  }

  @Test
  void whatIsOutOfStockIsNotSold() throws IOException {
    JsonNode planted = patterns().get("stock_out");
    LocalDate from = LocalDate.parse(planted.get("from").asText());
    LocalDate to = LocalDate.parse(planted.get("to").asText());
    Map<Boolean, Long> sold =
        sold().stream()
            .filter(row -> row.get("product_id").equals(planted.get("product_id").asText()))
            .map(row -> LocalDate.parse(row.get("ordered_at").substring(0, 10)))
            .filter(day -> !day.isBefore(from.minusDays(100)) && !day.isAfter(to.plusDays(100)))
            .collect(
                Collectors.partitioningBy(
                    day -> !day.isBefore(from) && !day.isAfter(to), Collectors.counting()));

    assertThat(sold.get(true)).isZero();
    assertThat(sold.get(false)).isGreaterThan(100);
  }

  @Test
  void companionsAreBoughtTogether() throws IOException {
    Map<String, Set<String>> baskets = new HashMap<>();
    sold()
        .forEach(
            row ->
                baskets
                    .computeIfAbsent(row.get("order_id"), id -> new HashSet<>())
                    .add(row.get("product_id")));
    for (JsonNode rule : patterns().get("association_rules")) {
      String product = rule.get("if").asText();
      String companion = rule.get("then").asText();
      long with = baskets.values().stream().filter(b -> b.contains(product)).count();
      long both =
          baskets.values().stream()
              .filter(b -> b.contains(product) && b.contains(companion))
              .count();
      assertThat((double) both / with).as(product).isBetween(0.45, 0.70);
    }
  }

  /** What the decomposition makes of the orders of each day is what was planted. */
  @Test
  void saturdaysAreThoseOfTheTruth() throws IOException {
    LocalDate first = Generated.AS_OF.minusYears(2);
    double[] orders = new double[(int) (Generated.AS_OF.toEpochDay() - first.toEpochDay()) + 1];
    sold().stream()
        .collect(
            Collectors.toMap(
                row -> row.get("order_id"),
                row -> row.get("ordered_at").substring(0, 10),
                (a, b) -> a))
        .values()
        .forEach(day -> orders[(int) (LocalDate.parse(day).toEpochDay() - first.toEpochDay())]++);

    Decomposition parts = Decomposition.of(orders, List.of(7));

    double saturday =
        IntStream.range(0, orders.length)
            .filter(day -> first.plusDays(day).getDayOfWeek() == DayOfWeek.SATURDAY)
            .mapToDouble(day -> 1 + parts.season()[day] / parts.trend()[day])
            .average()
            .orElseThrow();
    double planted = patterns().at("/season/saturday_factor").asDouble();
    assertThat(saturday).isBetween(planted - 0.1, planted + 0.1);
  }

  @Test
  void whatComesBackWasBoughtAndCountsInTheTruth() throws IOException {
    Map<String, Integer> bought = new HashMap<>();
    sold().forEach(row -> bought.merge(key(row, row.get("order_id")), pieces(row), Integer::sum));
    List<Map<String, String>> returned =
        DATA.rows("events/order_lines.csv").stream().filter(row -> pieces(row) < 0).toList();

    assertThat(returned).hasSize(patterns().at("/returns/lines").asInt());
    assertThat((double) returned.size() / sold().size()).isBetween(0.05, 0.065);
    for (Map<String, String> row : returned) {
      assertThat(bought.get(key(row, row.get("returned_order")))).isEqualTo(-pieces(row));
    }
  }

  private static String key(Map<String, String> row, String order) {
    return order + " " + row.get("product_id");
  }

  private static int pieces(Map<String, String> row) {
    return Integer.parseInt(row.get("quantity"));
  }

  /** Order lines but for those that came back. */
  private static List<Map<String, String>> sold() {
    return DATA.rows("events/order_lines.csv").stream().filter(row -> pieces(row) > 0).toList();
  }

  @Test
  void guidesLeadToEachOther() throws IOException {
    Map<String, Set<String>> visits = new HashMap<>();
    for (String line : DATA.lines("events/web.jsonl")) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.get("type").asText().equals("read")) {
        visits
            .computeIfAbsent(event.get("session").asText(), id -> new HashSet<>())
            .add(event.get("page").asText());
      }
    }
    for (JsonNode lead : patterns().get("reading")) {
      long read = visits.values().stream().filter(v -> v.contains(lead.get("if").asText())).count();
      long both =
          visits.values().stream()
              .filter(v -> v.contains(lead.get("if").asText()))
              .filter(v -> v.contains(lead.get("then").asText()))
              .count();
      assertThat((double) both / read).as(lead.toString()).isBetween(0.5, 0.7);
    }
  }

  @Test
  void lateDeliveriesRaiseChurn() {
    Map<String, String> churned = new HashMap<>();
    DATA.rows("truth/behaviour.csv")
        .forEach(row -> churned.put(row.get("person_id"), row.get("churned_on")));
    Map<String, String> people = new HashMap<>();
    DATA.rows("truth/records.csv")
        .forEach(row -> people.put(row.get("source") + "|" + row.get("key"), row.get("person_id")));
    Map<Boolean, long[]> months = new TreeMap<>(Map.of(true, new long[2], false, new long[2]));
    LocalDate first = Generated.AS_OF.minusYears(2);
    Map<String, Set<Integer>> late = new HashMap<>();
    for (Map<String, String> row : DATA.rows("events/order_lines.csv")) {
      if (row.get("delivered_on").compareTo(row.get("promised_on")) > 0) {
        String person = people.get(row.get("source") + "|" + row.get("customer_key"));
        int month = month(first, row.get("ordered_at").substring(0, 10));
        late.computeIfAbsent(person, id -> new HashSet<>()).add(month);
      }
    }
    churned.forEach(
        (person, day) -> {
          int end = day.isEmpty() ? 23 : month(first, day);
          for (int month = 0; month <= end; month++) {
            int now = month;
            boolean afterLate =
                late.getOrDefault(person, Set.of()).stream()
                    .anyMatch(then -> then < now && now - then <= 3);
            months.get(afterLate)[0]++;
            months.get(afterLate)[1] += month == end && !day.isEmpty() ? 1 : 0;
          }
        });
    double hazardAfterLate = (double) months.get(true)[1] / months.get(true)[0];
    double hazardOtherwise = (double) months.get(false)[1] / months.get(false)[0];

    assertThat(hazardAfterLate / hazardOtherwise).isBetween(1.5, 5.0);
  }

  @Test
  void oddCustomersOfEveryKindArePlanted() {
    Map<String, Long> odd =
        Generated.of(500, 42).rows("truth/behaviour.csv").stream()
            .collect(Collectors.groupingBy(row -> row.get("odd"), Collectors.counting()));

    assertThat(odd.get("bot")).isGreaterThanOrEqualTo(5);
    assertThat(odd.get("vip")).isGreaterThanOrEqualTo(5);
    assertThat(odd.get("test-account")).isGreaterThanOrEqualTo(5);
  }

  private static int month(LocalDate first, String day) {
    return (int) first.until(LocalDate.parse(day), java.time.temporal.ChronoUnit.MONTHS);
  }

  private static JsonNode patterns() throws IOException {
    return new ObjectMapper().readTree(DATA.text("truth/patterns.json"));
  }

  private static boolean issue(String kind, String value, Customer customer) {
    KindContext context =
        new KindContext(
            Optional.of(customer.country().name()),
            Optional.empty(),
            Optional.empty(),
            Generated.AS_OF);
    Kind declared = Kinds.byName(kind).orElseThrow();
    return declared.standardise(value, context).issue() != null;
  }

  private static List<Customer> people() {
    Population population = new Population(new DemoSettings(CUSTOMERS, 42, Generated.AS_OF));
    List<Customer> people = new ArrayList<>();
    population.forEachRemaining(unit -> people.addAll(unit.customers()));
    return people;
  }
}
