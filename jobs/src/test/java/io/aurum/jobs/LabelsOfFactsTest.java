package io.aurum.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.TaskSettings;
import io.aurum.common.snapshot.Futures;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Tables;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Labels that are taken of facts, worked by hand: what happens in November 2025, of customers as
 * they were known by the end of October.
 */
class LabelsOfFactsTest extends FromFiles {
  private static final LocalDate CUT = LocalDate.parse("2025-10-31");

  private static final String CONF =
      """
      sources {
        crm {
          path = "%1$s/crm.csv"
          delivery { key = no, known-at.constant = 2025-03-01 }
          columns { account_id = no }
        }
        orders {
          entity = order_line, path = "%1$s/crm.csv"
          delivery.known-at.column = at, customer { source = crm, key = no }
          columns {
            order_id = order, ordered_at = at, product_id = item, quantity = qty, unit_price = price
          }
        }
        tickets {
          entity = ticket, path = "%1$s/crm.csv"
          delivery.known-at.column = at, customer { source = crm, key = no }
          columns { ticket_id = ticket, opened_at = at }
        }
      }
      attributes { account_id = account-id }
      purchases { currency = EUR, rates { USD = 0.5 } }
      tasks.asked {
        job = %2$s, table = customer_profile, features = [orders, tickets]
        label { within-days = 30, snapshots = [2025-10-31], %3$s }
      }
      """;

  private final List<Map<String, Object>> orders = new ArrayList<>();
  private final List<Map<String, Object>> tickets = new ArrayList<>();

  @Test
  void whatHappensInTheDaysIsWhatTheFactsOfThoseDaysSay() throws IOException {
    deliver("crm.csv", "no");
    configure(CONF.formatted(temp, "classify", "entity = order_line, take = any"));
    customers();
    shop();
    ask();

    assertThat(told("classify", "entity = order_line, take = any, where = \"product_id = 'wine'\""))
        .containsExactly("A|1.0", "B|0.0", "C|0.0", "E|0.0", "F|0.0");
    assertThat(told("churn", "entity = order_line, take = none, of = buyers"))
        .containsExactly("A|0.0", "C|1.0");
    assertThat(told("classify", "entity = order_line, take = any, of = leads"))
        .containsExactly("B|1.0", "E|0.0", "F|0.0");
    assertThat(told("classify", "entity = order_line, take = any, active-within-days = 5"))
        .containsExactly("C|0.0");
    assertThat(told("regress", "entity = order_line, take = sum, column = amount"))
        .as("20 and 10 USD of A, less a return of 3")
        .containsExactly("A|22.0", "B|7.0", "C|0.0", "E|0.0", "F|0.0");
    assertThat(told("regress", "entity = order_line, take = distinct, column = order_id"))
        .containsExactly("A|2.0", "B|1.0", "C|0.0", "E|0.0", "F|0.0");
    assertThat(
            told(
                "regress",
                "entity = order_line, take = count, where = \"not is_return\", of = buyers"))
        .containsExactly("A|2.0", "C|0.0");
    assertThat(told("classify", "entity = ticket, take = any"))
        .containsExactly("A|1.0", "B|1.0", "C|0.0", "E|0.0", "F|0.0");
    assertThat(told("classify", "entity = ticket, take = any, where = \"closed_at is not null\""))
        .as("that of B was closed when the days had passed")
        .containsExactly("A|1.0", "B|0.0", "C|0.0", "E|0.0", "F|0.0");
    assertThat(futures().beginning()).contains(LocalDate.parse("2025-11-05"));
    assertThat(texts(futures().at(List.of(asOf)), "customer_id", "target"))
        .as("of today nothing is known yet")
        .containsExactly("A|null", "B|null", "C|null", "D|null", "E|null", "F|null");
  }

  private List<String> told(String job, String label) throws IOException {
    configure(CONF.formatted(temp, job, label));
    return texts(futures().at(List.of(CUT)), "customer_id", "target");
  }

