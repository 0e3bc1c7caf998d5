package io.aurum.jobs.ingest;

import io.aurum.common.run.Payload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads Parquet: every scalar of any type as its canonical text, timestamps of any precision
 * included. A column is the dotted path to a scalar; only wanted columns are read, and the texts of
 * a dictionary are made once. Lists and maps are not columns.
 */
final class ParquetRecords implements RecordReader {
  private final List<String> columns;
  private final List<String> wanted;
  private final ParquetReader<String[]> reader;
  private long record;
  private String[] last;

  /**
   * @param wanted columns whose values the records bring, in this order; null for those that the
   *     file lacks
   */
  ParquetRecords(Path path, Configuration conf, List<String> wanted) throws IOException {
    this.wanted = List.copyOf(wanted);
    this.columns = orCorrupt(() -> scalars(path, conf));
    this.reader =
        ParquetReader.builder(new WantedColumns(this.wanted), path)
            .withConf(conf)
            .usePageChecksumVerification()
            .build();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Parsed next() throws IOException {
    last = orCorrupt(reader::read);
    return last == null ? null : new Parsed.Fields(++record, last);
  }

  @Override
  public String payload() {
    return Payload.json(wanted, last);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static List<String> scalars(Path path, Configuration conf) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
      List<String> paths = new ArrayList<>();
      collectScalars("", footer.getFileMetaData().getSchema(), paths);
      return List.copyOf(paths);
    }
  }

  /** Damaged bytes make the library fail in any way; here they fail in one. */
  private static <T> T orCorrupt(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (ParquetRuntimeException e) {
      throw e;
    } catch (IOException e) {
      if (isOfStorage(e)) {
        throw e;
      }
      throw new ParquetDecodingException("The file is damaged", e);
    } catch (RuntimeException e) {
      throw new ParquetDecodingException("The file is damaged", e);
    }
  }

  /**
   * File systems throw classes that say what is wrong; decoders throw the plain one, or their own.
   */
  private static boolean isOfStorage(IOException e) {
    String type = e.getClass().getName();
    return e.getClass() != IOException.class
        && (type.startsWith("java.") || type.startsWith("org.apache.hadoop."));
  }

  private static void collectScalars(String prefix, GroupType group, List<String> paths) {
    for (Type field : group.getFields()) {
      if (field.isRepetition(Type.Repetition.REPEATED)) {
        continue;
      }
      if (field.isPrimitive()) {
        paths.add(prefix + field.getName());
      } else {
        collectScalars(prefix + field.getName() + ".", field.asGroupType(), paths);
      }
    }
  }

  /** The part of a group that holds wanted scalars; empty where none is. */
  private static Optional<Type> project(String prefix, Type type, List<String> wanted) {
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return Optional.empty();
    }
    String path = prefix + type.getName();
    if (type.isPrimitive()) {
      return wanted.contains(path) ? Optional.of(type) : Optional.empty();
    }
    List<Type> fields = projectFields(path + ".", type.asGroupType(), wanted);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(type.asGroupType().withNewFields(fields));
  }

  private static List<Type> projectFields(String prefix, GroupType group, List<String> wanted) {
    return group.getFields().stream()
        .flatMap(field -> project(prefix, field, wanted).stream())
        .toList();
  }

  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }

  private static final class WantedColumns extends ReadSupport<String[]> {
    private final List<String> wanted;

    WantedColumns(List<String> wanted) {
      this.wanted = wanted;
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType schema = context.getFileSchema();
      return new ReadContext(new MessageType(schema.getName(), projectFields("", schema, wanted)));
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the parent, which calls it
    public RecordMaterializer<String[]> prepareForRead(
        Configuration configuration,
        Map<String, String> keyValueMetaData,
        MessageType fileSchema,
        ReadContext readContext) {
      return new TextRow(readContext.getRequestedSchema(), wanted);
    }
  }

  private static final class TextRow extends RecordMaterializer<String[]> {
    private final Group root;
    private String[] values;

    TextRow(MessageType schema, List<String> wanted) {
      this.root = new Group("", schema, wanted, this);
    }

    @Override
    public String[] getCurrentRecord() {
      return values;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class Group extends GroupConverter {
    private final boolean isRoot;
    private final int width;
    private final TextRow row;
    private final Converter[] fields;

    Group(String prefix, GroupType type, List<String> wanted, TextRow row) {
      this.isRoot = prefix.isEmpty();
      this.width = wanted.size();
      this.row = row;
      this.fields =
          type.getFields().stream()
              .map(field -> converter(prefix + field.getName(), field, wanted))
              .toArray(Converter[]::new);
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return fields[fieldIndex];
    }

    @Override
    public void start() {
      if (isRoot) {
        row.values = new String[width];
      }
    }

    @Override
    public void end() {}

    private Converter converter(String path, Type type, List<String> wanted) {
      if (!type.isPrimitive()) {
        return new Group(path + ".", type.asGroupType(), wanted, row);
      }
      int index = wanted.indexOf(path);
      return new ParquetText(type.asPrimitiveType(), text -> row.values[index] = text);
    }
  }
}
