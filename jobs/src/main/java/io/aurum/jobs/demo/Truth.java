package io.aurum.jobs.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.jobs.demo.TextFile.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about the data because it was planted. Three files below {@code truth/}:
 *
 * <ul>
 *   <li>{@value #RECORDS}: every record with its true customer and the kinds planted in it
 *   <li>{@value #PLANTED}: every planted case, one row each, with the records, customers, file and
 *       line that it concerns
 *   <li>{@value #SUMMARY}: the settings and the number of cases of each kind
 * </ul>
 */
final class Truth implements Closeable {
  static final String FOLDER = "truth/";
  static final String RECORDS = "records.csv";
  static final String PLANTED = "planted.csv";
  static final String SUMMARY = "summary.json";
  static final String ANONYMOUS = "anonymous";
  static final String ORGANISATION = "organisation";

  private static final String RECORDS_HEADER = "source,key,person_id,planted";

  private final DemoSettings settings;
  private final DemoSink sink;
  private final TextFile records;
  private final TextFile planted;
  private final Map<Group, Map<String, Long>> counts = new TreeMap<>();
  private final Map<String, Long> recordsBySource = new TreeMap<>();

  Truth(DemoSettings settings, DemoSink sink) throws IOException {
    this.settings = settings;
    this.sink = sink;
    this.records = TextFile.open(sink, FOLDER + RECORDS, RECORDS_HEADER);
    this.planted = TextFile.open(sink, FOLDER + PLANTED, PlantedCase.header());
  }

  /** What is said where a file of the truth cannot be read. */
  static AurumException unreadable(Path file, IOException e) {
    return AurumException.of(
            ExitCode.STORAGE,
            "cannot read the truth of the demo at " + file,
            e.getClass().getSimpleName(),
            "generate the demo data again")
        .causedBy(e);
  }

  /** A record and whose it is. */
  void record(RecordKey record, String personId, List<String> kinds) throws IOException {
    recordsBySource.merge(record.source(), 1L, Long::sum);
    records.row(Csv.row(record.source(), record.key(), personId, String.join("+", kinds)));
  }

  /** A further record of a customer. */
  void duplicate(DuplicateKind kind, RecordKey record, RecordKey base, String personId)
      throws IOException {
    plant(
        PlantedCase.of(Group.DUPLICATE, kind.code())
            .inRecord(record)
            .besideRecord(base)
            .ofPerson(personId)
            .besidePerson(personId));
  }

  /** Two customers that must stay two. */
  void apart(ApartKind kind, String personId, String otherPersonId) throws IOException {
    plant(PlantedCase.of(Group.APART, kind.code()).ofPerson(personId).besidePerson(otherPersonId));
  }

  /** A record with one invalid value. */
  void invalid(InvalidKind kind, RecordKey record, String personId) throws IOException {
    plant(
        PlantedCase.of(Group.INVALID, kind.code())
            .inRecord(record)
            .ofPerson(personId)
            .inAttribute(kind.field()));
  }

  /** A row that cannot become a record. */
  void malformed(MalformedKind kind, Source source, Place place) throws IOException {
    plant(PlantedCase.of(Group.MALFORMED, kind.rule()).inRow(source, place));
  }

  /**
   * A customer that is no person.
   *
   * @param kind {@link #ANONYMOUS} or {@link #ORGANISATION}
   */
  void profile(String kind, RecordKey record, String personId) throws IOException {
    plant(PlantedCase.of(Group.PROFILE, kind).inRecord(record).ofPerson(personId));
  }

  @Override
  public void close() throws IOException {
    records.close();
    planted.close();
    try (TextFile summary = TextFile.open(sink, FOLDER + SUMMARY)) {
      summary.row(summary());
    }
  }

  private void plant(PlantedCase planting) throws IOException {
    counts
        .computeIfAbsent(planting.group(), group -> new TreeMap<>())
        .merge(planting.kind(), 1L, Long::sum);
    planted.row(planting.row());
  }

  private String summary() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("customers", settings.customers());
      json.writeNumberField("seed", settings.seed());
      json.writeStringField("as_of", settings.asOf().toString());
      counts(json, "records", recordsBySource);
      json.writeObjectFieldStart("planted");
      for (Map.Entry<Group, Map<String, Long>> group : counts.entrySet()) {
        counts(json, group.getKey().code(), group.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }

  /** What a planted case is about. */
  enum Group {
    /** Records that must be linked to their base record. */
    DUPLICATE,
    /** Customers that must not be merged. */
    APART,
    /** Customers that are no persons and must be seen as what they are. */
    PROFILE,
    /** Values that must be nulled. */
    INVALID,
    /** Rows that must be quarantined. */
    MALFORMED,
    /** What a supplier says about customers. */
    SUPPLIED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Group of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
