package io.aurum.jobs.demo;

import io.aurum.jobs.demo.TextFile.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the truth about what was planted; a column that does not apply is empty. Immutable.
 */
final class PlantedCase {
  private static final List<String> COLUMNS =
      List.of(
          "group",
          "kind",
          "source",
          "key",
          "other_source",
          "other_key",
          "person_id",
          "other_person_id",
          "attribute",
          "file",
          "line");

  private final Map<String, String> values;

  private PlantedCase(Map<String, String> values) {
    this.values = values;
  }

  /** A case of which nothing more is known. */
  static PlantedCase of(Truth.Group group, String kind) {
    return new PlantedCase(Map.of("group", group.code(), "kind", kind));
  }

  /**
   * @param header the file's column names
   * @param row its values in the same order
   */
  static PlantedCase of(List<String> header, List<String> row) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      values.put(header.get(i), row.get(i));
    }
    return new PlantedCase(values);
  }

  /** The file's first row. */
  static String header() {
    return String.join(",", COLUMNS);
  }

  /** The case as a row of the file. */
  String row() {
    return Csv.row(',', COLUMNS.stream().map(column -> values.getOrDefault(column, "")).toList());
  }

  PlantedCase inRecord(RecordKey record) {
    return with("source", record.source()).with("key", record.key());
  }

  PlantedCase besideRecord(RecordKey base) {
    return with("other_source", base.source()).with("other_key", base.key());
  }

  PlantedCase ofPerson(String personId) {
    return with("person_id", personId);
  }

  PlantedCase besidePerson(String personId) {
    return with("other_person_id", personId);
  }

  PlantedCase inAttribute(Field field) {
    return with("attribute", field.attribute());
  }

  PlantedCase inRow(Source source, Place place) {
    return with("source", source.label())
        .with("file", place.file())
        .with("line", Long.toString(place.line()));
  }

  private PlantedCase with(String column, String value) {
    Map<String, String> copy = new HashMap<>(values);
    copy.put(column, value);
    return new PlantedCase(copy);
  }

  Truth.Group group() {
    return Truth.Group.of(values.get("group"));
  }

  String kind() {
    return values.get("kind");
  }

  RecordKey record() {
    return new RecordKey(values.get("source"), values.get("key"));
  }

  RecordKey base() {
    return new RecordKey(values.get("other_source"), values.get("other_key"));
  }

  String personId() {
    return values.get("person_id");
  }

  String otherPersonId() {
    return values.get("other_person_id");
  }

  /** The value planted in the record. */
  Findings.Value value() {
    return new Findings.Value(record(), values.get("attribute"));
  }

  /** Where a row stands that must be rejected. */
  Findings.Rejection rejection() {
    return new Findings.Rejection(
        values.get("source"),
        Findings.fileName(values.get("file")),
        Long.parseLong(values.get("line")),
        kind());
  }
}
