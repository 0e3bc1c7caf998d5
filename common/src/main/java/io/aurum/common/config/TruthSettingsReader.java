package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.inputPath;
import static io.aurum.common.config.Parsers.name;

import io.aurum.common.config.SourceSettings.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads where the truth stands that results are evaluated against. */
final class TruthSettingsReader {
  private final List<SourceSettings> sources;
  private final Parser<String> sourceName;

  /**
   * @param sources the configured sources, to which the truth refers
   */
  TruthSettingsReader(List<SourceSettings> sources) {
    this.sources = sources;
    this.sourceName = Parsers.oneOf("source", sources.stream().map(SourceSettings::name).toList());
  }

  TruthSettings read(Section truth) {
    TruthSettings settings =
        new TruthSettings(
            truth.find("path", inputPath()),
            truth.require("format", choice(Format.class)),
            SourceSettingsReader.csv(truth.section("csv", "the CSV format")),
            truth.find("source-column", name()),
            sourceNames(truth.section("source-names", "the names of sources")),
            truth.list("key", name()),
            ColumnMappingReader.read(
                truth.requireSection(
                    "cluster", "the true customer's expression", ColumnMappingReader.SHORT_KEY)));
    if (settings.format() == Format.JDBC) {
      truth.reject(
          "format",
          "bad value 'jdbc' for '" + truth.pathTo("format") + "'",
          "the truth is read from files",
          "write it to a file, or leave out 'path' where the sources themselves hold it");
    }
    if (truth.has("path")) {
      rejectUnjoinable(truth);
    } else {
      Stream.of("key", "source-column", "source-names").forEach(key -> rejectIdle(truth, key));
    }
    return settings;
  }

  private Map<String, String> sourceNames(Section names) {
    Map<String, String> result = new LinkedHashMap<>();
    for (String name : names.keys()) {
      result.put(name, names.require(name, sourceName));
    }
    return result;
  }

  private void rejectUnjoinable(Section truth) {
    if (!truth.has("key")) {
      rejectMissing(
          truth, "key", "a truth in a file of its own is joined by the key of the records");
    }
    if (sources.size() > 1 && !truth.has("source-column")) {
      rejectMissing(
          truth,
          "source-column",
          "keys are unique within a source only, and there are several sources");
    }
    sources.stream()
        .filter(source -> source.delivery().key().isEmpty())
        .forEach(source -> rejectKeyless(truth, source));
  }

  private static void rejectMissing(Section truth, String key, String cause) {
    truth.reject(
        "missing key '" + truth.pathTo(key) + "'",
        cause,
        "add '" + key + "': columns of the truth");
  }

  private static void rejectKeyless(Section truth, SourceSettings source) {
    truth.reject(
        "path",
        "truth without a join for source '" + source.name() + "'",
        "records of a source without a key cannot be found in the truth",
        "add 'sources."
            + source.name()
            + ".delivery.key', or take the truth from the source itself");
  }

  private static void rejectIdle(Section truth, String key) {
    if (truth.has(key)) {
      truth.reject(
          key,
          "idle key '" + truth.pathTo(key) + "'",
          "without 'path' the truth stands in the sources' own rows and is not joined",
          "add 'path' or remove '" + key + "'");
    }
  }
}
