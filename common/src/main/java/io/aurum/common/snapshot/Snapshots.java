package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.mode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.aurum.common.config.Settings;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.OfAttribute;
import io.aurum.common.feature.Feature.OfExpression;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.feature.Feature.OfFeatures;
import io.aurum.common.feature.Feature.OfLevels;
import io.aurum.common.feature.Feature.OfResult;
import io.aurum.common.feature.Smoothing;
import io.aurum.common.lake.Facts;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.Run;
import io.aurum.common.table.Mineable;
import io.aurum.common.table.Tables;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The features of all customers at a cut: the end of a day (UTC).
 *
 * <p>A snapshot has one row for each golden customer first seen by the cut: {@code customer_id,
 * profile_kind} and every declared feature before it is shaped: counts as LONG, money as
 * DECIMAL(18,2), other numbers as DOUBLE, texts, dates, hierarchies as arrays of the texts of their
 * levels. The facts of each entity are aggregated in one pass; sums are exact, so that no
 * partitioning shows.
 *
 * <p>A feature of an attribute or of a result is empty at every cut but the run's own date: they
 * have no history.
 */
public final class Snapshots {
  /** Column with the cut of a row, where rows of several cuts are together. */
  public static final String CUT = "cut_date";

  private static final String ID = Facts.CUSTOMER_ID;
  private static final String TIME = CustomerFacts.TIME;

  /** Sums in it are exact, so that no partitioning shows. */
  static final DataType EXACT = DataTypes.createDecimalType(28, 6);

  private final Lake lake;
  private final Run run;
  private final List<Feature> features;
  private final Purchases purchases;
  private final Predicate<LocalDate> hasAttributes;

  public Snapshots(Lake lake, Run run, Settings settings) {
    this(lake, run, settings, settings.analysis().features());
  }

  /**
   * Of some features alone.
   *
   * @param features with all that they are made of
   */
  public Snapshots(Lake lake, Run run, Settings settings, List<Feature> features) {
    this(
        lake,
        run,
        List.copyOf(features),
        Purchases.of(lake, run, settings),
        cut -> cut.equals(run.asOf()));
  }

  private Snapshots(
      Lake lake,
      Run run,
      List<Feature> features,
      Purchases purchases,
      Predicate<LocalDate> hasAttributes) {
    this.lake = lake;
    this.run = run;
    this.features = features;
    this.purchases = purchases;
    this.hasAttributes = hasAttributes;
  }

  /**
   * The same where attributes and results are at every cut what they are at the run's date: for
   * what is learned of their values, not for what is to be predicted by them.
   */
  public Snapshots withPresentAttributes() {
    return new Snapshots(lake, run, features, purchases, cut -> true);
  }

  /** Currency of all money; empty where nothing names one. */
  public Optional<String> currency() {
    return purchases.currency();
  }

  /**
   * Customers as they were at the end of a day.
   *
   * @param cut the run's date or an earlier one
   * @throws IllegalArgumentException for a later one, which the run cannot know
   */
  public Dataset<Row> at(LocalDate cut) {
    Cuts only = new Cuts(List.of(cut));
    Dataset<Row> seen = only.each(customers()).where(col("first_seen").lt(only.end()));
    return with(only, seen).drop(CUT);
  }

  /**
   * Customers as they were at the ends of several days, in one pass over the facts: a row for each
   * of those asked for who still is a customer at the run's date, with its {@value #CUT} before it.
   *
   * @param cuts at least one, none later than the run's date
   * @param asked {@value #CUT} and {@code customer_id}, each pair once
   * @throws IllegalArgumentException for a later one, which the run cannot know
   */
  public Dataset<Row> of(List<LocalDate> cuts, Dataset<Row> asked) {
    return with(new Cuts(cuts), asked.select(CUT, ID).join(customers(), new String[] {ID}));
  }

  private Dataset<Row> with(Cuts all, Dataset<Row> atCuts) {
    for (LocalDate cut : all.dates()) {
      if (cut.isAfter(run.asOf())) {
        throw new IllegalArgumentException("%s lies after %s".formatted(cut, run.asOf()));
      }
    }
    Dataset<Row> customers = atCuts;
    for (Map.Entry<String, List<Feature>> entity : byEntity().entrySet()) {
      customers =
          customers.join(
              aggregated(entity.getKey(), entity.getValue(), all), new String[] {ID, CUT}, "left");
    }
    for (Map.Entry<String, List<OfResult>> table : byTable().entrySet()) {
      customers = with(customers, table.getKey(), table.getValue());
    }
    return expressed(customers.select(columns(all)));
  }

