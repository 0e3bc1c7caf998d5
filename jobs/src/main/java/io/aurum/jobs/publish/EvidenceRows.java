package io.aurum.jobs.publish;

import static org.apache.spark.sql.functions.col;

import io.aurum.common.lake.Lake;
import io.aurum.common.match.Evidence;
import io.aurum.common.match.EvidenceModel;
import io.aurum.common.table.Tables;
import io.aurum.common.view.EvidenceModels;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of {@code match_evidence}: each scored pair, attribute by attribute, beside its prior. */
final class EvidenceRows implements FlatMapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> INPUT =
      List.of(
          "source_1",
          "source_record_id_1",
          "source_2",
          "source_record_id_2",
          "prior_bits",
          "agreement_pattern",
          "attribute_bits");

  private final EvidenceModel model;
  private final String runId;

  private EvidenceRows(EvidenceModel model, String runId) {
    this.model = model;
    this.runId = runId;
  }

  static Dataset<Row> of(Lake lake, String runId) {
    return lake.read(Tables.MATCH_PAIR)
        .select(INPUT.stream().map(name -> col(name)).toArray(Column[]::new))
        .flatMap(
            new EvidenceRows(EvidenceModels.in(lake), runId),
            Encoders.row(lake.contract(Tables.MATCH_EVIDENCE).schema()));
  }

  @Override
  public Iterator<Row> call(Row pair) {
    return evidence(pair)
        .map(
            piece ->
                RowFactory.create(
                    pair.get(0),
                    pair.get(1),
                    pair.get(2),
                    pair.get(3),
                    piece.attribute(),
                    piece.level().orElse(null),
                    piece.bits(),
                    runId))
        .iterator();
  }

  private Stream<Evidence> evidence(Row pair) {
    return model.expand(pair.getDouble(4), pair.getString(5), pair.getString(6)).stream();
  }
}
