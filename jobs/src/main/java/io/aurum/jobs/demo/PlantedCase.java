package io.aurum.jobs.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row of the truth about what was planted; a column that does not apply is empty. */
final class PlantedCase {
  private final Map<String, String> values;

  private PlantedCase(Map<String, String> values) {
    this.values = values;
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