  private Futures futures() {
    TaskSettings task = settings.tasks().get(0);
    return new Futures(lake(), run(), settings, task.future().orElseThrow(), run().asOf());
  }

  /** D is known from November on. */
  private void customers() {
    List<Map<String, Object>> customers = new ArrayList<>();
    List<Map<String, Object>> links = new ArrayList<>();
    for (String no : List.of("A", "B", "C", "D", "E", "F")) {
      Instant first =
          Instant.parse(no.equals("D") ? "2025-11-05T00:00:00Z" : "2025-10-01T00:00:00Z");
      Map<String, Object> customer = new HashMap<>();
      customer.put("customer_id", no);
      customer.put("account_id", no);
      customer.put("profile_kind", "person");
      customer.put("status", "active");
      customer.put("sources", 1);
      customer.put("records", 1);
      customer.put("source_names", "crm");
      customer.put("first_seen", first);
      customer.put("last_seen", first);
      customers.add(customer);
      links.add(
          Map.of(
              "source",
              "crm",
              "source_record_id",
              no,
              "customer_id",
              no,
              "effective_from",
              LocalDate.parse("2025-10-01"),
              "link_method",
              "exact"));
    }
    write(Tables.GOLDEN_CUSTOMER, customers);
    write(Tables.CUSTOMER_LINK, links);
  }

  /** The orders of E and F became known later than they were made. */
  private void shop() {
    order("A", "o0", "2025-10-10T12:00:00Z", "wine", "10.00");
    order("A", "o1", "2025-11-01T00:00:00Z", "wine", "20.00");
    order("A", "o2", "2025-11-30T23:59:59Z", "bread", "10.00").put("currency", "USD");
    order("A", "o2", "2025-11-30T12:00:00Z", "bread", "-3.00").put("is_return", true);
    order("A", "o4", "2025-12-01T00:00:00Z", "wine", "99.00");
    order("B", "o3", "2025-11-10T12:00:00Z", "bread", "7.00");
    order("C", "o5", "2025-10-31T23:59:59Z", "wine", "4.00");
    order("D", "o6", "2025-11-10T12:00:00Z", "wine", "8.00");
    order("E", "o7", "2025-10-20T12:00:00Z", "wine", "9.00")
        .put("known_at", Instant.parse("2025-11-03T00:00:00Z"));
    order("F", "o8", "2025-11-15T12:00:00Z", "wine", "50.00")
        .put("known_at", Instant.parse("2026-02-15T00:00:00Z"));
    write(Entities.ORDER_LINE.table(), orders);
  }

  private void ask() {
    ticket("A", "2025-11-05T08:00:00Z", "2025-11-20T08:00:00Z");
    ticket("B", "2025-11-25T08:00:00Z", "2025-12-10T08:00:00Z");
    write(Entities.TICKET.table(), tickets);
  }

  private Map<String, Object> order(
      String no, String id, String time, String product, String amount) {
    Map<String, Object> order = fact("orders", no, "%s-%d".formatted(no, orders.size()), time);
    order.put("order_id", id);
    order.put("ordered_at", Instant.parse(time));
    order.put("product_id", product);
    order.put("quantity", BigDecimal.ONE);
    order.put("amount", new BigDecimal(amount));
    order.put("is_return", false);
    orders.add(order);
    return order;
  }

  private void ticket(String no, String opened, String closed) {
    Map<String, Object> ticket = fact("tickets", no, "ticket of " + no, opened);
    ticket.put("ticket_id", "ticket of " + no);
    ticket.put("opened_at", Instant.parse(opened));
    ticket.put("closed_at", Instant.parse(closed));
    tickets.add(ticket);
  }

  private static Map<String, Object> fact(String source, String no, String id, String time) {
    Map<String, Object> fact = new HashMap<>();
    fact.put("source", source);
    fact.put("source_record_id", id);
    fact.put("known_at", Instant.parse(time));
    fact.put("row_hash", id);
    fact.put("customer_source", "crm");
    fact.put("customer_record_id", no);
    fact.put("rule_mask", new long[] {0});
    return fact;
  }
}