  private Map<String, List<OfResult>> byTable() {
    Map<String, List<OfResult>> byTable = new TreeMap<>();
    for (Feature feature : features) {
      if (feature.origin() instanceof OfResult result) {
        byTable.computeIfAbsent(result.table(), name -> new ArrayList<>()).add(result);
      }
    }
    return byTable;
  }

  private Dataset<Row> with(Dataset<Row> customers, String table, List<OfResult> wanted) {
    Dataset<Row> said = lake.read(Mineable.result(table).orElseThrow());
    List<Column> columns = new ArrayList<>(List.of(col(ID)));
    wanted.stream()
        .distinct()
        .forEach(result -> columns.add(col(result.column()).as(resultColumn(result))));
    return customers.join(said.select(columns.toArray(Column[]::new)), new String[] {ID}, "left");
  }

  private static String resultColumn(OfResult result) {
    return "result " + result.table() + " " + result.column();
  }

  /** With the features that are expressions of others, all in the order of their declaration. */
  private Dataset<Row> expressed(Dataset<Row> rows) {
    if (features.stream().noneMatch(feature -> feature.origin() instanceof OfExpression)) {
      return rows;
    }
    List<Column> columns = new ArrayList<>(List.of(col(CUT), col(ID), col("profile_kind")));
    for (Feature feature : features) {
      Column own = col(feature.name());
      columns.add(
          feature.origin() instanceof OfExpression of
              ? typed(expr(of.expression().sql()), feature.type()).as(feature.name())
              : own);
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> customers() {
    Stream<Column> own = Stream.of(col(ID), col("profile_kind"), col("first_seen"));
    Stream<Column> attributes =
        features.stream()
            .map(Feature::origin)
            .filter(OfAttribute.class::isInstance)
            .map(origin -> ((OfAttribute) origin).attribute())
            .distinct()
            .map(attribute -> col("`" + attribute + "`").as(attributeColumn(attribute)));
    Stream<Column> levels =
        features.stream()
            .filter(feature -> feature.origin() instanceof OfLevels)
            .map(feature -> levels((OfLevels) feature.origin()).as(levelColumn(feature)));
    return lake.read(Tables.GOLDEN_CUSTOMER)
        .where(col("status").equalTo("active"))
        .select(Stream.of(own, attributes, levels).flatMap(c -> c).toArray(Column[]::new));
  }

  /** The values of all levels of a hierarchy; which one is told is learned of all customers. */
  private static Column levels(OfLevels hierarchy) {
    return array(
        hierarchy.levels().stream()
            .map(level -> expr(level.sql()).cast(DataTypes.StringType))
            .toArray(Column[]::new));
  }

  private static String levelColumn(Feature feature) {
    return "levels " + feature.name();
  }

  private static String attributeColumn(String attribute) {
    return "attribute " + attribute;
  }

  private Map<String, List<Feature>> byEntity() {
    Map<String, List<Feature>> byEntity = new TreeMap<>();
    for (Feature feature : features) {
      if (feature.origin() instanceof OfFacts facts) {
        byEntity.computeIfAbsent(facts.entity(), name -> new ArrayList<>()).add(feature);
      }
    }
    return byEntity;
  }

  private Dataset<Row> aggregated(String entityName, List<Feature> ofEntity, Cuts cuts) {
    return facts(entityName, cuts)
        .groupBy(ID, CUT)
        .agg(
            count(lit(1)).as(anyColumn(entityName)),
            ofEntity.stream()
                .map(feature -> aggregate(feature, (OfFacts) feature.origin(), cuts))
                .toArray(Column[]::new));
  }

  /** Filled where a customer has a fact of an entity. */
  private static String anyColumn(String entityName) {
    return "any " + entityName;
  }

  /** Facts before the cut, with what was known of them by then. */
  private Dataset<Row> facts(String entityName, Cuts cuts) {
    Dataset<Row> known =
        cuts.each(new CustomerFacts(lake, run, purchases).of(entityName))
            .where(col(TIME).lt(cuts.end()).and(col("known_at").lt(cuts.end())));
    return CustomerFacts.asKnownBefore(cuts.end(), known, entityName);
  }

  private static Column aggregate(Feature feature, OfFacts facts, Cuts cuts) {
    Column counts = counts(facts, cuts);
    Column value = facts.column().isEmpty() ? lit(1) : col(facts.column());
    Column counted = when(counts, value);
    Column order = when(counts.and(value.isNotNull()), struct(col(TIME), value));
    Column result =
        switch (facts.take()) {
          case COUNT -> count(counted);
          case DISTINCT -> array_size(collect_set(counted)).cast(DataTypes.LongType);
          case SUM -> typed(exactSum(counts, counted), feature.type());
          case AVG ->
              sum(counted.cast(EXACT)).cast(DataTypes.DoubleType).divide(nonZero(count(counted)));
          case MIN -> typed(min(counted), feature.type());
          case MAX -> typed(max(counted), feature.type());
          case FIRST -> typed(min_by(value, order), feature.type());
          case LAST -> typed(max_by(value, order), feature.type());
          case MOST_FREQUENT -> typed(mode(counted, true), feature.type());
          case RECENCY -> days(max(when(counts, col(TIME))));
          case TENURE -> days(min(when(counts, col(TIME))));
          case TREND -> trend(facts, value, counts, cuts);
        };
    return result.as(feature.name());
  }

  /** 0 where no fact counts; empty where some do and none of them has a value. */
  private static Column exactSum(Column counts, Column counted) {
    return when(count(when(counts, lit(1))).equalTo(0), lit(0)).otherwise(sum(counted.cast(EXACT)));
  }

  private static Column counts(OfFacts facts, Cuts cuts) {
    Column where =
        facts.where().isNone() ? lit(true) : coalesce(expr(facts.where().sql()), lit(false));
    return facts
        .window()
        .map(window -> where.and(col(TIME).geq(cuts.at(cut -> Cuts.start(cut, window)))))
        .orElse(where);
  }

  /** Smoothing and slope are both linear in the steps: one weight for each step says it all. */
  private static Column trend(OfFacts facts, Column value, Column counts, Cuts cuts) {
    Period window = facts.window().orElseThrow();
    Column slope = lit(0.0);
    for (int step = 0; step < facts.steps(); step++) {
      int first = step;
      Column in =
          counts
              .and(col(TIME).geq(cuts.at(cut -> Cuts.step(cut, window, first, facts.steps()))))
              .and(col(TIME).lt(cuts.at(cut -> Cuts.step(cut, window, first + 1, facts.steps()))));
      double[] unit = new double[facts.steps()];
      unit[step] = 1;
      Column part = coalesce(sum(when(in, value).cast(EXACT)), lit(0)).cast(DataTypes.DoubleType);
      slope = slope.plus(part.multiply(lit(Smoothing.slope(facts.smoothing().of(unit)))));
    }
    return slope;
  }

  private static Column days(Column time) {
    return datediff(col(CUT), to_date(time)).cast(DataTypes.LongType);
  }

  private Column[] columns(Cuts cuts) {
    List<Column> columns = new ArrayList<>(List.of(col(CUT), col(ID), col("profile_kind")));
    features.forEach(feature -> columns.add(column(feature, cuts).as(feature.name())));
    return columns.toArray(Column[]::new);
  }

  private Column column(Feature feature, Cuts cuts) {
    if (feature.origin() instanceof OfFeatures ratio) {
      return number(ratio.of(), cuts).divide(nonZero(number(ratio.to(), cuts)));
    }
    if (feature.origin() instanceof OfExpression) {
      return lit(null); // made of the others when they are there
    }
    if (feature.origin() instanceof OfLevels) {
      return today(levelColumn(feature), cuts)
          .cast(DataTypes.createArrayType(DataTypes.StringType));
    }
    Optional<Column> today = today(feature.origin(), cuts);
    if (today.isPresent()) {
      return typed(today.get(), feature.type());
    }
    OfFacts facts = (OfFacts) feature.origin();
    return switch (facts.take()) {
      case COUNT, DISTINCT, SUM, TREND ->
          when(col(anyColumn(facts.entity())).isNull(), lit(0).cast(sparkType(feature.type())))
              .otherwise(col(feature.name()));
      default -> col(feature.name());
    };
  }

  /** What has no history: it is known where attributes are. */
  private Optional<Column> today(Feature.Origin origin, Cuts cuts) {
    Optional<String> column =
        origin instanceof OfAttribute attribute
            ? Optional.of(attributeColumn(attribute.attribute()))
            : origin instanceof OfResult result
                ? Optional.of(resultColumn(result))
                : Optional.empty();
    return column.map(name -> today(name, cuts));
  }

  private Column today(String column, Cuts cuts) {
    return cuts.choose(cut -> hasAttributes.test(cut) ? col("`" + column + "`") : lit(null));
  }

  private Column number(String name, Cuts cuts) {
    Feature feature =
        features.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    return column(feature, cuts).cast(DataTypes.DoubleType);
  }

  private static Column nonZero(Column number) {
    return when(number.notEqual(0), number);
  }

  private static Column typed(Column value, Feature.Type type) {
    return value.cast(sparkType(type));
  }

  static DataType sparkType(Feature.Type type) {
    return switch (type) {
      case COUNT -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case MONEY -> Money.AMOUNT;
      case TEXT -> DataTypes.StringType;
      case DATE -> DataTypes.DateType;
    };
  }
}
