package io.aurum.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.DeliverySettings;
import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.DeliverySettings.Mode;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.CsvSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.run.InputFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecordMapperTest {
  private static final Instant KNOWN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void expressionsConcatenateSplitAndSearch() {
    var columns = List.of("first", "last", "address");
    String[] raw = {"Ann", "Lee", "1 High St, Leeds, LS1 4AB"};
    assertThat(expression("concat", columns).evaluate(raw)).isEqualTo("Ann Lee");
    assertThat(expression("split", columns).evaluate(raw)).isEqualTo("Leeds");
    assertThat(expression("regex", columns).evaluate(raw)).isEqualTo("LS1");
    assertThat(expression("concat", columns).evaluate(new String[] {null, "Lee", null}))
        .isEqualTo("Lee");
    assertThat(expression("split", columns).evaluate(new String[] {null, null, "Leeds"})).isNull();
  }

  @Test
  void contentIdentityCountsOccurrences() {
    var mapper = mapper(source(List.of(), Optional.empty()));
    var first = accepted(mapper, "7", "Ann");
    var second = accepted(mapper, "7", "Ann");
    var other = accepted(mapper, "8", "Ann");
    assertThat(first.id()).isEqualTo(first.rowHash() + "#1");
    assertThat(second.id()).isEqualTo(first.rowHash() + "#2");
    assertThat(other.rowHash()).isNotEqualTo(first.rowHash());
    assertThat(other.id()).endsWith("#1");
  }

  @Test
  void theHashDependsOnNamesAndValuesNotOnTheirOrder() {
    var there = source(List.of(), Optional.empty());
    Map<String, ColumnMapping> reversed = new LinkedHashMap<>();
    List.of("name", "account").forEach(name -> reversed.put(name, there.columns().get(name)));
    var back = withColumns(there, reversed);
    var mapperBack = mapper(back);
    assertThat(mapperBack.wanted()).containsExactly("name", "id");
    assertThat(((SourceRow.Accepted) mapperBack.map(new String[] {"Ann", "7"})).rowHash())
        .isEqualTo(accepted(mapper(there), "7", "Ann").rowHash());
  }

  @Test
  void aMissingKeyAndAnUnreadableDateAreRejected() {
    var mapper = mapper(source(List.of("id"), Optional.of("at")));
    var noKey = (SourceRow.Rejected) mapper.map(new String[] {" NULL ", "Ann", "2026-01-02"});
    assertThat(noKey.rule()).isEqualTo("record.missing-key");
    var noDate = (SourceRow.Rejected) mapper.map(new String[] {"7", "Ann", "02.01.2026"});
    assertThat(noDate.rule()).isEqualTo("record.known-at");
    assertThat(noDate.id()).isEqualTo("7");
    var good = (SourceRow.Accepted) mapper.map(new String[] {"7", "Ann", "2026-01-02 03:04:05"});
    assertThat(good.knownAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(good.id()).isEqualTo("7");
  }

  @Test
  void isoTextsSayWhenSomethingBecameKnown() {
    assertThat(KnownAtTexts.parse("2026-01-31")).contains(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(KnownAtTexts.parse("20260131")).contains(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(KnownAtTexts.parse("2026-01-31T10:00:00+02:00"))
        .contains(Instant.parse("2026-01-31T08:00:00Z"));
    assertThat(KnownAtTexts.parse("2026-02-30")).isEmpty();
    assertThat(KnownAtTexts.parse("yesterday")).isEmpty();
  }

  @Test
  void occurrencesSurviveGrowth() {
    var occurrences = new Occurrences();
    for (int round = 1; round <= 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(occurrences.next("%016x%016x".formatted(i, i * 31L))).isEqualTo(round);
      }
    }
  }

  private static SourceRow.Accepted accepted(RecordMapper mapper, String... raw) {
    return (SourceRow.Accepted) mapper.map(raw.clone());
  }

  private static RecordMapper mapper(SourceSettings source) {
    return new RecordMapper(
        new Delivery(source, new InputFile("in/a.csv", "a.csv", 1, KNOWN, "00"), KNOWN),
        List.of("account", "name"),
        Map.of());
  }

  private static ColumnExpression expression(String what, List<String> columns) {
    var mapping =
        switch (what) {
          case "concat" -> mapping(List.of("first", "last"), null, null);
          case "split" -> mapping(List.of("address"), ",", null);
          default -> mapping(List.of("address"), null, "([A-Z]+[0-9]+) [0-9][A-Z]{2}$");
        };
    return new ColumnExpression(mapping, columns);
  }

  private static ColumnMapping mapping(List<String> columns, String split, String regex) {
    return new ColumnMapping(
        columns,
        " ",
        Optional.empty(),
        Optional.ofNullable(split),
        -2,
        Optional.ofNullable(regex),
        1,
        Optional.empty());
  }

  private static SourceSettings source(List<String> key, Optional<String> knownAt) {
    Map<String, ColumnMapping> columns = new LinkedHashMap<>();
    columns.put("account", mapping(List.of("id"), null, null));
    columns.put("name", mapping(List.of("name"), null, null));
    return new SourceSettings(
        "crm",
        "customer",
        List.of(),
        Format.CSV,
        new CsvSettings(true, ',', '"', '"', "UTF-8"),
        List.of("NULL"),
        new DeliverySettings(
            Mode.APPEND,
            key,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new KnownAt(knownAt, Optional.empty(), Optional.empty())),
        0.5,
        false,
        Optional.empty(),
        Optional.empty(),
        columns);
  }

  private static SourceSettings withColumns(
      SourceSettings source, Map<String, ColumnMapping> columns) {
    return new SourceSettings(
        source.name(),
        source.entity(),
        source.paths(),
        source.format(),
        source.csv(),
        source.nullValues(),
        source.delivery(),
        source.trust(),
        source.duplicateFree(),
        source.region(),
        source.dateOrder(),
        columns);
  }
}
