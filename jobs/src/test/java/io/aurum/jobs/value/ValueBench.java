package io.aurum.jobs.value;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.ValueSettings;
import io.aurum.common.lake.SparkSessions;
import io.aurum.common.table.Column;
import io.aurum.common.table.Tables;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What fitting and scoring very many customers costs, by the job's own steps. Customers come over
 * two years, buy and leave as those of CDNOW do (Pareto/NBD), and spend gamma-distributed amounts.
 */
public final class ValueBench {
  private static final int DAYS = 730;
  private static final double NANOS = 1e9;

  private ValueBench() {}

  /**
   * Runs the bench.
   *
   * @param args number of customers, folder to write to
   */
  public static void main(String[] args) {
    System.setProperty("spark.master", System.getProperty("spark.master", "local[2]"));
    SparkSession spark = SparkSessions.start("value-bench");
    try {
      String histories = args[1] + "/histories";
      spark
          .range(0, Long.parseLong(args[0]), 1, 8)
          .map((MapFunction<Long, Row>) ValueBench::customer, Encoders.row(schema()))
          .write()
          .parquet(histories);
      measure(spark.read().schema(schema()).parquet(histories), args[1] + "/worth");
    } finally {
      spark.stop();
    }
  }

  private static void measure(Dataset<Row> judged, String out) {
    ValueSettings settings = AnalysisSettings.PLAIN.value();
    Stage fitting = Stage.begin("fit");
    Models models = Models.fit(judged).orElseThrow();
    fitting.end();
    Stage scoring = Stage.begin("score and write");
    new Worth(models.likeliest(), models.spend().orElse(null), settings, "USD", "bench")
        .of(judged, models.histories(), worth())
        .write()
        .parquet(out);
    scoring.end();
    System.out.printf(
        Locale.ROOT,
        "%,d distinct histories; chosen %s%n",
        models.histories(),
        models.likeliest().model());
  }

  private static StructType worth() {
    StructType schema = new StructType();
    for (Column column : Tables.CUSTOMER_VALUE.columns()) {
      schema = schema.add(column.name(), column.type(), column.nullable());
    }
    return schema;
  }

  private static StructType schema() {
    return new StructType()
        .add(Histories.ID, "string", false)
        .add("x", "int", false)
        .add("tx_days", "int", false)
        .add("t_days", "int", false)
        .add("repeat_cents", "long", false);
  }

  /** Parameters are those published for CDNOW: Pareto/NBD by week, gamma-gamma by USD. */
  private static Row customer(long id) {
    SplittableRandom random = new SplittableRandom(id);
    double buys = gamma(random, 0.553) / 10.578 / 7;
    double leaves = gamma(random, 0.606) / 11.669 / 7;
    int until = 1 + random.nextInt(DAYS);
    double there = Math.min(until, random.nextExponential() / leaves);
    double rate = gamma(random, 3.74) / 15.44;
    int x = 0;
    int last = 0;
    double spent = 0;
    for (double at = random.nextExponential() / buys;
        at < there;
        at += random.nextExponential() / buys) {
      int day = (int) Math.ceil(at);
      x += day > last ? 1 : 0;
      last = day;
      spent += gamma(random, 6.25) / rate;
    }
    return RowFactory.create(
        String.format(Locale.ROOT, "%032x", random.nextLong()),
        x,
        last,
        until,
        (long) (100 * spent));
  }

  /** Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000). */
  private static double gamma(SplittableRandom random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = random.nextGaussian();
      double cubed = Math.pow(1 + c * normal, 3);
      if (cubed > 0
          && Math.log(1 - random.nextDouble())
              < normal * normal / 2 + d - d * cubed + d * Math.log(cubed)) {
        return d * cubed;
      }
    }
  }

  /** A step whose seconds are printed: by the clock, and of all cores. */
  private record Stage(String name, long clock, long cores) {

    static Stage begin(String name) {
      return new Stage(name, System.nanoTime(), used());
    }

    void end() {
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f s, %.1f CPU seconds%n",
          name,
          (System.nanoTime() - clock) / NANOS,
          (used() - cores) / NANOS);
    }

    private static long used() {
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
