package io.aurum.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Reads small files of two columns the slow and obvious way: the whole file in memory, line by
 * line. It shares no code with the readers under test.
 *
 * <p>What it cannot do, its files do not need: quoted values that close.
 */
final class NaiveReader {
  private static final int MAX_CHARS = 1 << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private NaiveReader() {}

  /**
   * What must come of a file.
   *
   * @param accepted rows as {@code id=name}
   * @param quarantined rows that are no records, or lack their key
   * @param repeated rows beyond the first of equal ones
   * @param wholeOrNothing whether, instead, the file may be rejected by one row of quarantine
   */
  record Expected(Set<String> accepted, int quarantined, int repeated, boolean wholeOrNothing) {}

  /** A file whose rows come as they were written, all of them, or not at all. */
  static Expected wholeOrNothing(Map<String, String> rows, boolean empty) {
    Set<String> accepted = new TreeSet<>();
    rows.forEach((id, name) -> accepted.add(id + "=" + name));
    return empty ? rejected() : new Expected(accepted, 0, 0, true);
  }

  private static Expected rejected() {
    return new Expected(Set.of(), 1, 0, false);
  }

  static Expected gzip(byte[] bytes) {
    boolean isGzip = bytes.length > 1 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (!isGzip) {
      return csv(bytes);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return csv(in.readAllBytes());
    } catch (IOException e) {
      return rejected();
    }
  }

  static Expected csv(byte[] bytes) {
    List<Optional<String>> lines = lines(bytes);
    return read(lines.subList(Math.min(1, lines.size()), lines.size()), NaiveReader::csvRow);
  }

  static Expected json(byte[] bytes) {
    return read(lines(bytes), NaiveReader::jsonRow);
  }

  private static Expected read(
      List<Optional<String>> lines, Function<String, Optional<String>> reader) {
    Set<String> accepted = new TreeSet<>();
    int quarantined = 0;
    int repeated = 0;
    for (Optional<String> line : lines) {
      Optional<String> row = line.filter(text -> text.length() <= MAX_CHARS).flatMap(reader);
      if (row.isEmpty()) {
        quarantined++;
      } else if (!accepted.add(row.get())) {
        repeated++;
      }
    }
    return new Expected(accepted, quarantined, repeated, false);
  }

  private static Optional<String> csvRow(String line) {
    String[] fields = line.split(",", -1);
    boolean quoted = Arrays.stream(fields).anyMatch(field -> field.stripLeading().startsWith("\""));
    return quoted || fields.length != 2 ? Optional.empty() : row(fields[0], fields[1]);
  }

  private static Optional<String> jsonRow(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.isObject() ? row(text(node.get("id")), text(node.get("name"))) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode node) {
    return node == null || node.isNull()
        ? ""
        : node.isValueNode() ? node.asText() : node.toString();
  }

  private static Optional<String> row(String id, String name) {
    return id.isBlank() ? Optional.empty() : Optional.of(id.strip() + "=" + name.strip());
  }

  /** Lines that are not blank; empty where the bytes are no text. */
  private static List<Optional<String>> lines(byte[] bytes) {
    boolean utf16 = bytes.length > 1 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF;
    if (utf16) {
      String text = new String(bytes, StandardCharsets.UTF_16);
      return text.lines().filter(line -> !line.isBlank()).map(Optional::of).toList();
    }
    List<Optional<String>> lines = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
        Optional<String> line = decoded(bytes, begin, i, StandardCharsets.UTF_8);
        if (line.isEmpty() || !line.get().isBlank()) {
          lines.add(line);
        }
        begin = i + 1;
      }
    }
    return lines;
  }

  private static Optional<String> decoded(byte[] bytes, int begin, int end, Charset charset) {
    try {
      String text =
          charset.newDecoder().decode(ByteBuffer.wrap(bytes, begin, end - begin)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
