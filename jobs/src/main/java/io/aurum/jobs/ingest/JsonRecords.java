package io.aurum.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads JSON lines: one object per line. A column is the path to a value, its steps separated by
 * dots; a number steps into an array, from 0. A key that itself reads like the path goes first.
 * Numbers keep the digits they are written with; an object or array at the end of a path is its
 * JSON text.
 */
final class JsonRecords implements RecordReader {
  /** Numbers with more zeros than this are kept in scientific notation. */
  private static final int MAX_PLAIN_SCALE = 64;

  private static final Pattern SEPARATOR = Pattern.compile("\\.");

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private final Lines lines;
  private final List<String> wanted;
  private final Set<String> columns = new LinkedHashSet<>();

  /**
   * @param wanted paths whose values the records bring, in this order
   */
  JsonRecords(Lines lines, List<String> wanted) {
    this.lines = lines;
    this.wanted = List.copyOf(wanted);
  }

  /** Paths to scalars in the record returned last and in those before. */
  @Override
  public List<String> columns() {
    return List.copyOf(columns);
  }

  @Override
  public Parsed next() throws IOException {
    if (!lines.next()) {
      return null;
    }
    return lines.problem() != null ? lines.problem() : parse(lines.text());
  }

  @Override
  public String payload() {
    return lines.payload();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private Parsed parse(String text) throws IOException {
    try {
      JsonNode node = READER.readValue(text);
      if (!(node instanceof ObjectNode record)) {
        return lines.malformed(
            "file.not-json", "The line is JSON but not an object; write one object per line.");
      }
      if (wanted.isEmpty()) {
        collectPaths("", record);
      }
      return new Parsed.Fields(
          lines.number(), wanted.stream().map(p -> value(record, p)).toArray(String[]::new));
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
      return lines.malformed(
          "file.not-json",
          "The line is not valid JSON from its character %d on; write one object per line."
              .formatted(column));
    }
  }

  private static String value(JsonNode record, String path) {
    JsonNode node = record.get(path);
    return node == null ? valueAlong(SEPARATOR.split(path, -1), record) : text(node);
  }

  private static String valueAlong(String[] path, JsonNode record) {
    JsonNode node = record;
    for (String step : path) {
      node = node.isArray() ? element(node, step) : node.get(step);
      if (node == null) {
        return null;
      }
    }
    return text(node);
  }

  private static JsonNode element(JsonNode array, String step) {
    return step.matches("[0-9]{1,6}") ? array.get(Integer.parseInt(step)) : null;
  }

  private static String text(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      return Math.abs((long) number.scale()) <= MAX_PLAIN_SCALE
          ? number.toPlainString()
          : number.toString();
    }
    return node.isContainerNode() ? node.toString() : node.asText();
  }

  private void collectPaths(String prefix, JsonNode node) {
    node.properties()
        .forEach(
            property -> {
              String path = prefix + property.getKey();
              if (property.getValue().isObject()) {
                collectPaths(path + ".", property.getValue());
              } else {
                columns.add(path);
              }
            });
  }
}
