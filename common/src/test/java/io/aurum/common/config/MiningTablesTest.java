package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MiningTablesTest {
  private final MiningTables tables = new MiningTables(List.of(), List.of());

  @Test
  void factsAndResultsAboutCustomersCanBeMined() {
    assertThat(tables.columns("order_line")).contains("order_id", "product_id", "quantity");
    assertThat(tables.columns("customer_rfm"))
        .contains("recency_days", "monetary_amount")
        .doesNotContain("run_id", "customer_id");
  }

  @Test
  void whatHoldsPersonsOrIsNoTableCannot() {
    assertThat(tables.columns("golden_customer")).isEmpty();
    assertThat(tables.columns("supplier_record")).isEmpty();
    assertThat(tables.columns("nothing")).isEmpty();
  }
}
