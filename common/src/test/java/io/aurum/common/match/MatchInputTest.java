package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records from several batches, their order, their rows and their hard identifiers. */
@Tag("fast")
class MatchInputTest {
  private static final List<MatchAttribute> ATTRIBUTES =
      List.of(
          MatchTables.exact("name").get(0),
          new MatchAttribute("tax", Comparators.exact(), BlockingKeys::exact, true),
          MatchTables.exact("city").get(0),
          new MatchAttribute("passport", Comparators.exact(), BlockingKeys::exact, true));

  private record Rec(String source, String id, String hash, long knownAt, String[] forms) {}

  /** In the order of their content; the first two are equal in all that is matched. */
  private static final List<Rec> RECORDS =
      List.of(
          new Rec("crm", "9", "h1", 5, forms("ANNA", "t1", "YORK", null)),
          new Rec("web", "1", "h2", 1, forms("ANNA", "t1", "YORK", null)),
          new Rec("web", "2", "h3", 1, forms("ANN", "t1", null, "p1")),
          new Rec("crm", "7", "h4", 2, forms("HANNAH", null, "YORK", "p1")),
          new Rec("web", "3", "h4", 3, forms("HANNAH", null, "LEEDS", "p1")),
          new Rec("crm", "4", "h5", 1, forms("TOM", null, "LEEDS", null)));

  @Test
  void recordsStandInTheOrderOfTheirContent() {
    MatchInput input = MatchInput.of(ATTRIBUTES, List.of(batch(RECORDS)));
    assertThat(IntStream.range(0, input.size()).mapToObj(input::id))
        .containsExactly("9", "1", "2", "7", "3", "4");
    assertThat(input.key(0)).isEqualTo(MatchInput.key("crm", "9"));
    assertThat(MatchInput.source(input.key(0))).isEqualTo("crm");
    assertThat(MatchInput.id(input.key(0))).isEqualTo("9");
    assertThat(input.firstKnownAt(0)).isEqualTo(5);
    assertThat(input.firstContentHash(0)).isEqualTo("h1");
  }

  @Test
  void equalRecordsShareARow() {
    MatchInput input = MatchInput.of(ATTRIBUTES, List.of(batch(RECORDS)));
    assertThat(IntStream.range(0, 6).map(input::row)).containsExactly(0, 0, 1, 2, 3, 4);
    assertThat(input.table().multiplicity(0)).isEqualTo(2);
    assertThat(input.table().attributes())
        .extracting(MatchAttribute::name)
        .containsExactly("name", "city");
    assertThat(input.table().distinct(0)).isEqualTo(4);
    assertThat(input.table().value(1, input.table().code(1, 3)).text()).isEqualTo("LEEDS");
    assertThat(input.table().code(1, 1)).isEqualTo(EncodedTable.MISSING);
  }

  @Test
  void hardIdentifiersForceClustersInChains() {
    MatchInput input = MatchInput.of(ATTRIBUTES, List.of(batch(RECORDS)));
    assertThat(input.forcedClusters())
        .as("row 0 - tax - row 1 - passport - rows 2 and 3")
        .containsExactly(0, 0, 0, 0, 4);
    assertThat(IntStream.range(0, 5).mapToObj(input::identified))
        .containsExactly(true, true, true, true, false);
  }

  @Test
  void neitherOrderNorSplitOfTheBatchesMatters() {
    MatchInput expected = MatchInput.of(ATTRIBUTES, List.of(batch(RECORDS)));
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Rec> shuffled = new ArrayList<>(RECORDS);
      Collections.shuffle(shuffled, random);
      int cut = random.nextInt(RECORDS.size() + 1);
      MatchInput input =
          MatchInput.of(
              ATTRIBUTES,
              List.of(
                  batch(shuffled.subList(0, cut)),
                  batch(List.of()),
                  batch(shuffled.subList(cut, shuffled.size()))));
      assertThat(contents(input)).isEqualTo(contents(expected));
      assertThat(input.forcedClusters()).isEqualTo(expected.forcedClusters());
    }
  }

  @Test
  void noRecordsMakeAnEmptyTable() {
    MatchInput input = MatchInput.of(ATTRIBUTES, List.of());
    assertThat(input.size()).isZero();
    assertThat(input.table().rows()).isZero();
    assertThat(input.forcedClusters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "JOHN SMITH, JOHN, SMITH",
    "JOHN PAUL SMITH, JOHN PAUL, SMITH",
    "JOHN SMITH JR, JOHN, SMITH JR",
    "JOHN PAUL SMITH III, JOHN PAUL, SMITH III",
    "SMITH, , SMITH",
    "JR, , JR",
  })
  void fullNamesFallIntoGivenAndFamilyName(String full, String given, String family) {
    assertThat(NameParts.of(full)).isEqualTo(new NameParts(given, family));
  }

  @Test
  void hashesArePublishedOnes() {
    assertThat(Hashes.mix(0)).as("SplitMix64, seed 0").isEqualTo(0xe220a8397b1dcdafL);
    assertThat(Hashes.mix(0x9e3779b97f4a7c15L)).isEqualTo(0x6e789e6aa1b965f4L);
    assertThat(Hashes.of("foobar"))
        .as("FNV-1a, then mixed")
        .isEqualTo(Hashes.mix(0x85944171f73967e8L));
    assertThat(IntStream.range(0, 1_000).mapToDouble(Hashes::unit))
        .allMatch(unit -> unit >= 0 && unit < 1);
  }

  /** Codes, records and rows of everything, as text. */
  private static List<String> contents(MatchInput input) {
    EncodedTable table = input.table();
    return IntStream.range(0, input.size())
        .mapToObj(
            r ->
                "%s %d %d %d %d %d"
                    .formatted(
                        input.key(r),
                        input.firstKnownAt(r),
                        input.row(r),
                        table.multiplicity(input.row(r)),
                        table.code(0, input.row(r)),
                        table.code(1, input.row(r))))
        .toList();
  }

  private static RecordBatch batch(List<Rec> records) {
    RecordBatch.Builder builder = new RecordBatch.Builder(ATTRIBUTES.size());
    records.forEach(
        r ->
            builder.add(
                r.source(),
                r.id(),
                r.hash(),
                new RecordBatch.First(r.knownAt(), r.hash()),
                r.forms()));
    return builder.build();
  }

  private static String[] forms(String name, String tax, String city, String passport) {
    return new String[] {name, tax, city, passport};
  }
}
