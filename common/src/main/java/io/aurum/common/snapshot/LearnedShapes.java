package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.aurum.common.config.AnalysisSettings;
import io.aurum.common.config.PurchaseSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.Bins;
import io.aurum.common.feature.Feature.Climb;
import io.aurum.common.feature.Feature.OfAttribute;
import io.aurum.common.feature.Feature.OfFacts;
import io.aurum.common.feature.Feature.OfFeatures;
import io.aurum.common.feature.Feature.OfLevels;
import io.aurum.common.feature.Feature.Scale;
import io.aurum.common.feature.Feature.Shape;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.ContentHash;
import io.aurum.common.snapshot.FittedFeatures.Parameter;
import io.aurum.common.table.Tables;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The features of a date with the parameters that their shapes have on it: those of the configured
 * learning date before it, so that the third bin of one day is the third bin of the next.
 *
 * <p>They are read from {@code feature_parameter} as it was published for the learning date, where
 * the feature was declared as it is now. Else they are learned of the customers as they were then,
 * which gives the same numbers as long as what is known of that day is the same. Attributes have no
 * history: of them the present values of those customers are learned from.
 *
 * <p>A feature of which no two customers had different values on the learning date says nothing of
 * bins and scales; its own are learned on the date itself. So are all without a learning date.
 */
public final class LearnedShapes {
  /** Different values from which a shape is learned. */
  private static final int FEWEST_VALUES = 2;

  private final Lake lake;
  private final Snapshots snapshots;
  private final AnalysisSettings settings;
  private final Map<String, Feature> features = new TreeMap<>();

  /**
   * @param snapshots of all features of the profile
   */
  public LearnedShapes(Lake lake, Settings settings, Snapshots snapshots) {
    this.lake = lake;
    this.snapshots = snapshots;
    this.settings = settings.analysis();
    this.settings.features().forEach(feature -> features.put(feature.name(), feature));
  }

  /**
   * Features as they are shown on a date.
   *
   * @param learnedOn by feature whose shape is learned: as at which date it was
   * @param distinct by the same features: different values that it was learned of
   */
  public record Shapes(
      FittedFeatures fitted, Map<String, LocalDate> learnedOn, Map<String, Integer> distinct) {

    private static Shapes of(FittedFeatures own, List<Feature> learned, LocalDate date) {
      Map<String, LocalDate> dates = new TreeMap<>();
      Map<String, Integer> distinct = new TreeMap<>();
      for (Feature feature : learned) {
        dates.put(feature.name(), date);
        distinct.put(feature.name(), own.distinctValues(feature));
      }
      return new Shapes(own, dates, distinct);
    }

    /** The same with some features as others have them. */
    private Shapes with(Shapes others, List<Feature> some) {
      Map<String, LocalDate> dates = new TreeMap<>(learnedOn);
      Map<String, Integer> counts = new TreeMap<>(distinct);
      for (Feature feature : some) {
        dates.put(feature.name(), others.learnedOn.get(feature.name()));
        counts.put(feature.name(), others.distinct.get(feature.name()));
      }
      return new Shapes(fitted.with(others.fitted, some), dates, counts);
    }

    private boolean isTold(Feature feature) {
      return distinct.getOrDefault(feature.name(), 0) >= FEWEST_VALUES;
    }
  }

  /**
   * The shapes of a date.
   *
   * @param own features learned of the customers of the date itself
   */
  public Shapes at(LocalDate date, FittedFeatures own) {
    List<Feature> asked = FittedFeatures.learned(List.copyOf(features.values()));
    Shapes shapes = Shapes.of(own, asked, date);
    Optional<LocalDate> learning = settings.learning().flatMap(rhythm -> rhythm.latest(date));
    if (asked.isEmpty() || learning.filter(day -> day.isBefore(date)).isEmpty()) {
      return shapes;
    }
    Shapes published = published(asked, learning.get());
    List<Feature> read = asked.stream().filter(published::isTold).toList();
    shapes = shapes.with(published, read);
    return read.size() == asked.size() ? shapes : learned(shapes, asked, read, learning.get());
  }

  /** The others, learned of the customers of the learning date. */
  private Shapes learned(
      Shapes shapes, List<Feature> asked, List<Feature> read, LocalDate learning) {
    List<Feature> missing = new ArrayList<>(asked);
    missing.removeAll(read);
    Shapes then =
        Shapes.of(
            FittedFeatures.learn(
                List.copyOf(features.values()), snapshots.withPresentAttributes().at(learning)),
            missing,
            learning);
    return shapes.with(then, missing.stream().filter(then::isTold).toList());
  }

