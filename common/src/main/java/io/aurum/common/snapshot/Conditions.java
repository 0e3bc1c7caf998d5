package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.expr;

import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.feature.Feature;
import io.aurum.common.lake.Contracts;
import io.aurum.common.rule.Condition;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Entities;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
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
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Finds out, before a run begins, which conditions and expressions are no SQL. */
public final class Conditions {
  private static final Wanted TRUTH = new Wanted(DataTypes.BooleanType::equals, "BOOLEAN");
  private static final Wanted LEVEL =
      new Wanted(given -> given instanceof AtomicType, "a single value");

  /** The type that an expression has to give. */
  private record Wanted(Predicate<DataType> fits, String words) {}

  private Conditions() {}

  /**
   * Checks the conditions on purchases and of all features, and the features that are expressions
   * or told at levels.
   *
   * @throws AurumException exit code USAGE, with every problem
   */
  public static void check(SparkSession spark, Settings settings) {
    List<String> problems = new ArrayList<>();
    AnalysisSettings analysis = settings.analysis();
    problem(spark, Entities.ORDER_LINE.table(), analysis.purchases().where(), problems);
    StructType golden = Contracts.of(settings).expand(Tables.GOLDEN_CUSTOMER).schema();
    for (Feature feature : analysis.features()) {
      if (feature.origin() instanceof Feature.OfFacts facts) {
        TableSpec table = Entities.byName(facts.entity()).orElseThrow().table();
        problem(spark, table, facts.where(), problems);
      }
      if (feature.origin() instanceof Feature.OfExpression of) {
        problem(spark, analysis.features(), feature, of.expression(), problems);
      }
      if (feature.origin() instanceof Feature.OfLevels hierarchy) {
        hierarchy
            .levels()
            .forEach(level -> problem(spark, golden, feature.name(), level, LEVEL, problems));
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
              + " expression is one over features and gives what its type says, a level one over"
              + " attributes",
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
    problem(spark, columns, feature.name(), expression, new Wanted(fits, wanted), problems);
  }

  private static void problem(
      SparkSession spark,
      StructType columns,
      String feature,
      Condition expression,
      Wanted wanted,
      List<String> problems) {
    String fault = fault(spark, columns, expression.sql(), wanted);
    if (!fault.isEmpty()) {
      problems.add(expression.place() + ": bad feature " + feature + ": " + fault);
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
    return fault(spark, columns, sql, TRUTH);
  }

  private static String fault(SparkSession spark, StructType columns, String sql, Wanted wanted) {
    try {
      var asked =
          (Dataset<Row>) spark.createDataFrame(List.of(), columns).select(expr(sql).as("answer"));
      LogicalPlan plan = asked.queryExecution().analyzed();
      DataType given = asked.schema().apply(0).dataType();
      if (!wanted.fits.test(given)) {
        return "it gives " + given.sql() + " and not " + wanted.words;
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
