package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.cluster.ClusterSearch;
import io.aurum.common.cluster.ClusterSearch.Candidate;
import io.aurum.common.cluster.Effect;
import io.aurum.common.cluster.Story;
import io.aurum.common.cluster.Treatment;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.stat.Interval;
import io.aurum.common.stat.Wilson;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes down what the analyses found. */
final class SegmentWriter {
  private static final String NEW = "(new)";

  private final JobContext context;
  private final Lake lake;
  private final String runId;
  private final List<Segmentation> done;
  private final Map<String, Told> told = new TreeMap<>();

  SegmentWriter(JobContext context, List<Segmentation> done) {
    this.context = context;
    this.lake = context.lake();
    this.runId = context.run().runId();
    this.done = done.stream().filter(d -> d.clustering().isPresent()).toList();
    for (Segmentation segmentation : this.done) {
      for (String family : families(segmentation)) {
        told.put(key(segmentation, family), Told.of(context.settings(), segmentation, family));
      }
    }
  }

  List<Commit> publish() {
    Dataset<Row> members = memberships();
    return List.of(
        lake.publish(Tables.SEGMENT_MEMBERSHIP, members),
        publish(Tables.SEGMENT_SUMMARY, summaries()),
        publish(Tables.SEGMENT_FEATURE, features()),
        publish(Tables.CLUSTER_CHOICE, choices()),
        publish(Tables.CLUSTER_FEATURE, treatments()),
        publish(Tables.SEGMENT_MIGRATION, migrations()),
        publish(
            Tables.PERSONA_DRIFT,
            done.stream()
                .flatMap(d -> PersonaDrift.rows(context.settings(), d, runId).stream())
                .toList()));
  }

  private static List<String> families(Segmentation segmentation) {
    List<String> families = new ArrayList<>(List.of(Family.CLUSTER));
    families.addAll(segmentation.families());
    if (segmentation.families().contains(Family.LIFECYCLE)) {
      families.add(Family.MICRO);
    }
    return families;
  }

  private static String key(Segmentation segmentation, String family) {
    return segmentation.analysis().name() + " " + family;
  }

  private Dataset<Row> memberships() {
    return done.stream()
        .map(this::membership)
        .reduce(Dataset::unionByName)
        .orElseGet(
            () ->
                context
                    .spark()
                    .createDataFrame(List.of(), lake.contract(Tables.SEGMENT_MEMBERSHIP).schema()));
  }

  private Dataset<Row> membership(Segmentation segmentation) {
    Column[] places =
        families(segmentation).stream()
            .map(family -> place(family, segmentation))
            .toArray(Column[]::new);
    return segmentation
        .placed()
        .select(
            lit(segmentation.analysis().name()).as("task"),
            col(TableRows.SOURCE),
            col(TableRows.ENTITY),
            col(TableRows.CUSTOMER),
            explode(array(places)).as("place"))
        .where(col("place.segment").isNotNull())
        .select(
            col("task"),
            col("place.family").as("family"),
            col(TableRows.SOURCE),
            col(TableRows.ENTITY),
            col(TableRows.CUSTOMER),
            col("place.segment").as("segment"),
            col("place.segment_name").as("segment_name"),
            col("place.distance").as("distance"),
            col("place.previous").as("previous_segment"),
            lit(runId).as("run_id"));
  }

  /** The segment of a row in a family; only clusters have names, distances and a past. */
  private Column place(String family, Segmentation segmentation) {
    Column segment = TableRows.quoted(Families.column(family));
    boolean cluster = family.equals(Family.CLUSTER);
    return struct(
        lit(family).as("family"),
        segment.as("segment"),
        (cluster ? named(segment, told.get(key(segmentation, family)).names()) : segment)
            .as("segment_name"),
        (cluster ? col(Clustering.DISTANCE) : lit(null)).cast("double").as("distance"),
        (cluster ? col(History.PREVIOUS) : lit(null)).cast("string").as("previous"));
  }

