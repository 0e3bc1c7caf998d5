package io.aurum.jobs.ingest;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.spark.sql.Row;

/**
 * The records of one part of a delivery as rows of {@link ParsedRows}; closes itself at its end.
 */
final class DeliveredRecords implements Iterator<Row>, Closeable {
  private final Part part;
  private final Delivery delivery;
  private final ParsedRows rows;
  private final Configuration conf;
  private final RecordMapper mapper;
  private RecordReader reader;
  private long lastLine;
  private boolean ended;
  private Row next;

  DeliveredRecords(
      Part part, ParsedRows rows, Map<String, ColumnMapping> extra, Configuration conf) {
    this.part = part;
    this.delivery = part.delivery();
    this.lastLine = part.before();
    this.rows = rows;
    this.conf = conf;
    this.mapper = new RecordMapper(delivery, rows.outputs(), extra);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      if (next == null) {
        close();
      }
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  @Override
  public void close() {
    ended = true;
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(e);
      } finally {
        reader = null;
      }
    }
  }

  private Row read() {
    try {
      if (reader == null) {
        reader = RecordReaders.open(part, conf, mapper.wanted());
      }
      Parsed parsed = reader.next();
      return parsed == null ? null : row(parsed);
    } catch (IOException | ParquetRuntimeException e) {
      if (!RecordReaders.isCorrupt(e)) {
        throw unreadable(e);
      }
      close();
      return rows.malformed(delivery, corrupt());
    }
  }

  private Row row(Parsed parsed) {
    lastLine = parsed.line();
    if (parsed instanceof Parsed.Malformed malformed) {
      return rows.malformed(delivery, malformed);
    }
    var fields = (Parsed.Fields) parsed;
    SourceRow mapped = mapper.map(fields.values());
    return mapped instanceof SourceRow.Accepted accepted
        ? rows.accepted(delivery, fields.line(), accepted)
        : rows.rejected(delivery, fields.line(), (SourceRow.Rejected) mapped, reader.payload());
  }

  private Parsed.Malformed corrupt() {
    return new Parsed.Malformed(
        lastLine + 1,
        ParsedRows.CORRUPT,
        "The file is damaged or breaks off here, so none of it is taken in; deliver it again whole.",
        null);
  }

  private AurumException unreadable(Exception failure) {
    return AurumException.of(
            ExitCode.STORAGE,
            "Cannot read file %s of source %s"
                .formatted(delivery.file().name(), delivery.source().name()),
            "the file system reports " + failure.getClass().getSimpleName(),
            "check that the file is readable and run again")
        .causedBy(failure);
  }

  /** The records of several parts, one after the other, each closed before the next. */
  static final class Chain implements Iterator<Row>, Closeable {
    private final Iterator<Part> parts;
    private final Function<Part, DeliveredRecords> reader;
    private DeliveredRecords current;

    Chain(Iterator<Part> parts, Function<Part, DeliveredRecords> reader) {
      this.parts = parts;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      while ((current == null || !current.hasNext()) && parts.hasNext()) {
        current = reader.apply(parts.next());
      }
      return current != null && current.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }

    @Override
    public void close() {
      if (current != null) {
        current.close();
      }
    }
  }
}
