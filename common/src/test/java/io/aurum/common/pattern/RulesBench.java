package io.aurum.common.pattern;

import com.sun.management.OperatingSystemMXBean;
import io.aurum.common.lake.SparkSessions;
import io.aurum.common.pattern.BasketFiles.Encoded;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CPU seconds of the process, garbage collection and compilation included, that mining the retail
 * baskets takes: this miner and MLlib's FPGrowth one after the other in the same JVM. MLlib is
 * called by name, because nothing else here needs it.
 *
 * <p>Arguments: supports, such as 0.001; {@code +mllib} after one runs MLlib on it too.
 */
final class RulesBench {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int REPEATS = 5;

  private RulesBench() {}

  public static void main(String[] args) throws Exception {
    List<List<String>> lines =
        BasketFiles.lines(System.getenv("AURUM_BENCH_DATA"), "fimi/retail.dat", " ");
    System.out.println(
        "| support | what | found | CPU s, first | CPU s, median of " + REPEATS + " |");
    System.out.println("|---|---|---:|---:|---:|");
    for (String arg : args) {
      String support = arg.replace("+mllib", "");
      int minCount =
          new BigDecimal(support)
              .multiply(BigDecimal.valueOf(lines.size()))
              .setScale(0, RoundingMode.CEILING)
              .intValueExact();
      Encoded encoded = BasketFiles.encode(lines, minCount, 0);
      report(support, "itemsets", REPEATS, () -> itemsets(encoded, minCount));
      report(support, "rules with Fisher's p", REPEATS, () -> rules(encoded, minCount));
      if (arg.endsWith("+mllib")) {
        SparkSession spark = SparkSessions.start("bench");
        Dataset<Row> baskets = baskets(spark, lines).cache();
        baskets.count();
        report(
            support, "itemsets by MLlib", 1, () -> byMllib(baskets, Double.parseDouble(support)));
      }
    }
  }

  private static void report(String support, String what, int repeats, Callable<Long> work)
      throws Exception {
    double[] seconds = new double[repeats];
    long found = 0;
    for (int i = 0; i < repeats; i++) {
      long before = SYSTEM.getProcessCpuTime();
      found = work.call();
      seconds[i] = (SYSTEM.getProcessCpuTime() - before) / 1e9;
    }
    double first = seconds[0];
    Arrays.sort(seconds);
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,d | %.2f | %.2f |%n",
        support,
        what,
        found,
        first,
        seconds[repeats / 2]);
  }

  private static long itemsets(Encoded encoded, int minCount) {
    long[] found = {0};
    ItemsetMiner miner =
        new ItemsetMiner(encoded.baskets(), Taxonomy.NONE, minCount, Integer.MAX_VALUE);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.itemsets(item, (items, size, count) -> found[0]++);
    }
    return found[0];
  }

  private static long rules(Encoded encoded, int minCount) {
    RuleBlock found = new RuleBlock();
    ItemsetMiner miner =
        new ItemsetMiner(encoded.baskets(), Taxonomy.NONE, minCount, Integer.MAX_VALUE);
    for (int item = 0; item < encoded.baskets().items(); item++) {
      miner.rules(
          item,
          (antecedent, size, consequent, counts) -> {
            if (2 * counts.both() >= counts.antecedent()) {
              found.add(antecedent, size, consequent, counts);
            }
          });
    }
    return JudgedRules.of(found, encoded.baskets(), encoded.size()).size();
  }

  private static Dataset<Row> baskets(SparkSession spark, List<List<String>> lines) {
    StructType schema =
        new StructType(
            new StructField[] {
              new StructField(
                  "items", DataTypes.createArrayType(DataTypes.StringType), false, Metadata.empty())
            });
    return spark.createDataFrame(
        lines.stream()
            .map(line -> RowFactory.create((Object) new HashSet<>(line).toArray(String[]::new)))
            .toList(),
        schema);
  }

  private static long byMllib(Dataset<Row> baskets, double support) throws Exception {
    Class<?> type = Class.forName("org.apache.spark.ml.fpm.FPGrowth");
    Object growth = type.getConstructor().newInstance();
    type.getMethod("setItemsCol", String.class).invoke(growth, "items");
    type.getMethod("setMinSupport", double.class).invoke(growth, support);
    Object model = type.getMethod("fit", Dataset.class).invoke(growth, baskets);
    return ((Dataset<?>) model.getClass().getMethod("freqItemsets").invoke(model)).count();
  }
}
