package io.aurum.jobs.ingest;

import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.DeltaInput;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetRuntimeException;

/** Opens the reader of a source's format. */
final class RecordReaders {
  private RecordReaders() {}

  /**
   * @param wanted columns whose values the records bring, in this order
   * @throws IOException where the file cannot be read; see {@link #isCorrupt}
   */
  static RecordReader open(Part part, Configuration conf, List<String> wanted) throws IOException {
    SourceSettings source = part.delivery().source();
    return switch (source.format()) {
      case CSV ->
          part.isFirst()
              ? CsvRecords.open(text(part, conf), source.csv(), wanted)
              : new CsvRecords(
                  text(part, conf), source.csv(), columns(part, conf), part.before(), wanted);
      case BLANK ->
          part.isFirst()
              ? BlankRecords.open(lines(part, conf), source.csv().header(), wanted)
              : new BlankRecords(lines(part, conf), columns(part, conf), wanted);
      case BASKET -> new BasketRecords(lines(part, conf), source.csv().delimiter(), wanted);
      case JSON -> new JsonRecords(lines(part, conf), wanted);
      case PARQUET -> new ParquetRecords(new Path(part.delivery().file().path()), conf, wanted);
      case DELTA -> new DeltaRecords(DeltaInput.open(part.delivery().file(), conf, wanted), wanted);
      case JDBC -> JdbcRecords.open(source.jdbc().orElseThrow(), part, wanted);
    };
  }

  /** Whether a failure says that the file itself is damaged, not that it cannot be reached. */
  static boolean isCorrupt(Exception failure) {
    return failure instanceof EOFException
        || failure instanceof ZipException
        || failure instanceof ParquetRuntimeException;
  }

  /** Columns of the file of a part, which stand at its beginning. */
  private static List<String> columns(Part part, Configuration conf) throws IOException {
    try (RecordReader whole = open(Part.whole(part.delivery()), conf, List.of())) {
      return whole.columns();
    }
  }

  private static Lines lines(Part part, Configuration conf) throws IOException {
    return new Lines(text(part, conf), part.delivery().source().csv().encoding(), part.before());
  }

  private static CharWindow text(Part part, Configuration conf) throws IOException {
    SourceSettings source = part.delivery().source();
    Path path = new Path(part.delivery().file().path());
    FSDataInputStream raw = path.getFileSystem(conf).open(path);
    String encoding = source.csv().encoding();
    int limit = source.policy().maxRecordChars();
    if (part.isWhole()) {
      return TextFiles.open(raw, encoding, limit);
    }
    CharWindow window = TextFiles.openPart(raw, part, encoding, limit);
    if (part.isFirst() && window.at(0) == TextFiles.BYTE_ORDER_MARK) {
      window.advance(1);
    }
    return window;
  }
}
