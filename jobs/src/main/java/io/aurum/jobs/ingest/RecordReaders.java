package io.aurum.jobs.ingest;

import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetRuntimeException;

/** Opens the reader of a source's format. */
final class RecordReaders {
  private RecordReaders() {}

  /**
   * @param wanted columns whose values the records bring, in this order
   * @throws IOException where the file cannot be read; see {@link #isCorrupt}
   */
  static RecordReader open(
      SourceSettings source, InputFile file, Configuration conf, List<String> wanted)
      throws IOException {
    Path path = new Path(file.path());
    return switch (source.format()) {
      case CSV ->
          new CsvRecords(
              text(source, path, conf, CsvRecords.MAX_RECORD_CHARS), source.csv(), wanted);
      case JSON ->
          new JsonRecords(
              text(source, path, conf, JsonRecords.MAX_RECORD_CHARS),
              source.csv().encoding(),
              wanted);
      case PARQUET -> new ParquetRecords(path, conf, wanted);
    };
  }

  /** Whether a failure says that the file itself is damaged, not that it cannot be reached. */
  static boolean isCorrupt(Exception failure) {
    return failure instanceof EOFException
        || failure instanceof ZipException
        || failure instanceof ParquetRuntimeException;
  }

  private static CharWindow text(
      SourceSettings source, Path path, Configuration conf, int maxRecordChars) throws IOException {
    return TextFiles.open(
        path.getFileSystem(conf).open(path), source.csv().encoding(), maxRecordChars);
  }
}
