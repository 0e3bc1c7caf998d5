package io.aurum.common.rule;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.ValueType;
import io.aurum.common.lake.SparkSessions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What rules cost: 36 of them over a table of canonical texts, into Spark's {@code noop} sink, in
 * CPU time of this whole process. Beside the kernel of the suite stand the cost of the scan alone
 * and two shapes in Spark SQL: an array with the name of each failed rule, and the same mask as one
 * expression. All shapes must find the same failures.
 *
 * <p>Arguments: a folder for the table (made where it is missing), its rows, and how often each
 * shape is measured; the median counts.
 */
public final class ValidationBench {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final LocalDate AS_OF = LocalDate.of(2026, 1, 31);
  private static final List<String> NAMES =
      List.of(
          "given_name",
          "family_name",
          "email",
          "phone",
          "city",
          "country",
          "birth_date",
          "joined",
          "status",
          "visits",
          "spend",
          "paid");
  private static final List<ValueType> TYPES =
      List.of(
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.TEXT,
          ValueType.DATE,
          ValueType.DATE,
          ValueType.TEXT,
          ValueType.NUMBER,
          ValueType.NUMBER,
          ValueType.NUMBER);
  private static final StructType OUTPUT =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("rule_mask", DataTypes.LongType, false);

  private final SparkSession spark;
  private final String table;
  private final long rows;
  private final List<Ruled> rules = new ArrayList<>();

  /** A rule of the suite and the condition of Spark SQL under which a row fails it. */
  private record Ruled(String name, RuleCheck.OfRow check, Column fails) {}

  private ValidationBench(SparkSession spark, String table, long rows) {
    this.spark = spark;
    this.table = table;
    this.rows = rows;
    addRules();
  }

  /** Runs the bench. */
  public static void main(String[] args) {
    System.setProperty("spark.master", System.getProperty("spark.master", "local[2]"));
    SparkSession spark = SparkSessions.start("validation-bench");
    try {
      new ValidationBench(spark, args[0], Long.parseLong(args[1])).run(Integer.parseInt(args[2]));
    } finally {
      spark.stop();
    }
  }

  private void run(int times) {
    write();
    verify();
    double scan = measure(times, read());
    report("scan alone", scan, scan);
    report("rule mask, the suite's kernel", measure(times, kernel()), scan);
    report("rule mask, one expression", measure(times, expression()), scan);
    report("array of failed rules", measure(times, arrayOfErrors()), scan);
  }

  private Dataset<Row> read() {
    return spark.read().parquet(table);
  }

  private Dataset<Row> kernel() {
    var context = new Kernel(rules.stream().map(Ruled::check).toList());
    return read().mapPartitions(context, Encoders.row(OUTPUT));
  }

