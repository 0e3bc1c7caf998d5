package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.SourceSettings;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Entity.Customer;
import io.aurum.common.table.EntityColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Turns accepted records into rows of their tables, each value in the type of its column. */
final class AcceptedRows {
  private static final List<String> ORIGIN =
      List.of("source", "source_record_id", "known_at", "row_hash", JudgedRows.RULE_MASK, "run_id");
  private static final List<String> REFERENCE =
      List.of(Entities.CUSTOMER_SOURCE, Entities.CUSTOMER_RECORD_ID);
  private static final DataType CELLS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  private final Map<String, Checklist> checklists;
  private final Dataset<Row> accepted;

  /**
   * @param checklists by source
   * @param accepted judged rows of the accepted records of all sources
   * @param runId of the run that writes them
   */
  AcceptedRows(Map<String, Checklist> checklists, Dataset<Row> accepted, String runId) {
    this.checklists = checklists;
    this.accepted =
        accepted
            .withColumn("known_at", timestamp_micros(col(JudgedRows.KNOWN_AT_MICROS)))
            .withColumn("run_id", lit(runId));
  }

  /** Whether a source delivers records of the entity. */
  boolean has(Entity entity) {
    return !checklists(entity.name()).isEmpty();
  }

  /**
   * Rows of {@code valid_record}.
   *
   * @param attributes in the order of the configuration
   */
  Dataset<Row> customers(List<String> attributes) {
    List<Column> columns = columns(ORIGIN);
    columns.addAll(columns(List.of("profile_kind", "content_hash", "completeness_rate")));
    columns.add(timestamp_micros(col(JudgedRows.FIRST_KNOWN_AT_MICROS)).as("first_known_at"));
    columns.add(col("first_content_hash"));
    columns.addAll(forms(attributes, 0));
    return records(SourceSettings.CUSTOMER).select(columns.toArray(Column[]::new));
  }

  /** Rows of the entity's table; some source delivers records of it. */
  Dataset<Row> of(Entity entity) {
    if (entity.equals(Entities.SUPPLIER_RECORD)) {
      return supplierRows();
    }
    return entity.equals(Entities.TABLE_ROW) ? tableRows() : typedRows(entity);
  }

  /** Both forms of the attributes behind the reference; all suppliers have the same fields. */
  private Dataset<Row> supplierRows() {
    Checklist layout = checklists(Entities.SUPPLIER_RECORD.name()).get(0);
    int first = REFERENCE.size();
    List<Column> columns = columns(ORIGIN);
    columns.addAll(reference(layout));
    columns.addAll(forms(layout.names().subList(first, layout.names().size()), first));
    return records(Entities.SUPPLIER_RECORD.name()).select(columns.toArray(Column[]::new));
  }

  /**
   * Canonical and match form of attributes.
   *
   * @param first position of the first of them among the fields
   */
  private static List<Column> forms(List<String> attributes, int first) {
    List<Column> forms = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      forms.add(JudgedRows.canonical(first + i).as(attributes.get(i)));
      forms.add(JudgedRows.match(first + i).as(attributes.get(i) + "_match"));
    }
    return forms;
  }

  private Dataset<Row> typedRows(Entity entity) {
    Checklist layout = checklists(entity.name()).get(0);
    List<Column> delivered = columns(ORIGIN);
    if (entity.customer() == Customer.REFERENCED) {
      delivered.addAll(reference(layout));
    }
    for (EntityColumn column : entity.columns()) {
      delivered.add(layout.canonical(column.name()).cast(column.column().type()).as(column.name()));
    }
    return records(entity.name())
        .select(delivered.toArray(Column[]::new))
        .select(
            entity.table().columns().stream()
                .map(column -> completed(column, entity.column(column.name())))
                .toArray(Column[]::new));
  }

  private static Column completed(
      io.aurum.common.table.Column column, Optional<EntityColumn> filled) {
    return filled
        .flatMap(EntityColumn::otherwise)
        .map(sql -> coalesce(col(column.name()), expr(sql)).cast(column.type()).as(column.name()))
        .orElseGet(() -> col(column.name()));
  }

  private Dataset<Row> tableRows() {
    List<Checklist> tables = checklists(Entities.TABLE_ROW.name());
    Column cells = lit(null).cast(CELLS);
    for (Checklist table : tables) {
      cells = when(col("source").equalTo(table.source().name()), cells(table)).otherwise(cells);
    }
    List<Column> columns = columns(ORIGIN);
    columns.addAll(reference(tables.get(0)));
    columns.add(cells.as("cells"));
    return records(Entities.TABLE_ROW.name()).select(columns.toArray(Column[]::new));
  }

  /** The valid values by column, in the columns' alphabetical order. */
  private static Column cells(Checklist table) {
    List<String> names =
        table.names().stream().filter(name -> !REFERENCE.contains(name)).sorted().toList();
    return map_filter(
        map_from_arrays(
            array(names.stream().map(name -> lit(name)).toArray(Column[]::new)),
            array(names.stream().map(table::canonical).toArray(Column[]::new))),
        (name, value) -> value.isNotNull());
  }

  private static List<Column> reference(Checklist layout) {
    Column id = layout.canonical(Entities.CUSTOMER_RECORD_ID);
    return List.of(
        when(id.isNotNull(), layout.canonical(Entities.CUSTOMER_SOURCE))
            .as(Entities.CUSTOMER_SOURCE),
        id.as(Entities.CUSTOMER_RECORD_ID));
  }

  private Dataset<Row> records(String entity) {
    return accepted.where(
        col("source").isin(checklists(entity).stream().map(l -> l.source().name()).toArray()));
  }

  private List<Checklist> checklists(String entity) {
    return checklists.values().stream()
        .filter(list -> list.source().entity().equals(entity))
        .toList();
  }

  private static List<Column> columns(List<String> names) {
    return new ArrayList<>(names.stream().map(name -> col(name)).toList());
  }
}
