package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Streams the records of one file in bounded memory. Malformed records are values, not exceptions;
 * reading goes on behind them.
 */
interface RecordReader extends Closeable {

  /**
   * Columns of the file in their order. Formats that name columns in each record know only those
   * that they have met so far.
   */
  List<String> columns();

  /**
   * The next record, or null at the end of the file.
   *
   * @throws IOException where the bytes themselves cannot be read any further
   */
  Parsed next() throws IOException;

  /**
   * The record returned last, as delivered and cut at {@link Payload#MAX_CHARS}; for rules that
   * reject it later.
   */
  String payload();
}
