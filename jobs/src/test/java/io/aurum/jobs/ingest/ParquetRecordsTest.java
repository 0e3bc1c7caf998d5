package io.aurum.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ParquetRecordsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message customer {
            optional binary name (STRING);
            optional int64 at (TIMESTAMP(NANOS,false));
            optional int64 seen (TIMESTAMP(MILLIS,true));
            optional int32 born (DATE);
            optional double account;
            optional int64 spent (DECIMAL(18,2));
            optional boolean active;
            optional group address { optional binary city (STRING); }
          }
          """);

  @TempDir Path folder;

  @Test
  void everyScalarIsTextAndNanosecondsAreRead() throws IOException {
    var file = new org.apache.hadoop.fs.Path(folder.resolve("c.parquet").toUri());
    write(file);
    var wanted =
        List.of("address.city", "name", "at", "seen", "born", "account", "spent", "active");
    try (var reader = new ParquetRecords(file, new Configuration(), wanted)) {
      assertThat(reader.columns())
          .containsExactly(
              "name", "at", "seen", "born", "account", "spent", "active", "address.city");
      var first = (Parsed.Fields) reader.next();
      assertThat(first.line()).isEqualTo(1);
      assertThat(first.values())
          .containsExactly(
              "Leeds",
              "Ann",
              "1980-02-29",
              "1970-01-01T00:00:01.500Z",
              "1970-01-02",
              "12345",
              "10.50",
              "true");
      var second = (Parsed.Fields) reader.next();
      assertThat(second.line()).isEqualTo(2);
      assertThat(second.values()).containsOnlyNulls();
      var third = (Parsed.Fields) reader.next();
      assertThat(third.values()[2]).isEqualTo("1980-02-29T01:02:03.000000004");
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void whateverDamageDoesIsDamage() throws IOException {
    var file = new org.apache.hadoop.fs.Path(folder.resolve("c.parquet").toUri());
    write(file);
    byte[] whole = Files.readAllBytes(folder.resolve("c.parquet"));
    Random chance = new Random(42);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = Arrays.copyOf(whole, i % 4 == 0 ? chance.nextInt(whole.length) : whole.length);
      for (int flips = i % 4; flips > 0; flips--) {
        bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
      }
      Path damaged = folder.resolve("damaged-" + i);
      Files.write(damaged, bytes);
      try (var reader =
          new ParquetRecords(
              new org.apache.hadoop.fs.Path(damaged.toUri()),
              new Configuration(),
              List.of("name", "at"))) {
        for (int rows = 0; reader.next() != null; rows++) {
          assertThat(rows).isLessThan(100);
        }
      } catch (IOException | ParquetRuntimeException e) {
        assertThat(RecordReaders.isCorrupt(e)).as(e.toString()).isTrue();
      }
    }
  }

  private static void write(org.apache.hadoop.fs.Path file) throws IOException {
    var factory = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file).withType(SCHEMA).build()) {
      Group first = factory.newGroup();
      first
          .append("name", "Ann")
          .append("at", 320_630_400_000_000_000L)
          .append("seen", 1_500L)
          .append("born", 1)
          .append("account", 12345.0)
          .append("spent", 1_050L)
          .append("active", true);
      first.addGroup("address").append("city", "Leeds");
      writer.write(first);
      writer.write(factory.newGroup());
      writer.write(factory.newGroup().append("at", 320_634_123_000_000_004L));
    }
  }
}
