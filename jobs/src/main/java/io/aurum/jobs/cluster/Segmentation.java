package io.aurum.jobs.cluster;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.cluster.Frame;
import io.aurum.common.config.ClusterSettings;
import io.aurum.common.config.ClusterSettings.Persona;
import io.aurum.common.model.FeatureColumn;
import io.aurum.jobs.JobContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What an analysis found.
 *
 * @param rows of its table that count
 * @param left rows that do not
 * @param placed the rows: source, entity_id, customer_id, number and distance, the number of the
 *     preceding date, and a column for each family
 * @param sample rows that are looked at in one place
 * @param clustering empty where the table has no rows
 * @param numbers of the clusters, by cluster
 * @param rare micro-segments with too few rows, which are told of together
 * @param families of segments, clusters first
 * @param previousOn preceding date: of the history, or the latest that was published before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Segmentation(
    ClusterSettings analysis,
    long rows,
    long left,
    Dataset<Row> placed,
    Sample sample,
    Optional<Clustering> clustering,
    int[] numbers,
    Set<String> rare,
    List<String> families,
    Optional<LocalDate> previousOn) {

  /** Runs an analysis. */
  static Segmentation of(JobContext context, ClusterSettings analysis) {
    return new Maker(context, analysis).segmentation();
  }

  /** Forgets the rows. */
  void release() {
    placed.unpersist();
  }

  /** Number of each row's cluster, by the order of the sample; 0 for noise. */
  int[] numbersOfSample() {
    int[] clusters = clustering.orElseThrow().labels(sample.only(analysis.features()));
    return IntStream.of(clusters).map(c -> c < 0 ? 0 : numbers[c]).toArray();
  }

  /** The micro-segment of a stage of life and a cluster. */
  String micro(String stage, String cluster) {
    String micro = stage + Family.AND + cluster;
    return rare.contains(micro) ? Family.OTHER : micro;
  }

  /** The result in a sentence. */
  String inWords() {
    if (clustering.isEmpty()) {
      return "cluster %s: no rows".formatted(analysis.name());
    }
    Clustering found = clustering.get();
    List<String> left =
        found.treatments().stream()
            .filter(t -> !t.isUsed())
            .map(t -> t.feature() + " (" + t.status() + ")")
            .toList();
    return String.format(
        Locale.ROOT,
        "cluster %s: %d of %,d rows; %s%s",
        analysis.name(),
        found.clusters(),
        rows,
        found.search().map(s -> s.reason()).orElse("no column is left, all rows are one"),
        (left.isEmpty() ? "" : "; left out: " + String.join(", ", left))
            + (rare.isEmpty()
                ? ""
                : "; micro-segments of fewer than %d rows (%d) are told of as %s"
                    .formatted(analysis.leastMembers(), rare.size(), Family.OTHER)));
  }

  /** Makes a segmentation. */
  private static final class Maker {
    private final JobContext context;
    private final ClusterSettings analysis;
    private final TableRows table;
    private final History history = new History();

    Maker(JobContext context, ClusterSettings analysis) {
      this.context = context;
      this.analysis = analysis;
      this.table = new TableRows(context, analysis);
    }

    Segmentation segmentation() {
      analysis
          .history()
          .ifPresentOrElse(
              dates -> dates.before(context.run().asOf()).forEach(this::remember),
              () -> new PublishedSegments(context, analysis).addTo(history));
      Families families = new Families(context.lake(), analysis);
      Dataset<Row> all = families.added(table.now(), table);
      List<FeatureColumn> columns = TableRows.types(all, shownColumns());
      Dataset<Row> rows = typed(all, columns, families).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        return placed(rows, columns, families);
      } finally {
        rows.unpersist();
      }
    }

    private Segmentation placed(Dataset<Row> rows, List<FeatureColumn> columns, Families families) {
      long total = rows.count();
      long left = table.left();
      List<String> names = families.names();
      List<String> familyColumns = names.stream().map(Families::column).toList();
      Sample sample = Sample.of(rows, columns, familyColumns, total, seed());
      if (sample.frame().size() == 0) {
        return new Segmentation(
            analysis,
            total,
            left,
            rows,
            sample,
            Optional.empty(),
            new int[0],
            Set.of(),
            names,
            history.date());
      }
      Clustering clustering = Clustering.of(sample.only(analysis.features()), analysis, seed());
      Dataset<Row> clustered =
          history
              .previous(clustering.place(rows, order(sample)))
              .persist(StorageLevel.MEMORY_AND_DISK());
      int[] numbers = history.numbers(clustered, clustering.clusters());
      Dataset<Row> everyMicro = numbered(clustered, numbers, names);
      Set<String> rare = rare(everyMicro, names);
      Dataset<Row> numbered = withoutRare(everyMicro, rare).persist();
      numbered.count();
      clustered.unpersist();
      history.release();
      return new Segmentation(
          analysis,
          total,
          left,
          numbered,
          sample,
          Optional.of(clustering),
          numbers,
          rare,
          names,
          history.date());
    }

    private List<String> order(Sample sample) {
      return sample.only(analysis.features()).columns().stream().map(FeatureColumn::name).toList();
    }

    private static Dataset<Row> numbered(
        Dataset<Row> clustered, int[] numbers, List<String> families) {
      Dataset<Row> numbered =
          clustered.withColumn(
              Families.column(Family.CLUSTER), History.number(numbers).cast("string"));
      if (!families.contains(Family.LIFECYCLE)) {
        return numbered;
      }
      Column stage = TableRows.quoted(Families.column(Family.LIFECYCLE));
      Column cluster = TableRows.quoted(Families.column(Family.CLUSTER));
      return numbered.withColumn(
          Families.column(Family.MICRO),
          when(stage.isNotNull(), concat_ws(Family.AND, stage, cluster)));
    }

    /** Micro-segments with so few rows that they are told of together. */
    private Set<String> rare(Dataset<Row> numbered, List<String> families) {
      if (!families.contains(Family.LIFECYCLE)) {
        return Set.of();
      }
      Column micro = TableRows.quoted(Families.column(Family.MICRO));
      return numbered
          .where(micro.isNotNull())
          .groupBy(micro)
          .agg(count(lit(1)).as("n"))
          .where(col("n").lt(analysis.leastMembers()))
          .collectAsList()
          .stream()
          .map(row -> row.getString(0))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Dataset<Row> withoutRare(Dataset<Row> numbered, Set<String> rare) {
      if (rare.isEmpty()) {
        return numbered;
      }
      Column micro = TableRows.quoted(Families.column(Family.MICRO));
      return numbered.withColumn(
          Families.column(Family.MICRO),
          when(micro.isin(rare.toArray()), Family.OTHER).otherwise(micro));
    }

    private Dataset<Row> typed(Dataset<Row> rows, List<FeatureColumn> columns, Families families) {
      List<Column> selected = new ArrayList<>(leading());
      selected.addAll(TableRows.values(rows, columns));
      families.names().forEach(name -> selected.add(TableRows.quoted(Families.column(name))));
      return rows.select(selected.toArray(Column[]::new));
    }

    private static List<Column> leading() {
      return List.of(col(TableRows.SOURCE), col(TableRows.ENTITY), col(TableRows.CUSTOMER));
    }

    /** What segments are told of by, and what personas tell of. */
    private List<String> shownColumns() {
      return Stream.concat(
              analysis.told().stream(),
              analysis.personas().stream().map(Persona::expects).flatMap(e -> e.keySet().stream()))
          .distinct()
          .toList();
    }

    private void remember(LocalDate date) {
      context.progress().phase("looking for segments of " + analysis.name() + " as of " + date);
      Dataset<Row> all = table.at(date);
      List<FeatureColumn> columns = TableRows.types(all, analysis.features());
      List<Column> selected = new ArrayList<>(leading());
      selected.addAll(TableRows.values(all, columns));
      Dataset<Row> rows =
          all.select(selected.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        Frame frame = Sample.of(rows, columns, List.of(), rows.count(), seed()).frame();
        if (frame.size() > 0) {
          Clustering clustering = Clustering.of(frame, analysis, seed());
          Dataset<Row> placed =
              history.previous(
                  clustering.place(rows, columns.stream().map(FeatureColumn::name).toList()));
          history.add(date, placed, history.numbers(placed, clustering.clusters()));
        }
      } finally {
        rows.unpersist();
      }
    }

    private long seed() {
      return context.run().seed();
    }
  }
}
