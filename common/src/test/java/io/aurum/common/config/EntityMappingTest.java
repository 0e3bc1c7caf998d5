package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.kind.Kinds;
import io.aurum.common.run.AurumException;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.PiiClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources of other entities than customers. */
class EntityMappingTest extends WithFixture {
  private static final String CONF =
      """
      sources {
        crm { path = ${DATA}"/crm.csv", delivery.key = [country, no], columns.email = mail }
        orders {
          entity = order_line
          path = ${DATA}"/crm.csv"
          customer { source = crm, key = [country, customer], required = warn }
          columns {
            ordered_at { column = at, pattern = "yyyyMMdd" }
            quantity { column = qty, required = info, invalid = error }
          }
        }
        students {
          entity = table
          path = ${DATA}"/crm.csv"
          columns {
            age { column = Age, kind = number, pii = linkable }
            label = Label
          }
        }
      }
      attributes.email = email
      """;

  @Test
  void anEntityDeclaresItsFieldsAndASourceSaysWhereTheyComeFrom() {
    Settings settings = fixture.read(CONF);
    SourceSettings orders = settings.source("orders");

    assertThat(orders.columns().keySet())
        .containsExactly("customer_source", "customer_record_id", "ordered_at", "quantity");
    assertThat(orders.columns().get("customer_record_id"))
        .isEqualTo(ColumnMapping.key(List.of("country", "customer")));
    assertThat(orders.columns().get("customer_source").constant()).hasValue("crm");
    assertThat(settings.fields(orders))
        .hasSize(2 + Entities.ORDER_LINE.columns().size())
        .contains(
            field("customer_record_id", "key", PiiClass.LINKED, Severity.WARN, Severity.WARN),
            field("ordered_at", "timestamp", PiiClass.NON_PII, Severity.ERROR, Severity.WARN),
            field("quantity", "amount", PiiClass.NON_PII, Severity.INFO, Severity.ERROR),
            field("amount", "amount", PiiClass.NON_PII, Severity.OFF, Severity.WARN));
    assertThat(settings.fields(settings.source("students")))
        .contains(
            field("age", "number", PiiClass.LINKABLE, Severity.OFF, Severity.WARN),
            field("label", "category", PiiClass.NON_PII, Severity.OFF, Severity.WARN));
    assertThat(settings.customerSources()).extracting(SourceSettings::name).containsExactly("crm");
  }

  @Test
  void whatIsWrongIsNamedAtOnce() {
    String broken =
        CONF.replace("quantity {", "quantitiy {")
            .replace("ordered_at {", "promised_on {")
            .replace("source = crm, key = [country, customer]", "source = crn, key = customer")
            .replace("kind = number", "kind = nubmer")
            .replace("label = Label", "known_at = Label");

    assertThat(problems(broken))
        .contains("unknown column 'sources.orders.columns.quantitiy'", "did you mean 'quantity'?")
        .contains("missing key 'sources.orders.columns.ordered_at'")
        .contains("unknown source of customers 'crn'", "did you mean 'crm'?")
        .contains("unknown kind 'nubmer' for 'sources.students.columns.age.kind'")
        .contains("reserved name 'sources.students.columns.known_at'")
        .contains("aurum.conf: 5 problems");
  }

  @Test
  void aReferenceMustBeAbleToEqualAKey() {
    assertThat(problems(CONF.replace("[country, customer]", "customer")))
        .contains("bad key in 'sources.orders.customer'", "it has 1 columns", "'crm' has 2");
    assertThat(problems(CONF.replace("delivery.key = [country, no],", "")))
        .contains("records of the source 'crm' have no key");
  }

  @Test
  void whatARecordNeedsStaysRequired() {
    assertThat(problems(CONF.replace("{ column = at,", "{ column = at, required = warn,")))
        .contains("bad value for 'sources.orders.columns.ordered_at.required'");
    assertThat(problems(CONF.replace("column = qty,", "column = qty, pattern = yyyy,")))
        .contains("idle key 'sources.orders.columns.quantity.pattern'");
  }

  @Test
  void aProductBelongsToNobody() {
    String products =
        CONF.replace("entity = order_line", "entity = product")
            .replace("ordered_at {", "product_id {")
            .replace(", pattern = \"yyyyMMdd\"", "")
            .replace("quantity {", "unit_price {");

    assertThat(problems(products)).contains("unknown key 'sources.orders.customer'");
  }

  @Test
  void attributesAreNeededForCustomersOnly() {
    String tables = "sources.t { entity = table, path = ${DATA}\"/crm.csv\", columns.x = X }";

    assertThat(fixture.read(tables).attributes()).isEmpty();
  }

  @Test
  void everyColumnOfAnEntityHasAKindThatExistsAndATypeThatItsValuesFit() {
    for (Entity entity : Entities.all()) {
      for (EntityColumn column : entity.columns()) {
        assertThat(Kinds.byName(column.kind())).as(entity.name() + column.name()).isPresent();
        assertThat(entity.table().column(column.name())).isEqualTo(column.column());
        assertThat(column.column().nullable()).isEqualTo(!column.required());
      }
      assertThat(entity.table().columns())
          .extracting(c -> c.name())
          .contains("source", "source_record_id", "known_at", "row_hash", "rule_mask", "run_id");
    }
  }

  private static FieldSettings field(
      String name, String kind, PiiClass pii, Severity required, Severity invalid) {
    return new FieldSettings(name, Kinds.byName(kind).orElseThrow(), pii, required, invalid);
  }

  private String problems(String conf) {
    return catchThrowableOfType(AurumException.class, () -> fixture.read(conf)).getMessage();
  }
}