  private Dataset<Row> expression() {
    List<Column> bits = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      bits.add(when(rules.get(i).fails(), lit(1L << i)).otherwise(lit(0L)));
    }
    while (bits.size() > 1) {
      List<Column> halves = new ArrayList<>();
      for (int i = 0; i < bits.size(); i += 2) {
        halves.add(i + 1 < bits.size() ? bits.get(i).bitwiseOR(bits.get(i + 1)) : bits.get(i));
      }
      bits = halves;
    }
    return read().select(col("id"), bits.get(0).as("rule_mask"));
  }

  private Dataset<Row> arrayOfErrors() {
    Column[] errors =
        rules.stream().map(rule -> when(rule.fails(), lit(rule.name()))).toArray(Column[]::new);
    return read().select(col("id"), array_compact(array(errors)).as("errors"));
  }

  private static final class Kernel implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final List<RuleCheck.OfRow> checks;

    Kernel(List<RuleCheck.OfRow> checks) {
      this.checks = new ArrayList<>(checks);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> records) {
      List<RowRule> numbered =
          IntStream.range(0, checks.size())
              .mapToObj(i -> new RowRule(i, checks.get(i), Optional.empty()))
              .toList();
      var kernel =
          RowRules.of(
              numbered,
              new RuleColumns(NAMES, TYPES),
              1,
              new KindContext(Optional.empty(), Optional.empty(), Optional.empty(), AS_OF),
              conditions -> {
                throw new IllegalStateException("The bench has no conditions of SQL");
              });
      String[] values = new String[NAMES.size()];
      long[] failed = new long[1];
      long[] skipped = new long[1];
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return records.hasNext();
        }

        @Override
        public Row next() {
          Row record = records.next();
          for (int i = 0; i < values.length; i++) {
            values[i] = record.getString(i + 1);
          }
          failed[0] = 0;
          skipped[0] = 0;
          kernel.check(values, failed, skipped);
          return RowFactory.create(record.getString(0), failed[0]);
        }
      };
    }
  }

  private void verify() {
    String bits = "sum(bit_count(rule_mask))";
    long byKernel = kernel().selectExpr(bits).head().getLong(0);
    long byExpression = expression().selectExpr(bits).head().getLong(0);
    long byArray = arrayOfErrors().selectExpr("sum(size(errors))").head().getLong(0);
    if (byKernel != byExpression || byKernel != byArray) {
      throw new IllegalStateException(
          "The shapes differ: %d, %d, %d failures".formatted(byKernel, byExpression, byArray));
    }
    OUT.printf(Locale.ROOT, "%,d rows, %d rules, %,d failures%n", rows, rules.size(), byKernel);
  }

  private static double measure(int times, Dataset<Row> shape) {
    double[] seconds = new double[times + 1];
    for (int i = 0; i <= times; i++) {
      long before = SYSTEM.getProcessCpuTime();
      shape.write().format("noop").mode("overwrite").save();
      seconds[i] = (SYSTEM.getProcessCpuTime() - before) / (double) TimeUnit.SECONDS.toNanos(1);
    }
    double[] warm = Arrays.copyOfRange(seconds, 1, seconds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  private void report(String shape, double seconds, double scan) {
    OUT.printf(
        Locale.ROOT,
        "%-32s %6.2f CPU-s  %5.2f x scan  %6.1f M row-checks per CPU-s%n",
        shape,
        seconds,
        seconds / scan,
        rows * rules.size() / seconds / 1e6);
  }

  private void write() {
    if (Files.exists(Path.of(table))) {
      return;
    }
    spark
        .range(0, rows, 1, 2)
        .withColumn("h", expr("xxhash64(id)"))
        .selectExpr(
            "concat('c', id) as id",
            "if(pmod(h, 31) = 0, null, concat('Given', pmod(h, 997))) as given_name",
            "concat('Family', pmod(shiftright(h, 3), 9973)) as family_name",
            "if(pmod(h, 17) = 0, null, concat('user', pmod(shiftright(h, 1), 4000000), "
                + "if(pmod(h, 101) = 0, '', '@mail.example'))) as email",
            "concat('+44', lpad(pmod(shiftright(h, 5), 10000000000), 10, '0')) as phone",
            "concat('City', pmod(shiftright(h, 7), 701)) as city",
            "element_at(array('GB', 'DE', 'PL', 'FR', 'XX'), 1 + int(pmod(shiftright(h, 9), 5)))"
                + " as country",
            "string(date_add(date'1930-01-01', int(pmod(shiftright(h, 11), 35500)))) as birth_date",
            "string(date_add(date'2015-01-01', int(pmod(shiftright(h, 13), 4200)))) as joined",
            "element_at(array('active', 'lapsed', 'new', 'odd'), "
                + "1 + int(pmod(shiftright(h, 15), 4))) as status",
            "string(pmod(shiftright(h, 17), 400) - 2) as visits",
            "string(double(pmod(shiftright(h, 19), 900000)) / 100) as spend",
            "string(double(pmod(shiftright(h, 21), 900000)) / 100) as paid")
        .write()
        .parquet(table);
  }

  private void addRules() {
    for (String name : NAMES) {
      add(name + "_present", new RuleCheck.Filled(List.of(name), 1), col(name).isNull());
    }
    length("given_name", 2, 40);
    length("family_name", 2, 40);
    length("email", 6, 80);
    length("phone", 8, 16);
    length("city", 2, 60);
    length("country", 2, 2);
    matching("email", "[a-z0-9.]+@[a-z0-9.-]+");
    matching("phone", "[+][0-9]{8,15}");
    matching("city", "City[0-9]+");
    matching("given_name", "[A-Z][A-Za-z0-9]*");
    allowed("country", "GB", "DE", "PL", "FR");
    allowed("status", "active", "lapsed", "new");
    value(
        "phone",
        "test",
        new ValueCheck.Forbidden(Set.of("+440000000000", "+441234567890")),
        col("phone").isin("+440000000000", "+441234567890"));
    value(
        "city",
        "placeholder",
        new ValueCheck.Forbidden(Set.of("City0", "City13")),
        col("city").isin("City0", "City13"));
    range("birth_date", new Limit.Day(LocalDate.of(1935, 1, 1)), "date'1935-01-01'", true);
    range("birth_date", new Limit.RunDate(Period.ZERO), "date'2026-01-31'", false);
    range("joined", new Limit.RunDate(Period.ZERO), "date'2026-01-31'", false);
    range("visits", new Limit.Decimal(BigDecimal.ZERO), "0", true);
    range("visits", new Limit.Decimal(BigDecimal.valueOf(365)), "365", false);
    range("spend", new Limit.Decimal(BigDecimal.ZERO), "0", true);
    range("spend", new Limit.Decimal(new BigDecimal("8999.5")), "8999.5", false);
    range("paid", new Limit.Decimal(BigDecimal.ZERO), "0", true);
    add(
        "born_before_joined",
        new RuleCheck.Agreement("birth_date", Relation.LESS, "joined", BigDecimal.ZERO),
        expr("not (cast(birth_date as date) < cast(joined as date))"));
    add(
        "paid_within_spend",
        new RuleCheck.Agreement("paid", Relation.AT_MOST, "spend", new BigDecimal("1000")),
        expr("not (cast(paid as decimal(18, 2)) - cast(spend as decimal(18, 2)) <= 1000)"));
    if (rules.size() != 36) {
      throw new IllegalStateException("There are " + rules.size() + " rules");
    }
  }

  private void add(String name, RuleCheck.OfRow check, Column fails) {
    rules.add(new Ruled(name, check, fails));
  }

  private void value(String column, String name, ValueCheck check, Column fails) {
    add(column + "_" + name, new RuleCheck.OfValue(column, check, "validity"), fails);
  }

  private void length(String column, int min, int max) {
    value(
        column,
        "length",
        new ValueCheck.Length(min, max),
        not(expr("char_length(%s) between %d and %d".formatted(column, min, max))));
  }

  private void matching(String column, String regex) {
    value(
        column,
        "pattern",
        new ValueCheck.Matching(regex),
        not(col(column).rlike("^(?:" + regex + ")$")));
  }

  private void allowed(String column, String... values) {
    value(
        column,
        "set",
        new ValueCheck.Allowed(Set.of(values)),
        not(col(column).isin((Object[]) values)));
  }

  private void range(String column, Limit limit, String sql, boolean low) {
    String type = limit instanceof Limit.Decimal ? "decimal(18, 2)" : "date";
    value(
        column,
        low ? "low" : "high",
        low
            ? new ValueCheck.Range(limit, true, new Limit.Open(), true)
            : new ValueCheck.Range(new Limit.Open(), true, limit, true),
        expr("cast(%s as %s) %s %s".formatted(column, type, low ? "<" : ">", sql)));
  }
}
