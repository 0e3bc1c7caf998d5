package io.aurum.common.lake;

import static io.aurum.common.lake.Facts.CUSTOMER_ID;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.Run;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.Entity.Customer;
import io.aurum.common.table.EntityColumn;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.PiiClass;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads the table that an analysis names as its input, whatever it is, in one shape: {@code source,
 * entity_id, customer_id} and then the table's own columns.
 *
 * <ul>
 *   <li>A plain table, by the name of its source: {@code entity_id} is the record's id within the
 *       source, and {@code known_at} goes before its columns.
 *   <li>Facts, by the name of their entity: the same, for the records of all their sources; of
 *       order lines with {@link Facts#CATEGORY_KNOWN_AT} at the end.
 *   <li>A result about customers, by its own name: {@code source} is that name, and {@code
 *       entity_id} the customer's id.
 * </ul>
 */
public final class MiningRows {
  public static final String SOURCE = "source";
  public static final String ENTITY_ID = "entity_id";

  /** When a row of a plain table or of facts became known. */
  public static final String KNOWN_AT = "known_at";

  private static final String RECORD_ID = "source_record_id";

  private final Lake lake;
  private final Settings settings;
  private final Facts facts;

  public MiningRows(Lake lake, Run run, Settings settings) {
    this.lake = lake;
    this.settings = settings;
    this.facts = new Facts(lake, run);
  }

  /**
   * The rows of a table.
   *
   * @param name as the configuration gives it, which has been checked when it was read
   * @throws IllegalArgumentException where no table bears the name
   */
  public Dataset<Row> of(String name) {
    return plain(settings, name)
        .map(this::ofPlain)
        .or(() -> entity(name).map(this::ofEntity))
        .or(() -> Mineable.result(name).map(table -> ofResult(table, lake.read(table))))
        .orElseThrow(() -> new IllegalArgumentException("No table to mine is called " + name));
  }

  /** Whether a table is a result about customers. */
  public boolean isResult(String name) {
    return Mineable.result(name).isPresent()
        && plain(settings, name).isEmpty()
        && entity(name).isEmpty();
  }

  /** Whether a table is a result that is published for a date. */
  public boolean isPublished(String name, LocalDate date) {
    return Mineable.result(name).filter(table -> lake.exists(table, date)).isPresent();
  }

  /**
   * The rows of a result as they were published for another date.
   *
   * @throws IllegalArgumentException where no result bears the name
   */
  public Dataset<Row> of(String name, LocalDate date) {
    return Mineable.result(name)
        .map(table -> ofResult(table, lake.read(table, date)))
        .orElseThrow(() -> new IllegalArgumentException("No result is called " + name));
  }

  /**
   * A condition that is true or false of every row of a table: unknown is false.
   *
   * @throws AurumException exit code USAGE where it is no SQL over the table
   */
  public static Column holds(Dataset<Row> table, Condition condition) {
    if (condition.isNone()) {
      return lit(true);
    }
    try {
      Column holds = coalesce(expr(condition.sql()).cast("boolean"), lit(false));
      table.select(holds);
      return holds;
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof SparkThrowable) {
        throw AurumException.of(
            ExitCode.USAGE,
            condition.place() + ": bad condition: " + e.getMessage().lines().findFirst().orElse(""),
            "a condition is Spark SQL over the columns of the table and is true or false",
            "correct it, or see the columns with 'aurum tables'");
      }
      throw e;
    }
  }

  /** The table that the rows stand in. */
  public TableSpec origin(String name) {
    return plain(settings, name).map(source -> Tables.TABLE_ROW).orElseGet(() -> shared(name));
  }

  /** Whether values of a column may stand in a published table as they are. */
  public boolean isPublishable(String name, String column) {
    return isPublishable(settings, name, column);
  }

  /** The same of a configuration, before its tables are at hand. */
  public static boolean isPublishable(Settings settings, String name, String column) {
    return plain(settings, name)
        .map(source -> fields(source, column).stream().allMatch(FieldSettings::publishable))
        .orElseGet(() -> pii(settings, name, column).stream().allMatch(PiiClass::publishable));
  }

  /** Whether a column is of a special category of personal data. */
  public boolean isSpecial(String name, String column) {
    return plain(settings, name)
        .map(source -> fields(source, column).stream().map(FieldSettings::pii).toList())
        .orElseGet(() -> pii(settings, name, column))
        .contains(PiiClass.SPECIAL);
  }

  private static List<FieldSettings> fields(SourceSettings source, String column) {
    return source.fields().stream().filter(field -> field.name().equals(column)).toList();
  }

  private static List<PiiClass> pii(Settings settings, String name, String column) {
    TableSpec origin = shared(name);
    TableSpec table =
        Mineable.result(name).isPresent() ? Contracts.of(settings).expand(origin) : origin;
    return table.columns().stream()
        .filter(known -> known.name().equals(column))
        .map(io.aurum.common.table.Column::pii)
        .toList();
  }

  private static TableSpec shared(String name) {
    return entity(name)
        .map(Entity::table)
        .or(() -> Mineable.result(name))
        .orElseThrow(() -> new IllegalArgumentException("No table to mine is called " + name));
  }

  private static Optional<SourceSettings> plain(Settings settings, String name) {
    return settings.sources().stream()
        .filter(source -> source.entity().equals(Entities.TABLE_ROW.name()))
        .filter(source -> source.name().equals(name))
        .findFirst();
  }

  private static Optional<Entity> entity(String name) {
    return Mineable.ENTITIES.stream().filter(entity -> entity.name().equals(name)).findFirst();
  }

  private Dataset<Row> ofPlain(SourceSettings source) {
    Dataset<Row> rows = facts.table(source);
    List<Column> columns = leading(lit(source.name()), col(RECORD_ID), col(CUSTOMER_ID));
    for (String column : rows.columns()) {
      if (!column.equals(RECORD_ID) && !column.equals(CUSTOMER_ID)) {
        columns.add(col(column));
      }
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> ofEntity(Entity entity) {
    boolean ofNobody = entity.customer() == Customer.NONE;
    Column customer = ofNobody ? lit(null).cast(DataTypes.StringType) : col(CUSTOMER_ID);
    List<Column> columns = leading(col(SOURCE), col(RECORD_ID), customer);
    columns.add(col(KNOWN_AT));
    for (EntityColumn column : entity.columns()) {
      columns.add(col(column.name()));
    }
    if (entity.equals(Entities.ORDER_LINE)) {
      columns.add(col(Facts.CATEGORY_KNOWN_AT));
    }
    Dataset<Row> rows = ofNobody ? lake.read(entity.table()) : facts.of(entity);
    return rows.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> ofResult(TableSpec table, Dataset<Row> rows) {
    List<Column> columns = leading(lit(table.name()), col(CUSTOMER_ID), col(CUSTOMER_ID));
    Mineable.columns(lake.contract(table)).forEach(column -> columns.add(col(column.name())));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static List<Column> leading(Column source, Column entity, Column customer) {
    return new ArrayList<>(
        List.of(source.as(SOURCE), entity.as(ENTITY_ID), customer.as(CUSTOMER_ID)));
  }
}
