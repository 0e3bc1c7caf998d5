package io.aurum.jobs.associate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_date;

import io.aurum.common.basket.Labels;
import io.aurum.common.config.AssociateSettings;
import io.aurum.common.pattern.IntegerList;
import io.aurum.common.pattern.SequenceMiner;
import io.aurum.common.pattern.Timelines;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds what customers do one after the other: sequences of at least two steps. Days are those of
 * UTC.
 */
final class Sequences {
  private static final String PERSON = "person";
  private static final String DAY = "day";
  private static final String ITEM = "item";

  /** An item of a timeline takes four bytes, its day up to eight more. */
  private static final int BYTES = 12;

  private final JobContext context;
  private final AssociateSettings analysis;
  private final AssociateSettings.Sequences settings;
  private final Names names;

  Sequences(
      JobContext context,
      AssociateSettings analysis,
      AssociateSettings.Sequences settings,
      Names names) {
    this.context = context;
    this.analysis = analysis;
    this.settings = settings;
    this.names = names;
  }

  /**
   * What tasks need.
   *
   * @param minCount people who do it at least
   * @param people all of them
   */
  private record Subject(
      String task,
      Timelines timelines,
      Labels labels,
      int minCount,
      int people,
      int maxGapDays,
      int maxItems,
      String runId)
      implements Serializable {

    List<Row> from(int first) {
      List<Row> rows = new ArrayList<>();
      new SequenceMiner(timelines, minCount, maxGapDays, maxItems)
          .sequences(
              first,
              (steps, count, gap) -> {
                if (steps.size() > 1) {
                  rows.add(row(steps, count, gap));
                }
              });
      return rows;
    }

    private Row row(List<int[]> steps, int count, double gap) {
      return RowFactory.create(
          task,
          steps.stream()
              .map(items -> labels.set(items).replace(">", "\\>"))
              .collect(Collectors.joining(" > ")),
          steps.stream().map(labels::words).collect(Collectors.joining(" THEN ")),
          steps.size(),
          steps.stream().mapToInt(items -> items.length).sum(),
          (long) count,
          (long) people,
          count / (double) people,
          gap,
          runId);
    }
  }

  /**
   * Rows of {@code sequence_pattern}.
   *
   * @param counted rows of the table that count
   */
  Dataset<Row> of(Dataset<Row> counted) {
    context.progress().phase("sequences of " + analysis.name());
    Dataset<Row> events =
        counted
            .where(col(settings.by()).isNotNull())
            .select(
                col(settings.by()).cast("string").as(PERSON),
                unix_date(to_date(col(analysis.time().orElseThrow()).cast("timestamp"))).as(DAY),
                col(analysis.item()).cast("string").as(ITEM))
            .repartition(col(PERSON))
            .distinct()
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Broadcast<Subject> subject = spark().broadcast(subject(events));
      List<Integer> firsts = IntStream.range(0, subject.value().timelines.items()).boxed().toList();
      return context
          .spark()
          .createDataFrame(
              spark()
                  .parallelize(firsts, Math.max(1, tasks(firsts.size())))
                  .flatMap(first -> subject.value().from(first).iterator()),
              context.lake().contract(Tables.SEQUENCE_PATTERN).schema());
    } finally {
      events.unpersist();
    }
  }

  private int tasks(int firsts) {
    return Math.min(firsts, 8 * spark().defaultParallelism());
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext());
  }

  private Subject subject(Dataset<Row> events) {
    int people = Math.toIntExact(events.select(PERSON).distinct().count());
    int minCount =
        settings
            .minSupport()
            .multiply(BigDecimal.valueOf(people))
            .setScale(0, RoundingMode.CEILING)
            .max(BigDecimal.ONE)
            .intValueExact();
    List<Row> frequent =
        events
            .groupBy(ITEM)
            .agg(countDistinct(PERSON).as("people"), count(lit(1)).as("days"))
            .where(col("people").geq(minCount))
            .select(ITEM, "days")
            .collectAsList();
    requireRoom(frequent.stream().mapToLong(row -> row.getLong(1)).sum());
    List<String> labels = frequent.stream().map(row -> row.getString(0)).sorted().toList();
    return new Subject(
        analysis.name(),
        timelines(events, labels),
        names.of(labels),
        minCount,
        Math.max(1, people),
        settings.maxGapDays(),
        settings.maxItems(),
        context.run().runId());
  }

  private void requireRoom(long taken) {
    long megabytes = (taken * BYTES) >> 20;
    if (megabytes >= analysis.memoryMb()) {
      throw AurumException.of(
          ExitCode.USAGE,
          "The timelines of 'associate.%s' take %,d MB.".formatted(analysis.name(), megabytes),
          "they are held whole by every executor, and its 'memory' allows %,d MB"
              .formatted(analysis.memoryMb()),
          "raise sequences.min-support, look at categories, or allow more memory");
    }
  }

  private Timelines timelines(Dataset<Row> events, List<String> labels) {
    Map<String, Integer> numbers = new HashMap<>();
    labels.forEach(label -> numbers.put(label, numbers.size()));
    Broadcast<Map<String, Integer>> shared = spark().broadcast(numbers);
    List<int[]> blocks =
        events
            .select(PERSON, DAY, ITEM)
            .javaRDD()
            .mapPartitions(
                rows -> Collections.singletonList(block(rows, shared.value())).iterator())
            .collect();
    shared.destroy();
    return Timelines.of(blocks, labels.size());
  }

  private static int[] block(Iterator<Row> rows, Map<String, Integer> numbers) {
    Map<String, TreeMap<Integer, TreeSet<Integer>>> people = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      Integer number = numbers.get(row.getString(2));
      if (number != null) {
        people
            .computeIfAbsent(row.getString(0), absent -> new TreeMap<>())
            .computeIfAbsent(row.getInt(1), absent -> new TreeSet<>())
            .add(number);
      }
    }
    IntegerList flat = new IntegerList();
    for (TreeMap<Integer, TreeSet<Integer>> days : people.values()) {
      flat.add(days.size());
      days.forEach(
          (day, items) -> {
            flat.add(day);
            flat.add(items.size());
            items.forEach(flat::add);
          });
    }
    return flat.toArray();
  }
}
