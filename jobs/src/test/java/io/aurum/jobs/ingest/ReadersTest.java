package io.aurum.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.SourceSettings.CsvSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReadersTest {
  private static final int LIMIT = 1 << 20;
  private static final CsvSettings CSV = new CsvSettings(true, ',', '"', '"', "UTF-8");

  @Test
  void quotedFieldsMayHoldDelimitersQuotesAndLineBreaks() throws IOException {
    assertThat(csv("id,name\n1,\"Smith, \"\"Al\"\"\nJr\"\n2,Bob\r\n3,Eve"))
        .containsExactly("2: 1|Smith, \"Al\"\nJr", "4: 2|Bob", "5: 3|Eve");
  }

  @Test
  void blanksAfterTheDelimiterDoNotHideQuotes() throws IOException {
    assertThat(csv("id, name\n1, \"a, b\" \n2, plain\n"))
        .containsExactly("2: 1|a, b", "3: 2| plain");
  }

  @Test
  void aBackslashMayEscape() throws IOException {
    var escaped = new CsvSettings(true, ';', '\'', '\\', "UTF-8");
    assertThat(read(escaped, "id;name\n1;'O\\'Neil \\\\ \\n'\n".getBytes(StandardCharsets.UTF_8)))
        .containsExactly("2: 1|O'Neil \\ \\n");
  }

  @Test
  void blankLinesCountAsLinesButNotAsRecords() throws IOException {
    assertThat(csv("\nid,name\n\n1,a\n   \n2,b\n\n")).containsExactly("4: 1|a", "6: 2|b");
  }

  @Test
  void raggedRowsAreMalformedAndTheOthersGoOn() throws IOException {
    assertThat(csv("id,name\n1,a\n2,b,c\n3\n4,d\n"))
        .containsExactly(
            "2: 1|a",
            "3: file.ragged Expected 2 fields, found 3 [2,b,c]",
            "4: file.ragged Expected 2 fields, found 1 [3]",
            "5: 4|d");
  }

  @Test
  void anUnclosedQuoteCostsOneLine() throws IOException {
    assertThat(csv("id,name\n1,\"Bob\n2,Al\n3,Eve\n"))
        .containsExactly(
            "2: file.unclosed-quote A quoted field is not closed [1,\"Bob]", "3: 2|Al", "4: 3|Eve");
  }

  @Test
  void textBehindAClosingQuoteCostsOneLine() throws IOException {
    assertThat(csv("id,name\n1,\"5\" pipe\"\n2,\"x\"\n"))
        .containsExactly(
            "2: file.stray-quote Text follows a closing quote [1,\"5\" pipe\"]", "3: 2|x");
  }

  @Test
  void undecodableBytesAreMalformed() throws IOException {
    byte[] bytes = "id,name\n1,Z\u00fcrich\n2,Bern\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(read(CSV, bytes))
        .containsExactly(
            "2: file.encoding Bytes are not valid in encoding UTF-8 [1,Z\uFFFDrich]", "3: 2|Bern");
    assertThat(read(new CsvSettings(true, ',', '"', '"', "ISO-8859-1"), bytes))
        .containsExactly("2: 1|Z\u00fcrich", "3: 2|Bern");
  }

  @Test
  void byteOrderMarksDecideTheEncoding() throws IOException {
    String text = "\uFEFFid,name\n1,\u5f20\u4f1f\n";
    for (var charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(read(CSV, text.getBytes(charset))).containsExactly("2: 1|\u5f20\u4f1f");
    }
  }

  @Test
  void gzipIsRecognisedAndADamagedFileBreaksOff() throws IOException {
    byte[] zipped = gzip("id,name\n1,a\n2,b\n");
    assertThat(read(CSV, zipped)).containsExactly("2: 1|a", "3: 2|b");
    Assertions.assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> read(CSV, Arrays.copyOf(zipped, zipped.length - 12)));
  }

  @Test
  void aHugeLineStaysWithinBounds() throws IOException {
    InputStream huge =
        new SequenceInputStream(
            bytes("id,name\n1,a\n2,"),
            new SequenceInputStream(new Repeated(1L << 28), bytes("\n3,c\n")));
    List<String> found = new ArrayList<>();
    try (var reader = CsvRecords.open(TextFiles.open(huge, "UTF-8", LIMIT), CSV, List.of("id"))) {
      for (Parsed p = reader.next(); p != null; p = reader.next()) {
        found.add(
            p instanceof Parsed.Malformed bad
                ? bad.line() + " " + bad.rule() + " " + bad.payload().length()
                : p.line() + " ok");
      }
    }
    assertThat(found).containsExactly("2 ok", "3 file.too-long 4096", "4 ok");
  }

  @Test
  void withoutHeaderColumnsAreNumbered() throws IOException {
    var csv = new CsvSettings(false, ',', '"', '"', "UTF-8");
    try (var reader =
        CsvRecords.open(
            TextFiles.open(bytes("25, Private\n38, Local\n"), "UTF-8", 1000), csv, List.of("c2"))) {
      assertThat(reader.columns()).containsExactly("c1", "c2");
      assertThat(((Parsed.Fields) reader.next()).values()).containsExactly(" Private");
      assertThat(reader.next().line()).isEqualTo(2);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void jsonPathsReachIntoObjectsAndArrays() throws IOException {
    String lines =
        """
        {"id": 7, "name": {"first": "Ann"}, "mail": ["a@x.org", "b@x.org"], "n": 1.10, "ok": true, "none": null}

        {"id": 8,
        [1]
        {"id": 9, "name.first": "flat", "n": 1e3}
        """;
    List<String> found = new ArrayList<>();
    try (var reader =
        new JsonRecords(
            new Lines(TextFiles.open(bytes(lines), "UTF-8", 1000), "UTF-8", 0),
            List.of("id", "name.first", "mail.1", "n", "ok", "none"))) {
      for (Parsed p = reader.next(); p != null; p = reader.next()) {
        found.add(show(p));
      }
    }
    assertThat(found)
        .containsExactly(
            "1: 7|Ann|b@x.org|1.10|true|null",
            "3: file.not-json The line is not valid JSON from its character 10 on [{\"id\": 8,]",
            "4: file.not-json The line is JSON but not an object [[1]]",
            "5: 9|flat|null|1000|null|null");
  }

  @Test
  void withoutLineBreaksInValuesAQuoteCostsItsLineAlone() throws IOException {
    var flat = new CsvSettings(true, ',', '"', '\\', "UTF-8", false);
    String text = "id,name\n1,\"Bob\n2,\"Al\\\n3,\"E,ve\"\n";
    assertThat(read(flat, text.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            "2: file.unclosed-quote A quoted field is not closed [1,\"Bob]",
            "3: file.unclosed-quote A quoted field is not closed [2,\"Al\\]",
            "4: 3|E,ve");
  }

  @Test
  void nulCharactersAreNoText() throws IOException {
    assertThat(csv("id,name\n1,a\u0000\n2,b\n"))
        .containsExactly(
            "2: file.nul The record holds NUL characters, which no text does [1,a\u0000]",
            "3: 2|b");
    assertThat(csv("id,name\n" + "\u0000".repeat(5_000)))
        .singleElement()
        .asString()
        .startsWith("2: file.nul");
  }

  @Test
  void utf16IsReadAsDeclaredWhereNoMarkSaysIt() throws IOException {
    String text = "id,name\n1,\u5f20\u4f1f\n2,b\n";
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      var csv = new CsvSettings(true, ',', '"', '"', charset.name());
      byte[] bytes = text.getBytes(charset);
      assertThat(read(csv, bytes)).containsExactly("2: 1|\u5f20\u4f1f", "3: 2|b");
      assertThat(read(csv, Arrays.copyOf(bytes, bytes.length - 1)))
          .containsExactly(
              "2: 1|\u5f20\u4f1f",
              "3: file.encoding Bytes are not valid in encoding "
                  + charset.name()
                  + " [2,b\uFFFD]");
    }
  }

  @Test
  void withoutHeaderTheFirstGoodRecordTellsTheColumns() throws IOException {
    var csv = new CsvSettings(false, ',', '"', '"', "UTF-8");
    try (var reader =
        CsvRecords.open(
            TextFiles.open(bytes("1,\"a\n2,b\n3,c,d\n"), "UTF-8", 1000), csv, List.of("c2"))) {
      List<String> found = new ArrayList<>();
      for (Parsed p = reader.next(); p != null; p = reader.next()) {
        found.add(show(p));
      }
      assertThat(found.get(0)).startsWith("1: file.unclosed-quote");
      assertThat(found.subList(1, 3))
          .containsExactly("2: b", "3: file.ragged Expected 2 fields, found 3 [3,c,d]");
    }
  }

  @Test
  void anyRunOfBlanksSeparates() throws IOException {
    assertThat(
            blank("  id \t name\r\n  1    Ann \r\n\r\n 2\tBob\t3\r\n 4  Eve", true, "name", "id"))
        .containsExactly(
            "2: Ann|1", "4: file.ragged Expected 2 fields, found 3 [ 2\tBob\t3]", "5: Eve|4");
    assertThat(blank("00001 19970101  1   11.77\n", false, "c1", "c4", "none"))
        .containsExactly("1: 00001|11.77|null");
  }

  @Test
  void everyItemOfABasketIsARow() throws IOException {
    assertThat(basket("whole milk,,bread \n\nrice\n", ','))
        .containsExactly("1: 1|whole milk|1", "2: 1||2", "3: 1|bread|3", "4: 3|rice|1");
    assertThat(basket(" 30  31 32 \n\u0000\n33", ' '))
        .containsExactly(
            "1: 1|30|1",
            "2: 1|31|2",
            "3: 1|32|3",
            "4: file.nul Line 2: The record holds NUL characters, which no text does [\u0000]",
            "5: 3|33|1");
  }

  private static List<String> blank(String text, boolean header, String... wanted)
      throws IOException {
    return all(BlankRecords.open(lines(text), header, List.of(wanted)));
  }

  private static List<String> basket(String text, char delimiter) throws IOException {
    return all(new BasketRecords(lines(text), delimiter, List.of("basket", "item", "position")));
  }

  private static Lines lines(String text) throws IOException {
    return new Lines(TextFiles.open(bytes(text), "UTF-8", 1000), "UTF-8", 0);
  }

  private static List<String> all(RecordReader records) throws IOException {
    try (records) {
      List<String> found = new ArrayList<>();
      for (Parsed p = records.next(); p != null; p = records.next()) {
        found.add(show(p));
      }
      return found;
    }
  }

  private static List<String> csv(String text) throws IOException {
    return read(CSV, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(CsvSettings csv, byte[] bytes) throws IOException {
    List<String> found = new ArrayList<>();
    try (var reader =
        CsvRecords.open(
            TextFiles.open(new ByteArrayInputStream(bytes), csv.encoding(), LIMIT),
            csv,
            List.of("id", "name"))) {
      for (Parsed p = reader.next(); p != null; p = reader.next()) {
        found.add(show(p));
      }
    }
    return found;
  }

  private static String show(Parsed parsed) {
    if (parsed instanceof Parsed.Fields fields) {
      return fields.line() + ": " + String.join("|", Arrays.asList(fields.values()));
    }
    var bad = (Parsed.Malformed) parsed;
    String reason = bad.reason().split("(;| before| and| within)", -1)[0];
    return "%d: %s %s [%s]".formatted(bad.line(), bad.rule(), reason, bad.payload());
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** A quarter of a gibibyte of the letter x that is never held. */
  private static final class Repeated extends InputStream {
    private long left;

    Repeated(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(target, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
