package io.aurum.jobs.validate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.aurum.common.rule.Condition;
import io.aurum.common.rule.RowConditions;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Conditions of SQL over canonical texts, prepared by Spark's own analyser and answered record by
 * record inside the pass over the records. A condition sees each column in its type, and the date
 * of the run as {@code as_of}. A condition that cannot be computed for a record (a division by
 * zero) does not hold.
 */
final class SqlConditions implements RowConditions.Compiler {
  private static final long serialVersionUID = 1L;

  /** Column with the date of the run. */
  static final String AS_OF = "as_of";

  private final int[] positions;
  private final String asOf;
  private final Analysed typing;
  private final HashMap<String, Analysed> conditions;

  /** Expressions over the columns of a row. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Analysed(Expression[] expressions, Attribute[] columns) implements Serializable {

    UnsafeProjection projection() {
      return UnsafeProjection.create(
          CollectionConverters.asScala(List.of(expressions)).toSeq(),
          CollectionConverters.asScala(List.of(columns)).toSeq());
    }
  }

  private SqlConditions(
      int[] positions, String asOf, Analysed typing, Map<String, Analysed> conditions) {
    this.positions = positions;
    this.asOf = asOf;
    this.typing = typing;
    this.conditions = new HashMap<>(conditions);
  }

  /** Prepares conditions over columns of given names and types. */
  static final class Preparation {
    private final SparkSession spark;
    private final Map<String, DataType> columns;
    private final LocalDate asOf;

    /**
     * @param columns types by name, in the order of a record's values
     * @param asOf date of the run
     */
    Preparation(SparkSession spark, Map<String, DataType> columns, LocalDate asOf) {
      this.spark = spark;
      this.columns = new LinkedHashMap<>(columns);
      this.asOf = asOf;
    }

    /**
     * What is wrong with a condition, in words; the empty text where nothing is.
     *
     * @param condition of the user
     */
    String fault(Condition condition) {
      try {
        LogicalPlan analysed =
            plan(typedSchema(columns.keySet()), List.of(expr(condition.sql())), Stage.ANALYSED);
        if (!(analysed instanceof Project project) || !project.child().children().isEmpty()) {
          return "it is no condition on a single record";
        }
        if (analysed.containsPattern(TreePattern.CURRENT_LIKE())) {
          return "it asks the clock or the session; the date of the run is the column as_of";
        }
        Expression expression = (Expression) project.projectList().head();
        if (!expression.deterministic()) {
          return "it has a random part, and a result must not depend on chance";
        }
        return analysed.containsPattern(TreePattern.PLAN_EXPRESSION())
            ? "it has a subquery; refer to other sources with 'reference'"
            : expression.dataType().equals(DataTypes.BooleanType)
                ? ""
                : "it gives " + expression.dataType().sql() + " and not BOOLEAN";
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

    /** Makes conditions without a fault ready. */
    SqlConditions prepare(List<Condition> wanted) {
      List<String> names = referenced(wanted);
      StructType typed = typedSchema(names);
      StructType texts = new StructType();
      List<Column> casts = new ArrayList<>();
      for (String name : typed.fieldNames()) {
        texts = texts.add(name, DataTypes.StringType);
        casts.add(col("`" + name + "`").try_cast(typed.apply(name).dataType()));
      }
      HashMap<String, Analysed> conditions = new HashMap<>();
      wanted.forEach(
          condition ->
              conditions.put(condition.sql(), analysed(typed, List.of(expr(condition.sql())))));
      List<String> order = List.copyOf(columns.keySet());
      return new SqlConditions(
          names.stream().mapToInt(order::indexOf).toArray(),
          asOf.toString(),
          analysed(texts, casts),
          conditions);
    }

    private List<String> referenced(List<Condition> wanted) {
      TreeSet<String> names = new TreeSet<>();
      for (Condition condition : wanted) {
        for (Expression expression :
            expressions(
                plan(
                    typedSchema(columns.keySet()),
                    List.of(expr(condition.sql())),
                    Stage.OPTIMISED))) {
          CollectionConverters.asJavaCollection(expression.references().toSeq())
              .forEach(attribute -> names.add(attribute.name()));
        }
      }
      names.remove(AS_OF);
      return List.copyOf(names);
    }

    private StructType typedSchema(Iterable<String> names) {
      StructType schema = new StructType();
      for (String name : names) {
        schema = schema.add(name, columns.get(name));
      }
      return schema.add(AS_OF, DataTypes.DateType);
    }

    private Analysed analysed(StructType schema, List<Column> columns) {
      LogicalPlan plan = plan(schema, columns, Stage.OPTIMISED);
      return new Analysed(
          expressions(plan).toArray(Expression[]::new),
          CollectionConverters.asJavaCollection(((Project) plan).child().output())
              .toArray(Attribute[]::new));
    }

    private static List<Expression> expressions(LogicalPlan plan) {
      List<Expression> expressions = new ArrayList<>();
      for (NamedExpression named :
          CollectionConverters.asJavaCollection(((Project) plan).projectList())) {
        expressions.add((Expression) named);
      }
      return expressions;
    }

    private enum Stage {
      ANALYSED,
      OPTIMISED
    }

    private LogicalPlan plan(StructType schema, List<Column> columns, Stage stage) {
      var rows =
          spark.createDataFrame(
              JavaSparkContext.fromSparkContext(spark.sparkContext()).<Row>emptyRDD(), schema);
      var query = ((Dataset<Row>) rows.select(columns.toArray(Column[]::new))).queryExecution();
      return stage == Stage.ANALYSED ? query.analyzed() : query.optimizedPlan();
    }
  }

  @Override
  public RowConditions compile(List<String> wanted) {
    UnsafeProjection typed = typing.projection();
    UnsafeProjection[] projections =
        wanted.stream()
            .map(sql -> conditions.get(sql).projection())
            .toArray(UnsafeProjection[]::new);
    Object[] texts = new Object[positions.length + 1];
    texts[positions.length] = UTF8String.fromString(asOf);
    InternalRow input = new GenericInternalRow(texts);
    return (values, answers) -> {
      for (int i = 0; i < positions.length; i++) {
        texts[i] = UTF8String.fromString(values[positions[i]]);
      }
      UnsafeRow row = typed.apply(input);
      for (int i = 0; i < projections.length; i++) {
        answers[i] = answer(projections[i], row);
      }
    };
  }

  private static byte answer(UnsafeProjection projection, InternalRow row) {
    try {
      UnsafeRow result = projection.apply(row);
      if (result.isNullAt(0)) {
        return RowConditions.UNKNOWN;
      }
      return result.getBoolean(0) ? RowConditions.TRUE : RowConditions.FALSE;
    } catch (RuntimeException e) {
      if (e instanceof SparkThrowable) {
        return RowConditions.FALSE;
      }
      throw e;
    }
  }
}