  private static Column named(Column segment, Map<String, String> names) {
    Column name = segment;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      name = when(segment.equalTo(entry.getKey()), entry.getValue()).otherwise(name);
    }
    return name;
  }

  private List<Row> summaries() {
    List<Row> rows = new ArrayList<>();
    Map<String, Map<String, Long>> sizes = sizes();
    for (Segmentation segmentation : done) {
      Map<String, Double> stability = stability(segmentation);
      for (String family : families(segmentation)) {
        String key = key(segmentation, family);
        Told words = told.get(key);
        sizes
            .getOrDefault(key, Map.of())
            .forEach(
                (segment, n) ->
                    rows.add(
                        summary(
                            segmentation,
                            family,
                            segment,
                            n,
                            family.equals(Family.CLUSTER) ? stability.get(segment) : null,
                            words)));
      }
    }
    return rows;
  }

  private Map<String, Map<String, Long>> sizes() {
    Map<String, Map<String, Long>> sizes = new TreeMap<>();
    lake.read(Tables.SEGMENT_MEMBERSHIP)
        .groupBy("task", "family", "segment")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(
            row ->
                sizes
                    .computeIfAbsent(
                        row.getString(0) + " " + row.getString(1), k -> new TreeMap<>())
                    .put(row.getString(2), row.getLong(3)));
    return sizes;
  }

  private static Map<String, Double> stability(Segmentation segmentation) {
    Map<String, Double> stability = new TreeMap<>();
    segmentation
        .clustering()
        .orElseThrow()
        .search()
        .ifPresent(
            search -> {
              for (int c = 0; c < search.stability().length; c++) {
                stability.put(String.valueOf(segmentation.numbers()[c]), search.stability()[c]);
              }
            });
    return stability;
  }

  private Row summary(
      Segmentation segmentation,
      String family,
      String segment,
      long n,
      Double stability,
      Told words) {
    Story story = words.stories().get(segment);
    boolean isTold = story != null && story.isTelling();
    return RowFactory.create(
        segmentation.analysis().name(),
        family,
        segment,
        words.names().getOrDefault(segment, segment),
        n,
        (double) n / segmentation.rows(),
        stability,
        isTold ? story.words() : null,
        isTold ? story.conditions().size() : 0,
        isTold ? story.precision() : null,
        isTold ? story.recall() : null,
        isTold ? story.fidelity() : null,
        runId);
  }

  private List<Row> features() {
    List<Row> rows = new ArrayList<>();
    for (Segmentation segmentation : done) {
      for (String family : families(segmentation)) {
        told.get(key(segmentation, family))
            .effects()
            .forEach(
                (segment, effects) -> {
                  for (int at = 0; at < effects.size(); at++) {
                    rows.add(
                        feature(
                            segmentation.analysis().name(),
                            family,
                            segment,
                            effects.get(at),
                            at + 1));
                  }
                });
      }
    }
    return rows;
  }

  private Row feature(String task, String family, String segment, Effect effect, int position) {
    return RowFactory.create(
        task,
        family,
        segment,
        effect.feature(),
        effect.value().isEmpty() ? null : effect.value(),
        known(effect.inside()),
        known(effect.outside()),
        known(effect.cohensD()),
        known(effect.cliffsDelta()),
        known(effect.cramersV()),
        effect.p(),
        effect.adjusted(),
        position,
        effect.n(),
        runId);
  }

  private List<Row> choices() {
    return done.stream().flatMap(this::choices).toList();
  }

  private Stream<Row> choices(Segmentation segmentation) {
    String task = segmentation.analysis().name();
    long n = segmentation.sample().frame().size();
    if (segmentation.clustering().orElseThrow().search().isEmpty()) {
      return Stream.of(oneCluster(task, segmentation.inWords(), n));
    }
    ClusterSearch.Result search = segmentation.clustering().orElseThrow().search().get();
    Stream<Row> tried =
        search.candidates().stream().map(candidate -> choice(task, candidate, search, n));
    return search.chosen().isPresent()
        ? tried
        : Stream.concat(tried, Stream.of(oneCluster(task, search.reason(), n)));
  }

  private Row choice(String task, Candidate candidate, ClusterSearch.Result search, long n) {
    boolean chosen =
        search
            .chosen()
            .filter(c -> c.method() == candidate.method() && c.clusters() == candidate.clusters())
            .isPresent();
    return RowFactory.create(
        task,
        candidate.method().label(),
        candidate.clusters(),
        candidate.withinSquares(),
        candidate.silhouette(),
        known(candidate.leastStability()),
        known(candidate.bic()),
        chosen,
        chosen ? search.reason() : null,
        n,
        runId);
  }

  private Row oneCluster(String task, String reason, long n) {
    return RowFactory.create(task, "none", 1, null, null, null, null, true, reason, n, runId);
  }

  private List<Row> treatments() {
    List<Row> rows = new ArrayList<>();
    for (Segmentation segmentation : done) {
      for (Treatment treatment : segmentation.clustering().orElseThrow().treatments()) {
        rows.add(
            RowFactory.create(
                segmentation.analysis().name(),
                treatment.feature(),
                treatment.kind(),
                treatment.status(),
                treatment.transformation(),
                known(treatment.lambda()),
                known(treatment.skewness()),
                treatment.missing(),
                treatment.redundantTo().isEmpty() ? null : treatment.redundantTo(),
                known(treatment.inflation()),
                (long) segmentation.sample().frame().size(),
                runId));
      }
    }
    return rows;
  }

  private List<Row> migrations() {
    List<Row> rows = new ArrayList<>();
    for (Segmentation segmentation : done) {
      segmentation
          .previousOn()
          .ifPresent(date -> rows.addAll(migrations(segmentation, Date.valueOf(date))));
    }
    return rows;
  }

  private List<Row> migrations(Segmentation segmentation, Date previousOn) {
    List<Row> moves =
        segmentation
            .placed()
            .groupBy(
                coalesce(col(History.PREVIOUS).cast("string"), lit(NEW)).as("from"),
                TableRows.quoted(Families.column(Family.CLUSTER)).as("to"))
            .agg(count(lit(1)))
            .collectAsList();
    Map<String, Long> sizes = new TreeMap<>();
    moves.forEach(row -> sizes.merge(row.getString(0), row.getLong(2), Long::sum));
    return moves.stream()
        .map(
            row -> {
              long n = sizes.get(row.getString(0));
              Interval interval = Wilson.interval(row.getLong(2), n);
              return RowFactory.create(
                  segmentation.analysis().name(),
                  row.getString(0),
                  row.getString(1),
                  previousOn,
                  row.getLong(2),
                  n,
                  (double) row.getLong(2) / n,
                  interval.low(),
                  interval.high(),
                  runId);
            })
        .toList();
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private Commit publish(TableSpec table, List<Row> rows) {
    return lake.publish(
        table, context.spark().createDataFrame(rows, lake.contract(table).schema()));
  }
}
