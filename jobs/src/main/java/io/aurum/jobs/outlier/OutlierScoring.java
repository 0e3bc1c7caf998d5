package io.aurum.jobs.outlier;

import io.aurum.common.outlier.Judgement;
import io.aurum.common.outlier.Judgement.Reason;
import io.aurum.common.outlier.Judgement.Voices;
import io.aurum.common.outlier.OutlierModel;
import io.aurum.common.outlier.Threshold;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Scores the rows of one partition: each row with further columns behind its own. */
final class OutlierScoring {
  /** Names of the columns that make an outlier odd, strongest first. */
  static final String ODD_FEATURES = "odd_features";

  /** The same with values, as {@code record_outlier_feature} has them. */
  static final String REASONS = "outlier_reasons";

  private static final StructType REASON =
      new StructType()
          .add("feature", DataTypes.StringType, false)
          .add("position", DataTypes.IntegerType, false)
          .add("value", DataTypes.StringType)
          .add("ordinary_value", DataTypes.StringType)
          .add("difference", DataTypes.DoubleType)
          .add("deviation", DataTypes.DoubleType)
          .add("evidence_fall", DataTypes.DoubleType, false)
          .add("evidence_rate", DataTypes.DoubleType, false);

  private final OutlierModel model;
  private final Threshold threshold;
  private final ShownValues shown;
  private final int position;

  /**
   * @param position of the values in a row
   */
  OutlierScoring(OutlierModel model, Threshold threshold, ShownValues shown, int position) {
    this.model = model;
    this.threshold = threshold;
    this.shown = shown;
    this.position = position;
  }

  /** Columns of the scored rows. */
  static StructType schema(StructType table) {
    return table
        .add("is_outlier", DataTypes.BooleanType, false)
        .add("outlier_score", DataTypes.DoubleType, false)
        .add("evidence", DataTypes.DoubleType, false)
        .add("isolation_forest_score", DataTypes.DoubleType, false)
        .add("ecod_score", DataTypes.DoubleType, false)
        .add("copod_score", DataTypes.DoubleType, false)
        .add("hbos_score", DataTypes.DoubleType, false)
        .add("neighbour_score", DataTypes.DoubleType, false)
        .add("why", DataTypes.StringType)
        .add(ODD_FEATURES, DataTypes.createArrayType(DataTypes.StringType, false), false)
        .add(REASONS, DataTypes.createArrayType(REASON, false), false);
  }

  Iterator<Row> score(Iterator<Row> part) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(part, 0), false)
        .map(this::score)
        .iterator();
  }

  private Row score(Row row) {
    Object[] values = OutlierAnalysis.values(row.getStruct(position));
    Judgement judgement = model.judge(values);
    boolean odd = threshold.isReached(judgement.evidence());
    List<Reason> reasons = odd ? model.reasons(values, threshold) : List.of();
    Voices voices = judgement.voices();
    Object[] found = {
      odd,
      judgement.score(),
      judgement.evidence(),
      judgement.isolation(),
      voices.ecod(),
      voices.copod(),
      voices.hbos(),
      voices.neighbours(),
      odd ? shown.words(values, reasons) : null,
      reasons.stream().map(reason -> shown.name(reason.feature())).toArray(String[]::new),
      rows(values, reasons)
    };
    Object[] scored = Arrays.copyOf(OutlierAnalysis.values(row), row.size() + found.length);
    System.arraycopy(found, 0, scored, row.size(), found.length);
    return RowFactory.create(scored);
  }

  private Row[] rows(Object[] values, List<Reason> reasons) {
    double all = reasons.stream().mapToDouble(Reason::fall).sum();
    return IntStream.range(0, reasons.size())
        .mapToObj(i -> row(i + 1, values, reasons.get(i), all))
        .toArray(Row[]::new);
  }

  private Row row(int rank, Object[] values, Reason reason, double all) {
    int feature = reason.feature();
    Object value = values[feature];
    return RowFactory.create(
        shown.name(feature),
        rank,
        shown.text(feature, value),
        shown.text(feature, reason.ordinary()),
        shown.difference(feature, value, reason.ordinary()),
        shown.isShown(feature) && !Double.isNaN(reason.deviation()) ? reason.deviation() : null,
        reason.fall(),
        all > 0 ? reason.fall() / all : 0.0);
  }
}
