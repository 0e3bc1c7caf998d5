package io.aurum.common.lake;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.InputFiles;
import io.aurum.common.text.Scalars;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads a user's Delta table without Spark, deletion vectors, partitions and renamed columns
 * included: one row after the other, in the order of its data files' names, every scalar as text.
 * Lists and maps are not columns.
 */
public final class DeltaInput implements Closeable {
  private static final Pattern VERSIONED = Pattern.compile("(.*)@v([0-9]+)");

  private final Engine engine;
  private final Scan scan;
  private final List<String> columns;
  private final String[][] wanted;
  private final Iterator<Row> files;
  private CloseableIterator<FilteredColumnarBatch> batches;
  private CloseableIterator<Row> rows;

  private DeltaInput(Engine engine, Snapshot snapshot, List<String> wanted) throws IOException {
    this.engine = engine;
    this.columns = new ArrayList<>();
    collectScalars("", snapshot.getSchema(), columns);
    this.wanted =
        wanted.stream()
            .map(column -> columns.contains(column) ? column.split("\\.", -1) : null)
            .toArray(String[][]::new);
    this.scan =
        snapshot.getScanBuilder().withReadSchema(pruned(snapshot.getSchema(), wanted)).build();
    this.files = files(engine, scan).iterator();
  }

  /**
   * The latest version of a table as one delivery. Its hash is that of the version and the names of
   * the data files, its time that of the commit.
   *
   * @throws AurumException USAGE where there is no Delta table
   */
  public static InputFile latest(String path, Configuration conf) {
    Engine engine = DefaultEngine.create(conf);
    try {
      Snapshot snapshot = Table.forPath(engine, path).getLatestSnapshot(engine);
      List<FileStatus> files =
          files(engine, snapshot.getScanBuilder().build()).stream()
              .map(InternalScanFileUtils::getAddFileStatus)
              .toList();
      String root = snapshot.getPath();
      return new InputFile(
          "%s@v%d".formatted(root, snapshot.getVersion()),
          "%s@v%d"
              .formatted(
                  root.replaceFirst("/+$", "").replaceFirst(".*/", ""), snapshot.getVersion()),
          files.stream().mapToLong(FileStatus::getSize).sum(),
          Instant.ofEpochMilli(snapshot.getTimestamp(engine)),
          InputFiles.hash(
              snapshot.getVersion()
                  + files.stream()
                      .map(file -> "\n" + relative(file, root))
                      .reduce("", String::concat)));
    } catch (TableNotFoundException e) {
      throw AurumException.of(
              ExitCode.USAGE,
              "There is no Delta table at " + path,
              "the folder has no _delta_log, or none that can be read",
              "correct the path, or the format")
          .causedBy(e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Opens the version that a delivery names.
   *
   * @param wanted dotted paths of scalars; a row brings their values in this order, null for those
   *     that the table lacks
   */
  public static DeltaInput open(InputFile file, Configuration conf, List<String> wanted)
      throws IOException {
    Matcher version = VERSIONED.matcher(file.path());
    if (!version.matches()) {
      throw new IllegalArgumentException("No version in " + file.path());
    }
    Engine engine = DefaultEngine.create(conf);
    try {
      Snapshot snapshot =
          Table.forPath(engine, version.group(1))
              .getSnapshotAsOfVersion(engine, Long.parseLong(version.group(2)));
      return new DeltaInput(engine, snapshot, wanted);
    } catch (TableNotFoundException e) {
      throw new IOException(e);
    }
  }

  /** Dotted paths of all scalars of the table. */
  public List<String> columns() {
    return List.copyOf(columns);
  }

  /** The next row, or null behind the last one. */
  public String[] next() throws IOException {
    while (rows == null || !rows.hasNext()) {
      if (batches != null && batches.hasNext()) {
        rows = batches.next().getRows();
      } else if (files.hasNext()) {
        closeBatches();
        batches = batches(files.next());
      } else {
        return null;
      }
    }
    Row row = rows.next();
    String[] values = new String[wanted.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = wanted[i] == null ? null : value(row, wanted[i]);
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    closeBatches();
  }

  private void closeBatches() throws IOException {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (batches != null) {
      batches.close();
      batches = null;
    }
  }

  private CloseableIterator<FilteredColumnarBatch> batches(Row file) throws IOException {
    Row state = scan.getScanState(engine);
    var data =
        engine
            .getParquetHandler()
            .readParquetFiles(
                only(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    return Scan.transformPhysicalData(engine, state, file, data);
  }

  private static List<Row> files(Engine engine, Scan scan) throws IOException {
    List<Row> files = new ArrayList<>();
    try (var batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (var rows = batches.next().getRows()) {
          rows.forEachRemaining(files::add);
        }
      }
    }
    files.sort(
        Comparator.comparing(file -> InternalScanFileUtils.getAddFileStatus(file).getPath()));
    return files;
  }

  private static String relative(FileStatus file, String root) {
    String path = file.getPath();
    int at = path.indexOf(root);
    return at < 0 ? path : path.substring(at + root.length());
  }

  private static StructType pruned(StructType schema, List<String> wanted) {
    return new StructType(
        schema.fields().stream()
            .filter(
                field ->
                    wanted.stream()
                        .anyMatch(
                            column ->
                                column.equals(field.getName())
                                    || column.startsWith(field.getName() + ".")))
            .toList());
  }

  private static void collectScalars(String prefix, StructType type, List<String> paths) {
    for (StructField field : type.fields()) {
      if (field.getDataType() instanceof StructType inner) {
        collectScalars(prefix + field.getName() + ".", inner, paths);
      } else if (!(field.getDataType() instanceof ArrayType)
          && !(field.getDataType() instanceof MapType)) {
        paths.add(prefix + field.getName());
      }
    }
  }

  private static String value(Row row, String[] path) {
    Row inner = row;
    for (int step = 0; ; step++) {
      int index = inner.getSchema().indexOf(path[step]);
      if (index < 0 || inner.isNullAt(index)) {
        return null;
      }
      if (step == path.length - 1) {
        return text(inner, index, inner.getSchema().at(index).getDataType());
      }
      inner = inner.getStruct(index);
    }
  }

  private static String text(Row row, int index, DataType type) {
    if (type instanceof StringType) {
      return row.getString(index);
    }
    if (type instanceof LongType) {
      return Long.toString(row.getLong(index));
    }
    if (type instanceof IntegerType) {
      return Integer.toString(row.getInt(index));
    }
    if (type instanceof ShortType) {
      return Short.toString(row.getShort(index));
    }
    if (type instanceof ByteType) {
      return Byte.toString(row.getByte(index));
    }
    if (type instanceof DoubleType) {
      return Scalars.number(row.getDouble(index));
    }
    if (type instanceof FloatType) {
      return Scalars.number(row.getFloat(index));
    }
    if (type instanceof BooleanType) {
      return Boolean.toString(row.getBoolean(index));
    }
    if (type instanceof DecimalType) {
      return row.getDecimal(index).toPlainString();
    }
    if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(index)).toString();
    }
    if (type instanceof TimestampType) {
      return Scalars.utc(micros(row.getLong(index)));
    }
    if (type instanceof TimestampNTZType) {
      return Scalars.local(micros(row.getLong(index)));
    }
    if (type instanceof BinaryType) {
      return HexFormat.of().formatHex(row.getBinary(index));
    }
    throw new IllegalArgumentException("No text for values of type " + type);
  }

  private static LocalDateTime micros(long sinceEpoch) {
    return LocalDateTime.ofInstant(
        Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  private static AurumException unreadable(String path, IOException e) {
    return AurumException.of(
            ExitCode.STORAGE,
            "Cannot read the Delta table at " + path,
            "the file system reports " + e.getClass().getSimpleName(),
            "check that the table is readable and run again")
        .causedBy(e);
  }

  private static CloseableIterator<FileStatus> only(FileStatus file) {
    Iterator<FileStatus> files = List.of(file).iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return files.hasNext();
      }

      @Override
      public FileStatus next() {
        return files.next();
      }

      @Override
      public void close() {}
    };
  }
}
