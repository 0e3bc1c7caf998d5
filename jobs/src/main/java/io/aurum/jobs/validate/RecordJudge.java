package io.aurum.jobs.validate;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Judges the records of one partition: the first version of each record is checked, later ones are
 * superseded. Expects all versions of a record together, the one that counts first.
 */
final class RecordJudge implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Columns of the input, before the attributes. */
  static final List<String> INPUT =
      List.of(
          "source",
          "source_record_id",
          JudgedRows.KNOWN_AT_MICROS,
          "row_hash",
          "file",
          "line",
          "file_hash",
          "deleted");

  private final List<SourceSettings> sources;
  private final List<AttributeSettings> attributes;
  private final RuleBook rules;
  private final JudgedRows rows;
  private final LocalDate asOf;

  RecordJudge(
      List<SourceSettings> sources,
      List<AttributeSettings> attributes,
      RuleBook rules,
      JudgedRows rows,
      LocalDate asOf) {
    this.sources = List.copyOf(sources);
    this.attributes = List.copyOf(attributes);
    this.rules = rules;
    this.rows = rows;
    this.asOf = asOf;
  }

  /** Judges the records and ends with a summary. */
  Iterator<Row> judge(Iterator<Row> records) {
    return new Judging(records);
  }

  /** Reads the summaries of a partition, by source. */
  static Map<String, SourceSummary> summaries(byte[] bytes) {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      Map<String, SourceSummary> bySource = new TreeMap<>();
      for (int n = in.readInt(); n > 0; n--) {
        bySource.put(in.readUTF(), (SourceSummary) in.readObject());
      }
      return bySource;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("A summary cannot be read back", e);
    }
  }

  private static byte[] bytes(Map<String, SourceCheck> checks) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeInt(checks.size());
      for (Map.Entry<String, SourceCheck> entry : checks.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeObject(entry.getValue().summary());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private final class Judging implements Iterator<Row> {
    private final Iterator<Row> records;
    private final Map<String, SourceCheck> checks = new TreeMap<>();
    private final List<String> names = attributes.stream().map(AttributeSettings::name).toList();
    private String lastSource;
    private String lastId;
    private boolean summarised;

    Judging(Iterator<Row> records) {
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      return !summarised;
    }

    @Override
    public Row next() {
      if (records.hasNext()) {
        return judge(records.next());
      }
      if (summarised) {
        throw new NoSuchElementException();
      }
      summarised = true;
      return rows.summary(bytes(checks));
    }

    private Row judge(Row record) {
      var origin = origin(record);
      if (origin.id().equals(lastId) && origin.source().equals(lastSource)) {
        return rows.dropped(JudgedRows.Outcome.SUPERSEDED, origin);
      }
      lastId = origin.id();
      lastSource = origin.source();
      if (record.getBoolean(7)) {
        return rows.dropped(JudgedRows.Outcome.DELETED, origin);
      }
      String[] raw = new String[names.size()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = record.getString(INPUT.size() + i);
      }
      Verdict verdict = check(origin.source()).check(raw);
      return verdict.rejectedBy() == null
          ? rows.accepted(origin, verdict)
          : rows.quarantined(origin, verdict.rejectedBy(), Payload.json(names, raw));
    }

    private SourceCheck check(String source) {
      return checks.computeIfAbsent(
          source, name -> new SourceCheck(settings(name), attributes, rules, asOf));
    }

    private SourceSettings settings(String source) {
      return sources.stream().filter(s -> s.name().equals(source)).findFirst().orElseThrow();
    }

    private JudgedRows.Origin origin(Row record) {
      return new JudgedRows.Origin(
          record.getString(0),
          record.getString(1),
          record.getLong(2),
          record.getString(3),
          record.getString(4),
          record.getLong(5),
          record.getString(6));
    }
  }
}
