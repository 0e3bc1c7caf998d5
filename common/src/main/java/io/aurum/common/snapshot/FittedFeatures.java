package io.aurum.common.snapshot;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.aurum.common.feature.Binning;
import io.aurum.common.feature.Feature;
import io.aurum.common.feature.Feature.Bins;
import io.aurum.common.feature.Feature.Climb;
import io.aurum.common.feature.Feature.Generalise;
import io.aurum.common.feature.Feature.Scale;
import io.aurum.common.feature.FeatureStudy;
import io.aurum.common.feature.Generalisation;
import io.aurum.common.feature.Scaling;
import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Features with the parameters of their shapes, learned from one snapshot, applied to any.
 *
 * <p>Parameters are learned from the customers of a snapshot, above {@value #MOST} of them from
 * those {@value #MOST} with the smallest hash of their ids, so that the same customers are asked
 * whatever the partitions. They are plain numbers, see {@link #parameters}, from which {@link
 * #of(List, List)} makes the same features again.
 *
 * @param binnings by feature
 * @param scalings by feature
 * @param rungs by feature: the level of its hierarchy
 * @param studies of the features with numbers
 */
public record FittedFeatures(
    List<Feature> features,
    Map<String, Binning> binnings,
    Map<String, Scaling> scalings,
    Map<String, Rung> rungs,
    List<FeatureStudy> studies) {
  private static final int MOST = 50_000;
  private static final String EDGE = "edge";
  private static final String CENTRE = "centre";
  private static final String WIDTH = "width";
  private static final String LEVEL = "level";

  /**
   * One learned number.
   *
   * @param name edge, centre, width or level
   * @param position from 1; of an edge
   */
  public record Parameter(String feature, String name, int position, double value)
      implements Serializable {}

  /** Learns from a snapshot. */
  public static FittedFeatures learn(List<Feature> features, Dataset<Row> snapshot) {
    List<Feature> numeric = features.stream().filter(FittedFeatures::isNumeric).toList();
    List<Column> columns = new ArrayList<>();
    numeric.forEach(f -> columns.add(col(f.name()).cast(DataTypes.DoubleType)));
    List<Row> sample =
        snapshot
            .orderBy(xxhash64(col("customer_id")), col("customer_id"))
            .limit(MOST)
            .select(columns.toArray(Column[]::new))
            .collectAsList();
    Map<String, double[]> values = new TreeMap<>();
    for (int i = 0; i < numeric.size(); i++) {
      int place = i;
      values.put(
          numeric.get(i).name(),
          sample.stream()
              .mapToDouble(row -> row.isNullAt(place) ? Double.NaN : row.getDouble(place))
              .toArray());
    }
    return learn(features, values, Rung.learn(features, snapshot));
  }

  private static FittedFeatures learn(
      List<Feature> features, Map<String, double[]> values, Map<String, Rung> rungs) {
    Map<String, Binning> binnings = new TreeMap<>();
    Map<String, Scaling> scalings = new TreeMap<>();
    for (Feature feature : features) {
      double[] own = values.getOrDefault(feature.name(), new double[0]);
      double[] sorted = FeatureStudy.sorted(own);
      if (feature.shape() instanceof Scale scale) {
        scalings.put(
            feature.name(),
            sorted.length == 0 ? new Scaling(0, 1) : Scaling.learn(scale.method(), sorted));
      } else if (feature.shape() instanceof Bins bins) {
        binnings.put(
            feature.name(),
            sorted.length == 0
                ? new Binning(List.of())
                : binning(bins, own, sorted, values.get(bins.target())));
      }
    }
    return new FittedFeatures(
        features,
        binnings,
        scalings,
        rungs,
        FeatureStudy.of(
            values.entrySet().stream()
                .map(entry -> new FeatureStudy.Values(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private static Binning binning(Bins bins, double[] own, double[] sorted, double[] target) {
    return switch (bins.method()) {
      case EQUAL_WIDTH -> Binning.equalWidth(sorted, bins.number());
      case QUANTILE -> Binning.quantile(sorted, bins.number());
      case SUPERVISED -> {
        int[] order =
            IntStream.range(0, own.length)
                .filter(i -> !Double.isNaN(own[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> own[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean[] positive = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
          positive[i] = target[order[i]] > 0;
        }
        yield Binning.supervised(sorted, positive, bins.number());
      }
    };
  }

  /** The features whose shapes have learned parameters. */
  static List<Feature> learned(List<Feature> features) {
    return features.stream()
        .filter(f -> f.shape() instanceof Bins || f.shape() instanceof Scale || Rung.isClimbed(f))
        .toList();
  }

  /** Whether all that the shape of a feature learns is among kept parameters. */
  static boolean isComplete(Feature feature, List<Parameter> kept) {
    if (feature.shape() instanceof Scale) {
      return values(kept, feature, CENTRE).size() == 1 && values(kept, feature, WIDTH).size() == 1;
    }
    return !values(kept, feature, Rung.isClimbed(feature) ? LEVEL : EDGE).isEmpty();
  }

  /** The same with the parameters that others have of some features. */
  FittedFeatures with(FittedFeatures others, List<Feature> some) {
    Map<String, Binning> newBinnings = new TreeMap<>(binnings);
    Map<String, Scaling> newScalings = new TreeMap<>(scalings);
    Map<String, Rung> newRungs = new TreeMap<>(rungs);
    for (Feature feature : some) {
      newBinnings.computeIfPresent(
          feature.name(), (name, own) -> others.binnings.getOrDefault(name, own));
      newScalings.computeIfPresent(
          feature.name(), (name, own) -> others.scalings.getOrDefault(name, own));
      newRungs.computeIfPresent(
          feature.name(), (name, own) -> others.rungs.getOrDefault(name, own));
    }
    return new FittedFeatures(features, newBinnings, newScalings, newRungs, studies);
  }

  /** Different values of a feature in the snapshot that was learned from. */
  int distinctValues(Feature feature) {
    if (rungs.containsKey(feature.name())) {
      return rungs.get(feature.name()).values();
    }
    return studies.stream()
        .filter(study -> study.feature().equals(feature.name()))
        .mapToInt(FeatureStudy::distinct)
        .sum();
  }

  /** The same features from kept parameters. */
  public static FittedFeatures of(List<Feature> features, List<Parameter> kept) {
    Map<String, Binning> binnings = new TreeMap<>();
    Map<String, Scaling> scalings = new TreeMap<>();
    Map<String, Rung> rungs = new TreeMap<>();
    for (Feature feature : features) {
      if (feature.shape() instanceof Bins) {
        binnings.put(feature.name(), new Binning(values(kept, feature, EDGE)));
      } else if (feature.shape() instanceof Scale) {
        scalings.put(
            feature.name(),
            new Scaling(values(kept, feature, CENTRE).get(0), values(kept, feature, WIDTH).get(0)));
      } else if (Rung.isClimbed(feature)) {
        rungs.put(feature.name(), new Rung(values(kept, feature, LEVEL).get(0).intValue(), 0));
      }
    }
    return new FittedFeatures(features, binnings, scalings, rungs, List.of());
  }

  private static List<Double> values(List<Parameter> kept, Feature feature, String name) {
    return kept.stream()
        .filter(p -> p.feature().equals(feature.name()) && p.name().equals(name))
        .sorted(Comparator.comparingInt(Parameter::position))
        .map(Parameter::value)
        .toList();
  }

  /** Everything learned, in the order of features and positions. */
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    binnings.forEach(
        (feature, binning) -> {
          for (int i = 0; i < binning.edges().size(); i++) {
            parameters.add(new Parameter(feature, EDGE, i + 1, binning.edges().get(i)));
          }
        });
    scalings.forEach(
        (feature, scaling) -> {
          parameters.add(new Parameter(feature, CENTRE, 1, scaling.centre()));
          parameters.add(new Parameter(feature, WIDTH, 1, scaling.width()));
        });
    rungs.forEach(
        (feature, rung) -> parameters.add(new Parameter(feature, LEVEL, 1, rung.level())));
    return parameters;
  }

  /**
   * A snapshot in the shapes of the features: bins and generalised values as text (those of a
   * hierarchy are shared by enough of these very rows), scaled values as DOUBLE; the other columns
   * as they are.
   *
   * @param cut of the snapshot: ages are counted up to it
   */
  public Dataset<Row> shape(Dataset<Row> snapshot, LocalDate cut) {
    Map<String, Feature> byName = new TreeMap<>();
    features.forEach(feature -> byName.put(feature.name(), feature));
    return snapshot.select(
        Arrays.stream(snapshot.columns())
            .map(
                name ->
                    byName.containsKey(name)
                        ? shaped(byName.get(name), cut).as(name)
                        : col("`" + name + "`"))
            .toArray(Column[]::new));
  }

  private Column shaped(Feature feature, LocalDate cut) {
    Column value = col(feature.name());
    Column number = value.cast(DataTypes.DoubleType);
    if (feature.shape() instanceof Bins) {
      return label(number, binnings.get(feature.name()));
    }
    if (feature.shape() instanceof Scale) {
      Scaling scaling = scalings.get(feature.name());
      return number.minus(lit(scaling.centre())).divide(lit(scaling.width()));
    }
    if (feature.shape() instanceof Climb climb) {
      return rungs.get(feature.name()).told(value, climb);
    }
    return feature.shape() instanceof Generalise blur ? generalised(value, blur, cut) : value;
  }

  private static Column label(Column number, Binning binning) {
    Column label = when(number.isNull(), lit(null).cast(DataTypes.StringType));
    for (int bin = 0; bin < binning.size() - 1; bin++) {
      label = label.when(number.lt(lit(binning.edges().get(bin))), binning.label(bin));
    }
    return label.otherwise(binning.label(binning.size() - 1));
  }

  private static Column generalised(Column value, Generalise blur, LocalDate cut) {
    return switch (blur.level()) {
      case YEAR -> date_format(value, "yyyy");
      case MONTH -> date_format(value, "yyyy-MM");
      case PREFIX -> substring(value, 1, blur.keep());
      case AGE_BAND -> ageBand(value, cut);
    };
  }

  private static Column ageBand(Column birthDate, LocalDate cut) {
    Column years =
        floor(months_between(lit(Date.valueOf(cut)), birthDate).divide(12))
            .cast(DataTypes.IntegerType);
    Column band = when(years.isNull(), lit(null).cast(DataTypes.StringType));
    for (int age = 0; age < Generalisation.OLDEST; age++) {
      String name = Generalisation.ageBand(age);
      if (!name.equals(Generalisation.ageBand(age + 1))) {
        band = band.when(years.leq(age), name);
      }
    }
    return band.otherwise(Generalisation.ageBand(Generalisation.OLDEST));
  }

  private static boolean isNumeric(Feature feature) {
    return feature.type() == Feature.Type.COUNT
        || feature.type() == Feature.Type.NUMBER
        || feature.type() == Feature.Type.MONEY;
  }
}
