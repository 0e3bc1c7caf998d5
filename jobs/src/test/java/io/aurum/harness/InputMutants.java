package io.aurum.harness;

import io.aurum.harness.NaiveReader.Expected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Small exports of four formats, damaged in known ways by a seeded generator, each with what must
 * come of it: the independent {@link NaiveReader} reads the damaged bytes, or what was written
 * decides.
 *
 * <p>Headers of CSV and schemas of Parquet stay whole: a file without the mapped columns ends the
 * run, so each of those needs a run of its own.
 */
final class InputMutants {
  /** Columns of every file: the key of a record, and a text. */
  static final String HEADER = "id,name\n";

  private static final int ROWS = 20;

  /** Longer than a record may be. */
  private static final int TOO_LONG = 3 << 20;

  private static final List<String> NAMES =
      List.of("Ann Lee", "Zoë Ångström", "李雷", "Mónica O'Neill", "Łukasz Żak", "Bob 2");

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message row { required binary id (STRING); optional binary name (STRING); }");

  private final Path folder;
  private final Random random;

  private InputMutants(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** How a file is written; its name is that of its source too. */
  enum Form {
    CSV,
    GZIP,
    JSON,
    PARQUET;

    String source() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A damaged file.
   *
   * @param damage what was done to it
   */
  record Mutant(Path file, Form form, String damage, Expected expected) {}

  /** Writes the mutants below a folder, in turn for each form: {@code <form>/<number>}. */
  static List<Mutant> write(Path folder, int count, long seed) {
    InputMutants mutants = new InputMutants(folder, seed);
    List<Mutant> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Form form = Form.values()[i % Form.values().length];
      written.add(mutants.mutant(form, i));
    }
    return written;
  }

  private Mutant mutant(Form form, int number) {
    Map<String, String> rows = rows(number);
    Path file = folder.resolve(form.source()).resolve("m%04d".formatted(number));
    try {
      Files.createDirectories(file.getParent());
      return switch (form) {
        case CSV -> csv(file, rows);
        case GZIP -> gzip(file, rows);
        case JSON -> json(file, rows);
        case PARQUET -> parquet(file, rows);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> rows(int number) {
    Map<String, String> rows = new TreeMap<>();
    for (int row = 0; row < ROWS; row++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      rows.put("f%04dr%02d".formatted(number, row), name + " " + random.nextInt(1000));
    }
    return rows;
  }

  // --- Text -------------------------------------------------------------------------------------

  private Mutant csv(Path file, Map<String, String> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    rows.forEach((id, name) -> lines.add(id + "," + name));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String damage =
        switch (random.nextInt(16)) {
          case 0 -> {
            lines.set(at, line.replace(",", ""));
            yield "a field too few";
          }
          case 1 -> {
            lines.set(at, line + ",more");
            yield "a field too many";
          }
          case 2 -> {
            lines.set(at, line.replace(",", ",\""));
            yield "unclosed quote";
          }
          case 3 -> {
            lines.set(at, "\"" + line.replace(",", "\"x,"));
            yield "text after a quote";
          }
          case 4 -> {
            lines.set(at, line + "x".repeat(TOO_LONG));
            yield "endless line";
          }
          case 5 -> {
            lines.add(at, "");
            lines.add(at, " \t ");
            yield "blank lines";
          }
          case 6 -> {
            lines.add(at, line);
            yield "row twice";
          }
          case 7 -> {
            lines.add(at, HEADER.strip());
            yield "header twice";
          }
          case 8 -> {
            lines.set(at, "," + line);
            lines.add(at, "," + line.substring(line.indexOf(',') + 1));
            yield "row without a key";
          }
          case 9 -> {
            lines.set(at, line.substring(0, line.indexOf(',') + 1));
            yield "row without a name";
          }
          default -> "";
        };
    if (!damage.isEmpty()) {
      return text(
          file,
          Form.CSV,
          damage,
          (HEADER + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Damaged damaged = damagedText(HEADER, lines);
    return text(file, Form.CSV, damaged.damage, damaged.bytes);
  }

  private Mutant json(Path file, Map<String, String> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    rows.forEach(
        (id, name) ->
            lines.add("{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"n\":[1,{\"a\":2.50}]}"));
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String damage =
        switch (random.nextInt(14)) {
          case 0 -> {
            lines.set(at, "[" + line + "]");
            yield "array";
          }
          case 1 -> {
            lines.set(at, line + line);
            yield "two objects in a line";
          }
          case 2 -> {
            lines.set(at, "[".repeat(200_000));
            yield "deep nesting";
          }
          case 3 -> {
            lines.set(at, line.replace("2.50", "1" + "0".repeat(100_000)));
            yield "endless number";
          }
          case 4 -> {
            lines.set(at, line.replace("\"name\":\"", "\"name\":\"" + "x".repeat(TOO_LONG)));
            yield "endless line";
          }
          case 5 -> {
            lines.set(at, line.replace("\"id\"", "\"ID\""));
            yield "row without a key";
          }
          case 6 -> {
            lines.set(at, line.replace(",\"name\"", "\n,\"name\""));
            yield "object over two lines";
          }
          case 7 -> {
            lines.set(at, line.replaceFirst("\"name\":\"[^\"]*\"", "\"name\":null"));
            yield "row without a name";
          }
          default -> "";
        };
    if (!damage.isEmpty()) {
      return text(
          file,
          Form.JSON,
          damage,
          (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Damaged damaged = damagedText("", lines);
    return text(file, Form.JSON, damaged.damage, damaged.bytes);
  }

  private record Damaged(String damage, byte[] bytes) {}

  /** Damage that befalls any text. */
  private Damaged damagedText(String header, List<String> lines) {
    byte[] bytes = (header + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    int begin = header.length();
    return switch (random.nextInt(9)) {
      case 0 -> new Damaged("truncated", Arrays.copyOf(bytes, from(begin, bytes.length)));
      case 1 -> new Damaged("zero bytes", new byte[0]);
      case 2 -> new Damaged("zeroed", zeroed(bytes, begin, bytes.length));
      case 3 ->
          new Damaged(
              "encoding",
              (header + String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
      case 4 ->
          new Damaged(
              "UTF-16", (header + String.join("\n", lines)).getBytes(StandardCharsets.UTF_16));
      case 5 -> new Damaged("line ends", mixedLineEnds(header, lines));
      case 6 -> new Damaged("garbage behind", plus(bytes, garbage(200)));
      default -> new Damaged("flipped", flipped(bytes, begin, bytes.length));
    };
  }

  private byte[] mixedLineEnds(String header, List<String> lines) {
    List<String> ends = List.of("\n", "\r\n", "\r", "\n\n");
    StringBuilder text = new StringBuilder(header.strip()).append(header.isEmpty() ? "" : "\r\n");
    lines.forEach(line -> text.append(line).append(ends.get(random.nextInt(ends.size()))));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Mutant text(Path file, Form form, String damage, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Expected expected = form == Form.CSV ? NaiveReader.csv(bytes) : NaiveReader.json(bytes);
    return new Mutant(file, form, damage, expected);
  }

  // --- Compressed and binary --------------------------------------------------------------------

  private Mutant gzip(Path file, Map<String, String> rows) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    rows.forEach((id, name) -> text.append(id).append(',').append(name).append('\n'));
    byte[] whole = compressed(text.toString());
    Damaged damaged =
        switch (random.nextInt(6)) {
          case 0 -> new Damaged("zero bytes", new byte[0]);
          case 1 -> new Damaged("truncated", Arrays.copyOf(whole, from(3, whole.length)));
          case 2 -> new Damaged("zeroed", zeroed(whole, 10, whole.length));
          case 3 -> new Damaged("in two members", inTwoMembers(text.toString()));
          case 4 -> new Damaged("not compressed", text.toString().getBytes(StandardCharsets.UTF_8));
          default -> new Damaged("flipped", flipped(whole, 10, whole.length));
        };
    Files.write(file, damaged.bytes);
    return new Mutant(file, Form.GZIP, damaged.damage, NaiveReader.gzip(damaged.bytes));
  }

  private static byte[] inTwoMembers(String text) throws IOException {
    int half = text.indexOf('\n', text.length() / 2) + 1;
    return plus(compressed(text.substring(0, half)), compressed(text.substring(half)));
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private Mutant parquet(Path file, Map<String, String> rows) throws IOException {
    writeParquet(file, rows);
    byte[] whole = Files.readAllBytes(file);
    int footer = whole.length - 8 - littleEndian(whole, whole.length - 8);
    Damaged damaged =
        switch (random.nextInt(7)) {
          case 0 -> new Damaged("zero bytes", new byte[0]);
          case 1 -> new Damaged("truncated", Arrays.copyOf(whole, from(1, whole.length)));
          case 2 -> new Damaged("zeroed", zeroed(whole, 4, footer));
          case 3 -> new Damaged("end flipped", flipped(whole, whole.length - 8, whole.length));
          case 4 -> new Damaged("garbage", garbage(whole.length));
          default -> new Damaged("flipped", flipped(whole, 4, footer));
        };
    Files.write(file, damaged.bytes);
    return new Mutant(
        file,
        Form.PARQUET,
        damaged.damage,
        NaiveReader.wholeOrNothing(rows, damaged.bytes.length == 0));
  }

  private static void writeParquet(Path file, Map<String, String> rows) throws IOException {
    var sink =
        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
    try (ParquetWriter<Group> out = ExampleParquetWriter.builder(sink).withType(SCHEMA).build()) {
      for (Map.Entry<String, String> row : rows.entrySet()) {
        out.write(
            new SimpleGroup(SCHEMA).append("id", row.getKey()).append("name", row.getValue()));
      }
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }

  // --- Damage -----------------------------------------------------------------------------------

  private int from(int begin, int end) {
    return begin + random.nextInt(end - begin);
  }

  /** One to five flipped bits; none makes a quote, whose reach a naive reader cannot tell. */
  private byte[] flipped(byte[] whole, int begin, int end) {
    byte[] bytes = whole.clone();
    for (int left = 1 + random.nextInt(5); left > 0; ) {
      int at = from(begin, end);
      int flipped = bytes[at] ^ 1 << random.nextInt(8);
      if (flipped != '"') {
        bytes[at] = (byte) flipped;
        left--;
      }
    }
    return bytes;
  }

  private byte[] zeroed(byte[] whole, int begin, int end) {
    byte[] bytes = whole.clone();
    int at = from(begin, end);
    Arrays.fill(bytes, at, Math.min(end, at + 1 + random.nextInt(100)), (byte) 0);
    return bytes;
  }

  private byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      do {
        bytes[i] = (byte) random.nextInt(256);
      } while (bytes[i] == '"');
    }
    return bytes;
  }

  private static byte[] plus(byte[] a, byte[] b) {
    byte[] bytes = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, bytes, a.length, b.length);
    return bytes;
  }
}
