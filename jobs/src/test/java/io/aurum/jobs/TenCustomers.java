package io.aurum.jobs;

import io.aurum.common.table.Entities;
import io.aurum.common.table.Tables;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ten customers who bought, one who has not, and what they bought until 2026-01-31: small enough to
 * work out everything by hand.
 */
final class TenCustomers {
  private static final String SEEN = "2024-11-01T00:00:00Z";

  private final CustomerFixture fixture;
  private final List<Map<String, Object>> lines = new ArrayList<>();

  private TenCustomers(CustomerFixture fixture) {
    this.fixture = fixture;
  }

  /** Writes customers c0 to c10, of whom c9 bought nothing, and their order lines. */
  static CustomerFixture write(Path out) {
    CustomerFixture fixture = new CustomerFixture(out).attribute("email", "email");
    TenCustomers ten = new TenCustomers(fixture);
    ten.customers();
    ten.orders();
    fixture
        .lake()
        .replace(Entities.ORDER_LINE.table(), fixture.rows(Entities.ORDER_LINE.table(), ten.lines));
    fixture
        .lake()
        .replace(
            Entities.PRODUCT.table(),
            fixture.rows(
                Entities.PRODUCT.table(),
                List.of(
                    product("shop", "2025-12-01T00:00:00Z", "kitchen/cups"),
                    product("depot", "2026-01-10T00:00:00Z", "ceramics"))));
    return fixture.nextRun("run-2");
  }

  /** What a source tells of the mug, from which time on. */
  private static Map<String, Object> product(String source, String knownAt, String category) {
    Map<String, Object> row = new HashMap<>();
    row.put("source", source);
    row.put("source_record_id", "mug");
    row.put("known_at", Instant.parse(knownAt));
    row.put("row_hash", "hash-mug");
    row.put("product_id", "mug");
    row.put("category_path", category);
    row.put("is_active", true);
    row.put("rule_mask", new long[] {0});
    row.put("run_id", "run-1");
    return row;
  }

  private void customers() {
    List<Map<String, Object>> records = new ArrayList<>();
    List<Map<String, Object>> golden = new ArrayList<>();
    String[] ids = new String[11];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "c" + i;
      records.add(
          fixture.record("crm", "r" + i, SEEN, "person", "email", "c" + i + "@example.org"));
      Map<String, Object> row = new HashMap<>();
      row.put("customer_id", ids[i]);
      row.put("profile_kind", "person");
      row.put("status", "active");
      row.put("sources", 1);
      row.put("records", 1);
      row.put("source_names", "crm");
      row.put("first_seen", Instant.parse(SEEN));
      row.put("last_seen", Instant.parse(SEEN));
      row.put("run_id", "run-1");
      golden.add(row);
    }
    fixture.write(records, ids);
    fixture.lake().replace(Tables.GOLDEN_CUSTOMER, fixture.rows(Tables.GOLDEN_CUSTOMER, golden));
  }

  private void orders() {
    buy(0, "10.00", "2026-01-31");
    buy(1, "20.00", "2026-01-21", "2026-01-11");
    buy(2, "30.00", "2026-01-01", "2025-12-01", "2025-11-01");
    buy(3, "5.00", "2025-12-22");
    buy(4, "25.00", "2025-10-01", "2025-09-01", "2025-08-01");
    line(4, "2025-12-12", "25.00", 2, "EUR");
    buy(5, "7.00", "2025-10-03");
    buy(6, "60.00", "2025-07-15", "2025-06-15");
    buy(7, "3.00", "2025-01-01");
    buy(8, "50.00", "2024-12-01", "2026-01-27", "2026-01-28", "2026-01-29", "2026-01-30");
    line(8, "2026-01-31", "-20.00", -1, "EUR");
    buy(10, "8.00", "2025-11-30");
    line(0, "2026-01-30", "999.00", 1, "USD");
    line(-1, "2026-01-15", "11.11", 1, "EUR");
  }

  private void buy(int customer, String amount, String... days) {
    for (String day : days) {
      line(customer, day, amount, 1, "EUR");
    }
  }

  private void line(int customer, String day, String amount, int quantity, String currency) {
    Map<String, Object> row = new HashMap<>();
    String id = "o" + lines.size();
    row.put("source", "orders");
    row.put("source_record_id", id);
    row.put("known_at", Instant.parse(day + "T12:00:00Z"));
    row.put("row_hash", "hash-" + id);
    if (customer >= 0) {
      row.put("customer_source", "crm");
      row.put("customer_record_id", "r" + customer);
    }
    row.put("order_id", id);
    row.put("ordered_at", Instant.parse(day + "T12:00:00Z"));
    row.put("product_id", "mug");
    row.put("quantity", new BigDecimal(quantity).setScale(4));
    row.put("amount", new BigDecimal(amount));
    row.put("is_return", quantity < 0);
    row.put("currency", currency);
    row.put("rule_mask", new long[] {0});
    row.put("run_id", "run-1");
    lines.add(row);
  }
}
