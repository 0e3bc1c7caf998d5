package io.aurum.jobs.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file of flat rows without a cluster: values are texts, {@link Integer} or {@link Long};
 * null where missing.
 *
 * <p>Its bytes depend on the rows alone. So it is uncompressed, and each column has one encoding:
 * the footer lists the encodings of a column in the order of a hash set of enum constants, whose
 * hash codes are other numbers in each process. Pages of the second version have one, without
 * dictionaries, for the values alone.
 */
final class ParquetFile implements Closeable {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final ParquetWriter<Object[]> writer;

  private ParquetFile(ParquetWriter<Object[]> writer) {
    this.writer = writer;
  }

  static ParquetFile open(DemoSink sink, String path, MessageType schema) throws IOException {
    return new ParquetFile(
        new Builder(new SinkFile(sink, path), schema)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withDictionaryEncoding(false)
            .build());
  }

  /** Writes one row, values in the order of the schema. */
  void row(Object... values) throws IOException {
    writer.write(values);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final MessageType schema;

    Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass
    protected WriteSupport<Object[]> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return new RowSupport(schema);
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return new RowSupport(schema);
    }
  }

  private static final class RowSupport extends WriteSupport<Object[]> {
    private final MessageType schema;
    private RecordConsumer consumer;

    RowSupport(MessageType schema) {
      this.schema = schema;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass
    public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Object[] values) {
      consumer.startMessage();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          consumer.startField(schema.getFieldName(i), i);
          add(values[i]);
          consumer.endField(schema.getFieldName(i), i);
        }
      }
      consumer.endMessage();
    }

    private void add(Object value) {
      if (value instanceof Integer number) {
        consumer.addInteger(number);
      } else if (value instanceof Long number) {
        consumer.addLong(number);
      } else {
        consumer.addBinary(Binary.fromString((String) value));
      }
    }
  }

  /** The sink as Parquet sees it. */
  private record SinkFile(DemoSink sink, String path) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
      return new CountingStream(sink.open(path));
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return ROW_GROUP_BYTES;
    }
  }

  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
