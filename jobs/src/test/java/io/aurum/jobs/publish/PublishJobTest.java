package io.aurum.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.CustomerFixture;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobResult;
import io.aurum.jobs.golden.GoldenJob;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishJobTest {
  @TempDir static Path out;

  private static CustomerFixture published;
  private static JobResult result;

  @BeforeAll
  static void publishOnce() {
    published = world("masked");
    result = publish(published);
  }

  private static CustomerFixture world(String folder) {
    return new CustomerFixture(out.resolve(folder))
        .attribute("given_name", "given-name")
        .attribute("family_name", "family-name")
        .attribute("email", "email")
        .attribute("birth_date", "birth-date")
        .attribute("city", "city")
        .attribute("cookie", "cookie")
        .attribute("points", "number");
  }

  private static JobResult publish(CustomerFixture world) {
    world.write(
        List.of(
            world.record(
                "crm",
                "1",
                "2025-01-01T00:00:00Z",
                "person",
                "given_name",
                "Ann",
                "family_name",
                "Archer",
                "email",
                "ann.archer@mail.org",
                "birth_date",
                "1980-02-29",
                "city",
                "Leeds",
                "cookie",
                "k-1",
                "points",
                "9.5"),
            world.record(
                "shop",
                "2",
                "2025-01-02T00:00:00Z",
                "person",
                "given_name",
                "Bob",
                "city",
                "Hull")),
        "c1",
        "c2");
    List<Job> jobs = new ArrayList<>();
    jobs.add(new GoldenJob());
    jobs.add(new PublishJob(() -> jobs));
    jobs.get(0).run(world.context());
    return jobs.get(1).run(world.context());
  }

  @Test
  void duckDbReadsCustomersWithDirectIdentifiersMasked() throws SQLException {
    assertThat(result.rowsIn()).isEqualTo(2);
    assertThat(result.balances()).isTrue();
    List<List<Object>> rows =
        query(
            "masked",
            """
            select customer_id, status, records, given_name, family_name, email,
                   cast(birth_date as varchar), city, points
            from '%s/publish/customer/*/*.parquet' order by customer_id
            """);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).subList(0, 4)).containsExactly("c1", "active", 1, "Ann");
    assertThat(rows.get(0).subList(7, 9)).containsExactly("Leeds", 9.5);
    assertThat((String) rows.get(0).get(4)).startsWith("A").contains("*").isNotEqualTo("Archer");
    assertThat((String) rows.get(0).get(5)).startsWith("a").contains("*@").doesNotContain("mail");
    assertThat((String) rows.get(0).get(6)).startsWith("19").contains("*").doesNotContain("02-29");
    assertThat(rows.get(1))
        .containsExactly("c2", "active", 1, "Bob", null, null, null, "Hull", null);
    assertThat(
            query(
                "masked", "select count(*) from '%s/publish/customer/as_of=2026-01-31/*.parquet'"))
        .containsExactly(List.of(2L));
  }

  @Test
  void whatTheConfigurationClearsIsPublishedAsItIs() throws SQLException {
    CustomerFixture world = world("cleared").clear("email").clear("family_name");
    publish(world);
    assertThat(
            query(
                "cleared",
                "select email, family_name from '%s/publish/customer/*/*.parquet' where customer_id = 'c1'"))
        .containsExactly(List.of("ann.archer@mail.org", "Archer"));
    assertThat(inventory(world).get("customer/email"))
        .containsEntry("pii_class", "LINKED")
        .containsEntry("protection", "published");
    assertThat(inventory(world).get("customer/given_name")).containsEntry("pii_class", "LINKED");
  }

  @Test
  void theCatalogueHoldsEveryColumnOfEveryTable() {
    Map<String, Map<String, String>> catalogue =
        published.read(Tables.TABLE_CATALOG, "table_name", "column_name");
    int columns =
        Tables.all().stream()
            .map(published.lake()::contract)
            .map(TableSpec::columns)
            .mapToInt(List::size)
            .sum();
    assertThat(catalogue).hasSize(columns);
    assertThat(catalogue.get("golden_customer/birth_date"))
        .containsEntry("store", "state")
        .containsEntry("type", "DATE")
        .containsEntry("is_key", "false")
        .containsEntry("is_nullable", "true")
        .containsEntry("pii_class", "LINKED")
        .containsEntry("position", "13")
        .containsEntry("written_by", "golden")
        .containsEntry("read_by", "golden,publish")
        .containsEntry("run_id", "run-1");
    assertThat(catalogue.get("golden_customer/customer_id")).containsEntry("is_key", "true");
    assertThat(catalogue.get("match_evidence/bits")).containsEntry("written_by", "publish");
    assertThat(catalogue.get("job_run/job")).containsEntry("written_by", "(every run)");
  }

  @Test
  void theInventoryTellsClassFromRegulation() {
    Map<String, Map<String, String>> inventory = inventory(published);
    assertThat(inventory.get("golden_customer/email"))
        .containsEntry("pii_class", "LINKED")
        .containsEntry("kind", "email")
        .containsEntry("detected_by", "kind")
        .containsEntry("protection", "lake only");
    assertThat(inventory.get("customer/email")).containsEntry("protection", "masked");
    assertThat(inventory.get("valid_record/email_match")).containsEntry("kind", "email");
    assertThat(inventory.get("customer/cookie"))
        .containsEntry("pii_class", "NON_PII")
        .containsEntry("protection", "masked")
        .containsEntry("personal_gdpr", "true")
        .containsEntry("personal_ccpa", "true")
        .containsEntry("personal_cpra", "true");
    assertThat(inventory.get("customer/customer_id"))
        .containsEntry("pii_class", "LINKABLE")
        .containsEntry("detected_by", "contract")
        .doesNotContainKey("kind")
        .containsEntry("protection", "published");
    assertThat(inventory.get("quarantine_record/payload"))
        .containsEntry("pii_class", "LINKED")
        .containsEntry("protection", "lake only");
    assertThat(inventory).doesNotContainKeys("customer/points", "golden_customer/status");
  }

  @Test
  void givenAndFamilyNameTogetherIdentifyAndAloneDoNot() {
    Map<String, Map<String, String>> inventory = inventory(published);
    assertThat(inventory.get("golden_customer/given_name")).containsEntry("pii_class", "LINKED");
    assertThat(inventory.get("golden_customer/family_name")).containsEntry("pii_class", "LINKED");
    assertThat(inventory.get("customer/given_name"))
        .containsEntry("pii_class", "LINKABLE")
        .containsEntry("protection", "published");
    assertThat(inventory.get("customer/family_name"))
        .containsEntry("pii_class", "LINKABLE")
        .containsEntry("protection", "masked");
  }

  private static Map<String, Map<String, String>> inventory(CustomerFixture world) {
    return world.read(Tables.PII_INVENTORY, "table_name", "column_name");
  }

  private static List<List<Object>> query(String folder, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql.formatted(out.resolve(folder)))) {
      List<List<Object>> rows = new ArrayList<>();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          row.add(results.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
