package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.expr;

import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.FutureLabel;
import io.aurum.common.feature.Feature;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Finds out, before a run begins, which conditions and expressions are no SQL. */
public final class Conditions {
  private Conditions() {}

  /**
   * Checks the conditions on purchases and of all features, and the features that are expressions.
   *
   * @throws AurumException exit code USAGE, with every problem
   */
  public static void check(SparkSession spark, AnalysisSettings settings) {
    List<String> problems = new ArrayList<>();
    problem(spark, Entities.ORDER_LINE.table(), settings.purchases().where(), problems);
    for (Feature feature : settings.features()) {
      if (feature.origin() instanceof Feature.OfFacts facts) {
        TableSpec table = Entities.byName(facts.entity()).orElseThrow().table();
        problem(spark, table, facts.where(), problems);
      }
      if (feature.origin() instanceof Feature.OfExpression of) {
        problem(spark, settings.features(), feature, of.expression(), problems);
      }
    }
    refuse(problems);
  }

  /**
   * Checks the conditions on facts that labels are taken of.
   *
   * @throws AurumException exit code USAGE, with every problem
   */
  public static void check(SparkSession spark, List<FutureLabel> labels) {
    List<String> problems = new ArrayList<>();
    for (FutureLabel label : labels) {
      if (label.target() instanceof FutureLabel.Facts facts) {
        TableSpec table = Entities.byName(facts.entity()).orElseThrow().table();
        problem(spark, table, facts.where(), problems);
      }
    }
    refuse(problems);
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw AurumException.of(
          ExitCode.USAGE,
          String.join("\n", problems),
          "a condition is Spark SQL over the columns of the entity and is true or false; an"
              + " expression is one over features and gives what its type says",
          "see the columns with 'aurum tables <entity>', the features with 'aurum tables"
              + " customer_profile'");
    }
  }

  private static void problem(
      SparkSession spark,
      List<Feature> features,
      Feature feature,
      Condition expression,
      List<String> problems) {
    StructType columns = new StructType();
    for (Feature part : Feature.withParts(feature.origin().parts(), features)) {
      columns = columns.add(part.name(), Snapshots.sparkType(part.type()));
    }
    Predicate<DataType> fits =
        given ->
            feature.type() == Feature.Type.TEXT
                ? given.equals(DataTypes.StringType)
                : given instanceof NumericType || given.equals(DataTypes.BooleanType);
    String wanted = feature.type() == Feature.Type.TEXT ? "STRING" : "a number";
    String fault = fault(spark, columns, expression.sql(), fits, wanted);
    if (!fault.isEmpty()) {
      problems.add(expression.place() + ": bad feature " + feature.name() + ": " + fault);
    }
  }

  private static void problem(
      SparkSession spark, TableSpec table, Condition condition, List<String> problems) {
    String fault = condition.isNone() ? "" : fault(spark, table.schema(), condition.sql());
    if (!fault.isEmpty()) {
      problems.add(condition.place() + ": bad condition on " + table.name() + ": " + fault);
    }
  }

  /**
   * What is wrong with a condition.
   *
   * @param columns that it can name
   * @return in words; empty where it is SQL that is true or false and asks neither chance nor the
   *     clock
   */
  public static String fault(SparkSession spark, StructType columns, String sql) {
    return fault(spark, columns, sql, DataTypes.BooleanType::equals, "BOOLEAN");
  }

  private static String fault(
      SparkSession spark, StructType columns, String sql, Predicate<DataType> fits, String wanted) {
    try {
      var asked =
          (Dataset<Row>) spark.createDataFrame(List.of(), columns).select(expr(sql).as("answer"));
      LogicalPlan plan = asked.queryExecution().analyzed();
      DataType given = asked.schema().apply(0).dataType();
      if (!fits.test(given)) {
        return "it gives " + given.sql() + " and not " + wanted;
      }
      boolean chance = plan.expressions().exists(expression -> !expression.deterministic());
      return chance || plan.containsPattern(TreePattern.CURRENT_LIKE())
          ? "it asks chance or the clock"
          : "";
    } catch (Exception e) {
      if (e instanceof AnalysisException || e instanceof SparkThrowable) {
        return e.getMessage()
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("it is no valid SQL");
      }
      throw e;
    }
  }
}