  /** What was published for a date of features that are declared as they were then. */
  private Shapes published(List<Feature> asked, LocalDate learning) {
    List<Row> rows =
        lake.read(Tables.FEATURE_PARAMETER, learning)
            .where(col("learned_on").equalTo(lit(Date.valueOf(learning))))
            .select(
                "feature", "parameter", "position", "value", "declaration_hash", "distinct_values")
            .collectAsList();
    Map<String, String> declarations = new TreeMap<>();
    Map<String, Integer> distinct = new TreeMap<>();
    List<Parameter> parameters = new ArrayList<>();
    for (Row row : rows) {
      declarations.put(row.getString(0), row.getString(4));
      distinct.put(row.getString(0), row.getInt(5));
      parameters.add(
          new Parameter(row.getString(0), row.getString(1), row.getInt(2), row.getDouble(3)));
    }
    List<Feature> same =
        asked.stream()
            .filter(feature -> declaration(feature).equals(declarations.get(feature.name())))
            .filter(feature -> FittedFeatures.isComplete(feature, parameters))
            .toList();
    distinct.keySet().retainAll(same.stream().map(Feature::name).toList());
    Map<String, LocalDate> dates = new TreeMap<>();
    distinct.keySet().forEach(name -> dates.put(name, learning));
    return new Shapes(FittedFeatures.of(same, parameters), dates, distinct);
  }

  /** The rows of {@code feature_parameter}. */
  public List<Row> rows(Shapes shapes, String runId) {
    return shapes.fitted.parameters().stream().map(p -> row(p, shapes, runId)).toList();
  }

  private Row row(Parameter parameter, Shapes shapes, String runId) {
    Feature feature = features.get(parameter.feature());
    return RowFactory.create(
        parameter.feature(),
        parameter.name(),
        parameter.position(),
        parameter.value(),
        inWords(feature.shape()),
        declaration(feature),
        shapes.distinct.get(parameter.feature()),
        shapes.learnedOn.get(parameter.feature()),
        runId);
  }

  private static String inWords(Shape shape) {
    if (shape instanceof Bins bins) {
      return "%s bins, at most %d%s"
          .formatted(
              bins.method().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              bins.number(),
              bins.target().isEmpty() ? "" : ", by " + bins.target());
    }
    if (shape instanceof Climb climb) {
      return "a value that %d customers share, but for %s of them"
          .formatted(climb.least(), BigDecimal.valueOf(climb.rare()).toPlainString());
    }
    return shape instanceof Scale scale
        ? "scale " + scale.method().name().toLowerCase(Locale.ROOT).replace('_', '-')
        : "as it is";
  }

  /** Hash of all that the configuration says of what a shape is learned of. */
  private String declaration(Feature feature) {
    ContentHash hash = new ContentHash();
    hash.add(inWords(feature.shape())).add(snapshots.currency().orElse(""));
    PurchaseSettings purchases = settings.purchases();
    hash.add(purchases.where().sql()).add(purchases.refunds().name());
    new TreeMap<>(purchases.rates())
        .forEach((currency, rate) -> hash.add(currency).add(rate.toString()));
    add(hash, feature);
    if (feature.shape() instanceof Bins bins && !bins.target().isEmpty()) {
      add(hash, features.get(bins.target()));
    }
    return hash.finish();
  }

  private void add(ContentHash hash, Feature feature) {
    hash.add(feature.name()).add(feature.type().name());
    if (feature.origin() instanceof OfFacts facts) {
      hash.add(facts.entity()).add(facts.take().label()).add(facts.column());
      hash.add(facts.window().map(Period::toString).orElse("")).add(facts.where().sql());
      hash.add(String.valueOf(facts.steps())).add(facts.smoothing().toString());
    } else if (feature.origin() instanceof OfFeatures ratio) {
      add(hash, features.get(ratio.of()));
      add(hash, features.get(ratio.to()));
    } else if (feature.origin() instanceof OfAttribute attribute) {
      hash.add(attribute.attribute());
    } else if (feature.origin() instanceof OfLevels hierarchy) {
      hierarchy.levels().forEach(level -> hash.add(level.sql()));
    }
  }
}
