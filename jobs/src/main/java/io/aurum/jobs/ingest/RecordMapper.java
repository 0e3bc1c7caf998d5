package io.aurum.jobs.ingest;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.ContentHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Maps the raw records of one delivery onto attributes and gives each its identity: its key, else
 * the hash of its mapped values and its occurrence number within the delivery. Neither depends on
 * the order of rows, of columns or of the configuration.
 *
 * <p>A customer without a key is who he is wherever he is delivered. What else comes without a key
 * in an appending source is an event, and the same content in a file of another name is another
 * event: there the hash is over the file's name too, and over the record's own {@code known_at}.
 */
final class RecordMapper {
  /** Stands between the content and its occurrence number. */
  static final String OCCURRENCE = "#";

  private final List<String> wanted;
  private final Set<String> nullValues;
  private final List<String> hashedNames;
  private final List<ColumnExpression> hashed;
  private final List<ColumnExpression> extra;
  private final int[] outputs;
  private final boolean isCustomer;
  private final int[] key;
  private final int order;
  private final int deleteColumn;
  private final String deleteValue;
  private final int knownAtColumn;
  private final Instant fileKnownAt;
  private final Optional<String> eventsOfFile;

  private final Occurrences occurrences = new Occurrences();
  private final ContentHash hash = new ContentHash();
  private String lastKnownAtText;
  private Optional<Instant> lastKnownAt = Optional.empty();

  /**
   * @param outputs columns to bring out: attributes or names of {@code extra}; one that the source
   *     does not map is always absent
   * @param extra further expressions; not part of the record's content
   */
  RecordMapper(Delivery file, List<String> outputs, Map<String, ColumnMapping> extra) {
    SourceSettings source = file.source();
    DeliverySettings delivery = source.delivery();
    this.wanted = wantedColumns(source, extra);
    this.nullValues = Set.copyOf(source.nullValues());
    this.hashedNames = List.copyOf(new TreeMap<>(source.columns()).keySet());
    this.hashed =
        hashedNames.stream()
            .map(name -> new ColumnExpression(source.columns().get(name), wanted))
            .toList();
    List<String> extraNames = List.copyOf(extra.keySet());
    this.extra =
        extraNames.stream().map(name -> new ColumnExpression(extra.get(name), wanted)).toList();
    this.isCustomer = source.isCustomer();
    this.outputs = outputIndexes(outputs, extraNames);
    this.key = delivery.key().stream().mapToInt(wanted::indexOf).toArray();
    this.order = delivery.order().map(wanted::indexOf).orElse(-1);
    this.deleteColumn = delivery.deleteColumn().map(wanted::indexOf).orElse(-1);
    this.deleteValue = delivery.deleteValue().map(String::strip).orElse(null);
    this.knownAtColumn = delivery.knownAt().column().map(wanted::indexOf).orElse(-1);
    this.fileKnownAt = file.knownAt();
    boolean events = !isCustomer && key.length == 0 && delivery.mode() == Mode.APPEND;
    this.eventsOfFile = events ? Optional.of(file.file().name()) : Optional.empty();
  }

  /** Raw columns that a source's mapping needs, each once. */
  static List<String> wantedColumns(SourceSettings source, Map<String, ColumnMapping> extra) {
    Set<String> columns = new LinkedHashSet<>();
    addColumns(source.columns().values(), columns);
    addColumns(extra.values(), columns);
    columns.addAll(source.delivery().key());
    source.delivery().order().ifPresent(columns::add);
    source.delivery().deleteColumn().ifPresent(columns::add);
    source.delivery().knownAt().column().ifPresent(columns::add);
    return List.copyOf(columns);
  }

  /** Raw columns that the records have to bring, in this order. */
  List<String> wanted() {
    return wanted;
  }

