package io.aurum.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.kind.ValueType;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ContractsTest {
  private static final AttributeSettings EMAIL =
      TestKind.attribute("email", PiiClass.LINKED, ValueType.TEXT);
  private static final AttributeSettings BORN =
      TestKind.attribute("born", PiiClass.LINKABLE, ValueType.DATE);
  private static final AttributeSettings INCOME =
      TestKind.attribute("income", PiiClass.NON_PII, ValueType.NUMBER);
  private static final AttributeSettings SEEN =
      TestKind.attribute("seen", PiiClass.SPECIAL, ValueType.TIMESTAMP);
  private static final AttributeSettings OPT_IN =
      TestKind.attribute("opt_in", PiiClass.NON_PII, ValueType.BOOLEAN);

  private final Contracts contracts =
      new Contracts(List.of(EMAIL, BORN, INCOME, SEEN, OPT_IN), List.of());

  @Test
  void rawIsTextAsDelivered() {
    assertThat(added(Tables.SOURCE_RECORD))
        .containsExactly(
            column("email", DataTypes.StringType, PiiClass.LINKED, "as delivered"),
            column("born", DataTypes.StringType, PiiClass.LINKABLE, "as delivered"),
            column("income", DataTypes.StringType, PiiClass.NON_PII, "as delivered"),
            column("seen", DataTypes.StringType, PiiClass.SPECIAL, "as delivered"),
            column("opt_in", DataTypes.StringType, PiiClass.NON_PII, "as delivered"));
  }

  @Test
  void validHasCanonicalAndMatchForm() {
    assertThat(added(Tables.VALID_RECORD).subList(0, 2))
        .containsExactly(
            column("email", DataTypes.StringType, PiiClass.LINKED, "canonical form, for people"),
            column(
                "email_match",
                DataTypes.StringType,
                PiiClass.LINKED,
                "match form, for comparison"));
    assertThat(added(Tables.VALID_RECORD)).hasSize(10);
  }

  @Test
  void survivingHasTheTypeOfTheKind() {
    assertThat(added(Tables.GOLDEN_CUSTOMER).stream().map(Column::type))
        .containsExactly(
            DataTypes.StringType,
            DataTypes.DateType,
            DataTypes.DoubleType,
            DataTypes.TimestampType,
            DataTypes.BooleanType);
  }

  @Test
  void publishedMasksDirectIdentifiers() {
    assertThat(added(Tables.PUBLISHED_CUSTOMER))
        .containsExactly(
            column("email", DataTypes.StringType, PiiClass.NON_PII, "masked"),
            column("born", DataTypes.DateType, PiiClass.LINKABLE, "value that survived"),
            column("income", DataTypes.DoubleType, PiiClass.NON_PII, "value that survived"),
            column("seen", DataTypes.StringType, PiiClass.NON_PII, "masked"),
            column("opt_in", DataTypes.BooleanType, PiiClass.NON_PII, "value that survived"));
  }

  @Test
  void publishedShowsWhatTheConfigurationClears() {
    var clearing = new Contracts(List.of(EMAIL, SEEN), List.of("seen"));

    assertThat(clearing.expand(Tables.PUBLISHED_CUSTOMER).column("seen").type())
        .isEqualTo(DataTypes.TimestampType);
    assertThat(clearing.expand(Tables.PUBLISHED_CUSTOMER).column("email").pii())
        .isEqualTo(PiiClass.NON_PII);
  }

  @Test
  void everyTableOfTheSuiteHasAContract() {
    for (TableSpec table : Tables.all()) {
      assertThat(contracts.expand(table).columns()).containsAll(table.columns());
    }
  }

  @Test
  void attributeNamedAsAColumnOfTheTableIsRefused() {
    var status = TestKind.attribute("status", PiiClass.NON_PII, ValueType.TEXT);

    assertThatThrownBy(
            () -> new Contracts(List.of(status), List.of()).expand(Tables.GOLDEN_CUSTOMER))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("golden_customer")
        .hasMessageContaining("status");
  }

  @Test
  void identifiersAndNestedTypesAreNotPublished() {
    assertThatThrownBy(
            () -> contracts.expand(result("email", DataTypes.StringType, PiiClass.LINKED)))
        .hasMessageContaining("LINKED");
    assertThatThrownBy(
            () ->
                contracts.expand(
                    result(
                        "words",
                        DataTypes.createArrayType(DataTypes.StringType),
                        PiiClass.NON_PII)))
        .hasMessageContaining("ARRAY<STRING>");
  }

  private List<Column> added(TableSpec table) {
    var all = contracts.expand(table).columns();
    return all.subList(table.columns().size(), all.size());
  }

  private static Column column(String name, DataType type, PiiClass pii, String form) {
    return Column.of(name, type, "A value for tests: " + form + ".").pii(pii).optional();
  }

  private static TableSpec result(String column, DataType type, PiiClass pii) {
    return new TableSpec(
        "result",
        Store.RESULT,
        "row",
        List.of(column),
        List.of(Column.of(column, type, "Column.").pii(pii)),
        AttributeColumns.NONE,
        "Result.");
  }
}
