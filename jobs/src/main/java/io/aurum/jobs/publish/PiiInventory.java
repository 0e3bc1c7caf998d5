package io.aurum.jobs.publish;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.Store;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows of {@code pii_inventory}: every column that holds personal data, or data that a regulation
 * calls personal.
 *
 * <p>Class and regulation are two things. The class says how far a column identifies a person by
 * itself. The regulations go further, and for what the suite holds they agree: the GDPR protects
 * whatever relates to an identifiable person, online identifiers included (Art. 4(1), Recital 30),
 * and a pseudonym is still personal (Art. 4(5)); the CCPA and, in its words, the CPRA count
 * customer numbers, pseudonyms, cookies, device ids and IP addresses among the identifiers (Cal.
 * Civ. Code 1798.140). So addresses of devices are of class {@code NON_PII} and personal all the
 * same.
 */
final class PiiInventory {
  private static final String BY_CONTRACT = "contract";
  private static final String BY_KIND = "kind";
  private static final String LAKE_ONLY = "lake only";
  private static final String MASKED = "masked";
  private static final String PUBLISHED = "published";
  private static final String MATCH_FORM = "_match";

  private final Lake lake;
  private final Settings settings;
  private final Disclosure disclosure;

  PiiInventory(Lake lake, Settings settings) {
    this.lake = lake;
    this.settings = settings;
    this.disclosure = new Disclosure(settings);
  }

  List<Row> rows(String runId) {
    List<Row> rows = new ArrayList<>();
    for (TableSpec table : Tables.all()) {
      List<Column> expanded = lake.contract(table).columns();
      int declared =
          table.attributes() == AttributeColumns.FEATURES
              ? expanded.size()
              : table.columns().size();
      for (Column column : expanded.subList(0, declared)) {
        if (column.pii() != PiiClass.NON_PII) {
          rows.add(row(table, column, column.pii(), Optional.empty(), protection(table), runId));
        }
      }
      for (Column column : expanded.subList(declared, expanded.size())) {
        AttributeSettings attribute = attributeOf(column);
        PiiClass pii = classIn(table, attribute);
        if (pii != PiiClass.NON_PII || attribute.kind().personalUnderGdpr()) {
          rows.add(
              row(table, column, pii, Optional.of(attribute), protection(table, attribute), runId));
        }
      }
    }
    return rows;
  }

  private static Row row(
      TableSpec table,
      Column column,
      PiiClass pii,
      Optional<AttributeSettings> attribute,
      String protection,
      String runId) {
    return RowFactory.create(
        table.name(),
        column.name(),
        pii.name(),
        attribute.map(a -> a.kind().name()).orElse(null),
        attribute.isPresent() ? BY_KIND : BY_CONTRACT,
        true,
        true,
        true,
        protection,
        runId);
  }

  private PiiClass classIn(TableSpec table, AttributeSettings attribute) {
    return table.attributes() == AttributeColumns.MASKED
        ? disclosure.classAmongPublished(attribute)
        : disclosure.classAmongAll(attribute);
  }

  private String protection(TableSpec table) {
    boolean shown =
        table.store() == Store.RESULT || settings.publish().views().contains(table.name());
    return shown ? PUBLISHED : LAKE_ONLY;
  }

  private String protection(TableSpec table, AttributeSettings attribute) {
    boolean masked = table.attributes() == AttributeColumns.MASKED && disclosure.masked(attribute);
    return masked ? MASKED : protection(table);
  }

  private AttributeSettings attributeOf(Column column) {
    String name = column.name();
    return settings.attributes().stream()
        .filter(a -> name.equals(a.name()) || name.equals(a.name() + MATCH_FORM))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No attribute has a column " + name));
  }
}