  /**
   * Maps one record.
   *
   * @param raw values of the wanted columns; cleaned in place
   */
  SourceRow map(String[] raw) {
    for (int i = 0; i < raw.length; i++) {
      raw[i] = ColumnExpression.clean(raw[i], nullValues);
    }
    Optional<Instant> knownAt = knownAt(raw);
    Optional<String> keyText = key(raw);
    if (key.length > 0 && keyText.isEmpty()) {
      return new SourceRow.Rejected(
          null,
          knownAt.orElse(null),
          ParsedRows.MISSING_KEY,
          "A key column of the source has no value; fill the key or declare another one.");
    }
    if (knownAt.isEmpty()) {
      return new SourceRow.Rejected(
          keyText.orElse(null),
          null,
          "record.known-at",
          "The known-at column holds no ISO date or timestamp; correct it or declare another column.");
    }
    String[] values = evaluate(hashed, raw);
    String changeOrder = order < 0 ? null : raw[order];
    boolean deleted = isDeleted(raw);
    String rowHash = rowHash(values, changeOrder, deleted);
    String id = keyText.orElseGet(() -> contentId(rowHash, knownAt.get()));
    return new SourceRow.Accepted(
        id,
        knownAt.get(),
        rowHash,
        changeOrder,
        deleted,
        output(values, evaluate(extra, raw)),
        isCustomer ? null : fields(values));
  }

  private SortedMap<String, String> fields(String[] values) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        fields.put(hashedNames.get(i), values[i]);
      }
    }
    return fields;
  }

  private Optional<Instant> knownAt(String[] raw) {
    if (knownAtColumn < 0) {
      return Optional.of(fileKnownAt);
    }
    String text = raw[knownAtColumn];
    if (text == null) {
      return Optional.empty();
    }
    if (!text.equals(lastKnownAtText)) {
      lastKnownAtText = text;
      lastKnownAt = KnownAtTexts.parse(text);
    }
    return lastKnownAt;
  }

  private Optional<String> key(String[] raw) {
    List<String> parts = new ArrayList<>(key.length);
    for (int column : key) {
      if (raw[column] == null) {
        return Optional.empty();
      }
      parts.add(raw[column]);
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(ColumnMapping.KEY_SEPARATOR, parts));
  }

  private String contentId(String rowHash, Instant knownAt) {
    String content = eventsOfFile.map(file -> event(rowHash, file, knownAt)).orElse(rowHash);
    return content + OCCURRENCE + occurrences.next(content);
  }

  private String event(String rowHash, String file, Instant knownAt) {
    hash.add(rowHash).add(file);
    if (knownAtColumn >= 0) {
      hash.add(knownAt.toString());
    }
    return hash.finish();
  }

  private boolean isDeleted(String[] raw) {
    if (deleteColumn < 0 || raw[deleteColumn] == null) {
      return false;
    }
    return deleteValue == null || deleteValue.equals(raw[deleteColumn]);
  }

  private String rowHash(String[] values, String changeOrder, boolean deleted) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        hash.add(hashedNames.get(i)).add(values[i]);
      }
    }
    if (changeOrder != null) {
      hash.add("order:").add(changeOrder);
    }
    if (deleted) {
      hash.add("deleted:");
    }
    return hash.finish();
  }

  private String[] output(String[] values, String[] extraValues) {
    String[] result = new String[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      int index = outputs[i];
      if (index >= 0) {
        result[i] = index < values.length ? values[index] : extraValues[index - values.length];
      }
    }
    return result;
  }

  private static String[] evaluate(List<ColumnExpression> expressions, String[] raw) {
    String[] values = new String[expressions.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = expressions.get(i).evaluate(raw);
    }
    return values;
  }

  private int[] outputIndexes(List<String> names, List<String> extraNames) {
    return names.stream()
        .mapToInt(
            name -> {
              int index = extraNames.indexOf(name);
              return index >= 0
                  ? hashedNames.size() + index
                  : isCustomer ? hashedNames.indexOf(name) : -1;
            })
        .toArray();
  }

  private static void addColumns(Collection<ColumnMapping> mappings, Set<String> columns) {
    mappings.forEach(mapping -> columns.addAll(mapping.columns()));
  }
}
