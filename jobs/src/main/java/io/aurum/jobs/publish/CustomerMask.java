package io.aurum.jobs.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Settings;
import io.aurum.common.kind.Kind;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The columns of a golden customer as they are published. */
final class CustomerMask {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'";

  private final Map<String, Kind> masked = new HashMap<>();

  CustomerMask(Settings settings) {
    var disclosure = new Disclosure(settings);
    for (AttributeSettings attribute : settings.attributes()) {
      if (disclosure.masked(attribute)) {
        masked.put(attribute.name(), attribute.kind());
      }
    }
  }

  /** The column of that name: masked, as it is, or of this run. */
  Column published(String name, String runId) {
    if (name.equals("run_id")) {
      return lit(runId).as(name);
    }
    Kind kind = masked.get(name);
    return kind == null ? col(name) : mask(kind).apply(canonical(kind, col(name))).as(name);
  }

  private static org.apache.spark.sql.expressions.UserDefinedFunction mask(Kind kind) {
    UDF1<String, String> mask = value -> value == null ? null : kind.mask(value);
    return udf(mask, DataTypes.StringType);
  }

  /** The text from which the typed value was made. */
  private static Column canonical(Kind kind, Column value) {
    return switch (kind.type()) {
      case TEXT -> value;
      case TIMESTAMP -> date_format(value, INSTANT);
      case DATE, NUMBER, BOOLEAN -> value.cast(DataTypes.StringType);
    };
  }
}
