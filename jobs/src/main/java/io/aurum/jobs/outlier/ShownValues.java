package io.aurum.jobs.outlier;

import io.aurum.common.config.OutlierSettings;
import io.aurum.common.lake.MiningRows;
import io.aurum.common.model.FeatureColumn;
import io.aurum.common.outlier.Judgement.Reason;
import io.aurum.jobs.JobContext;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Values of features as people read them, as far as they may be shown.
 *
 * @param names of the features
 * @param forms how values are written
 * @param shown whether values may stand in published tables
 */
record ShownValues(List<String> names, List<Form> forms, boolean[] shown) implements Serializable {
  private static final MathContext DIGITS = new MathContext(6);
  private static final double SECONDS_PER_DAY = 86_400;

  /** How the values of a feature are written. */
  enum Form {
    NUMBER,
    /** Days since 1970-01-01. */
    DATE,
    /** The same with the time of day. */
    TIME,
    TEXT;

    private static Form of(FeatureColumn column, DataType type) {
      if (!column.isNumber()) {
        return TEXT;
      }
      return type.equals(DataTypes.DateType)
          ? DATE
          : type.equals(DataTypes.TimestampType) ? TIME : NUMBER;
    }

    private String write(Object value) {
      if (!(value instanceof Double number)) {
        return (String) value;
      }
      return switch (this) {
        case DATE -> LocalDate.ofEpochDay(Math.round(number)).toString();
        case TIME -> Instant.ofEpochSecond(Math.round(number * SECONDS_PER_DAY)).toString();
        case NUMBER, TEXT ->
            number == 0
                ? "0"
                : BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
      };
    }
  }

  /**
   * @param schema of the analysed table
   */
  static ShownValues of(
      JobContext context,
      OutlierSettings analysis,
      StructType schema,
      List<FeatureColumn> columns) {
    MiningRows tables = new MiningRows(context.lake(), context.run(), context.settings());
    boolean[] shown = new boolean[columns.size()];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = tables.isPublishable(analysis.table(), columns.get(i).name());
    }
    return new ShownValues(
        columns.stream().map(FeatureColumn::name).toList(),
        columns.stream().map(c -> Form.of(c, schema.apply(c.name()).dataType())).toList(),
        shown);
  }

  String name(int feature) {
    return names.get(feature);
  }

  boolean isShown(int feature) {
    return shown[feature];
  }

  /** The value in words; null where it is missing or may not be shown. */
  String text(int feature, Object value) {
    return shown[feature] && value != null ? forms.get(feature).write(value) : null;
  }

  /** Value less the ordinary one; null of what is no number or may not be shown. */
  Double difference(int feature, Object value, Object ordinary) {
    return shown[feature] && value instanceof Double number && ordinary instanceof Double usual
        ? Double.valueOf(number - usual)
        : null;
  }

  /** Why a row is odd, strongest first: {@code orders 480 (ordinarily 14): 62 %}. */
  String words(Object[] values, List<Reason> reasons) {
    double all = reasons.stream().mapToDouble(Reason::fall).sum();
    return IntStream.range(0, reasons.size())
        .mapToObj(i -> words(values, reasons.get(i), all))
        .collect(Collectors.joining("; "));
  }

  private String words(Object[] values, Reason reason, double all) {
    int feature = reason.feature();
    String share =
        all > 0 ? String.format(Locale.ROOT, ": %.0f %%", 100 * reason.fall() / all) : "";
    return isShown(feature)
        ? "%s %s (ordinarily %s)%s"
            .formatted(
                name(feature),
                orMissing(feature, values[feature]),
                orMissing(feature, reason.ordinary()),
                share)
        : name(feature) + share;
  }

  private String orMissing(int feature, Object value) {
    return value == null ? "missing" : text(feature, value);
  }
}
