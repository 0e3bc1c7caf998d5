package io.aurum.common.learn;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.table.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Keeps models in {@code model_registry}: what was learnt, whole, so that it can score again. */
final class ModelStore {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setVisibility(
              new ObjectMapper()
                  .getVisibilityChecker()
                  .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                  .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                  .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE));

  private final SparkSession spark;
  private final Lake lake;

  ModelStore(SparkSession spark, Lake lake) {
    this.spark = spark;
    this.lake = lake;
  }

  /**
   * The model of that id, if it was ever learnt.
   *
   * @param kind what was learnt
   */
  <T> Optional<T> find(String modelId, Class<T> kind) {
    if (!lake.exists(Tables.MODEL_REGISTRY)) {
      return Optional.empty();
    }
    return lake
        .read(Tables.MODEL_REGISTRY)
        .where(col("model_id").equalTo(modelId))
        .select("model")
        .collectAsList()
        .stream()
        .findFirst()
        .map(row -> read(row.getAs(0), kind));
  }

  /**
   * Keeps models that are not there yet, so that each stays with the data and the run that it was
   * learned of; one that was there for something else is replaced by one that scores. Empty where
   * there is nothing to keep.
   */
  Optional<Commit> keep(List<Row> models) {
    StructType schema = lake.contract(Tables.MODEL_REGISTRY).schema();
    int id = schema.fieldIndex("model_id");
    int status = schema.fieldIndex("status");
    Map<String, String> kept =
        lake.read(Tables.MODEL_REGISTRY).select("model_id", "status").collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    List<Row> fresh =
        models.stream()
            .filter(row -> isFresh(row.getString(status), kept.get(row.getString(id))))
            .toList();
    return fresh.isEmpty()
        ? Optional.empty()
        : Optional.of(lake.merge(Tables.MODEL_REGISTRY, spark.createDataFrame(fresh, schema)));
  }

  private static boolean isFresh(String status, String kept) {
    return kept == null || (status.equals(Registry.TRAINED) && !kept.equals(Registry.TRAINED));
  }

  static byte[] write(Object learned) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
        JSON.writeValue(zipped, learned);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory cannot be written to", e);
    }
  }

  static <T> T read(byte[] bytes, Class<T> kind) {
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return JSON.readValue(zipped, kind);
    } catch (IOException e) {
      throw new UncheckedIOException("The model in the registry cannot be read", e);
    }
  }
}
