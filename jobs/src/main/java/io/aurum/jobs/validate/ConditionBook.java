package io.aurum.jobs.validate;

import io.aurum.common.config.FieldSettings;
import io.aurum.common.kind.ValueType;
import io.aurum.common.rule.Condition;
import io.aurum.common.rule.RowConditions;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Entities;
import io.aurum.common.table.EntityColumn;
import io.aurum.jobs.validate.RuleBook.UserRule;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The conditions of SQL in the rules of all sources. */
final class ConditionBook {
  private static final DataType NUMBER = DataTypes.createDecimalType(38, 10);

  private final SparkSession spark;
  private final LocalDate asOf;
  private final Map<String, Checklist> checklists;

  /**
   * @param checklists by source
   * @param asOf date of the run
   */
  ConditionBook(SparkSession spark, Map<String, Checklist> checklists, LocalDate asOf) {
    this.spark = spark;
    this.checklists = checklists;
    this.asOf = asOf;
  }

  /**
   * Tells everything that is wrong with any of them.
   *
   * @throws AurumException exit code USAGE
   */
  void requireFaultless() {
    var faults = new TreeSet<String>();
    checklists.values().forEach(checklist -> addFaults(checklist, faults));
    if (!faults.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          String.join("\n", faults),
          "a condition is Spark SQL over the columns of a record, true, false or NULL",
          "correct what is listed above and run again");
    }
  }

  private void addFaults(Checklist checklist, Set<String> faults) {
    var preparation = preparation(checklist);
    for (Condition condition : conditions(checklist)) {
      String fault = preparation.fault(condition);
      if (!fault.isEmpty()) {
        faults.add(
            "%s: '%s' cannot be asked of the records of %s: %s"
                .formatted(condition.place(), condition.sql(), checklist.source().entity(), fault));
      }
    }
  }

  /** The conditions by source, ready to travel; none for a source whose rules have none. */
  Map<String, RowConditions.Compiler> prepared() {
    Map<String, RowConditions.Compiler> bySource = new TreeMap<>();
    checklists.forEach(
        (source, checklist) -> {
          List<Condition> wanted = conditions(checklist);
          if (!wanted.isEmpty()) {
            bySource.put(source, preparation(checklist).prepare(wanted));
          }
        });
    return bySource;
  }

  private SqlConditions.Preparation preparation(Checklist checklist) {
    Map<String, DataType> types = new LinkedHashMap<>();
    checklist
        .fields()
        .forEach(field -> types.put(field.name(), type(checklist.source().entity(), field)));
    return new SqlConditions.Preparation(spark, types, asOf);
  }

  private static List<Condition> conditions(Checklist checklist) {
    return checklist.userRules().stream()
        .map(UserRule::settings)
        .flatMap(
            rule ->
                rule.check() instanceof RuleCheck.Sql sql
                    ? Stream.of(rule.where(), sql.condition())
                    : Stream.of(rule.where()))
        .filter(condition -> !condition.isNone())
        .toList();
  }

  /** The type that a condition sees: that of the entity's column, else that of the kind. */
  private static DataType type(String entity, FieldSettings field) {
    return Entities.byName(entity)
        .flatMap(known -> known.column(field.name()))
        .map(EntityColumn::column)
        .map(column -> column.type())
        .orElseGet(() -> type(field.kind().type()));
  }

  private static DataType type(ValueType type) {
    return switch (type) {
      case TEXT -> DataTypes.StringType;
      case NUMBER -> NUMBER;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case BOOLEAN -> DataTypes.BooleanType;
    };
  }
}
