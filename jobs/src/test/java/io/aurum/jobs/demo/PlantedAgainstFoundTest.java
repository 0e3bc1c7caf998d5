package io.aurum.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.jobs.demo.Findings.Rejection;
import io.aurum.jobs.demo.Findings.Said;
import io.aurum.jobs.demo.Findings.Value;
import io.aurum.jobs.demo.PlantedAgainstFound.Line;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlantedAgainstFoundTest {
  private static final List<String> HEADER =
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

  private static final RecordKey BASE = new RecordKey("crm", "C1");
  private static final RecordKey LINKED = new RecordKey("web_shop", "W1");
  private static final RecordKey MISSED = new RecordKey("loyalty", "L1");
  private static final RecordKey TWIN = new RecordKey("crm", "C2");
  private static final RecordKey VISITOR = new RecordKey("web_shop", "W2");

  private static final Map<RecordKey, String> PEOPLE =
      Map.of(BASE, "P1", LINKED, "P1", MISSED, "P1", TWIN, "P2", VISITOR, "V1");

  @Test
  void aDuplicateIsFoundWhereItSharesTheCustomerOfItsBase() {
    assertThat(
            compare(
                List.of(
                    duplicate("nickname", LINKED),
                    duplicate("nickname", MISSED),
                    duplicate("marriage", LINKED))))
        .containsExactly(
            new Line("duplicate", "marriage", 1, 1), new Line("duplicate", "nickname", 2, 1));
  }

  @Test
  void customersAreApartUnlessAnyOfTheirRecordsMeet() {
    assertThat(
            compare(
                List.of(
                    row("apart", "twins", "", "", "", "", "P1", "P2", "", "", ""),
                    row("apart", "household", "", "", "", "", "P1", "V1", "", "", ""))))
        .containsExactly(new Line("apart", "household", 1, 1), new Line("apart", "twins", 1, 0));
  }

  @Test
  void aProfileIsFoundWhereItsCustomerIsOfTheKind() {
    assertThat(
            compare(
                List.of(
                    row("profile", "anonymous", "web_shop", "W2", "", "", "V1", "", "", "", ""),
                    row("profile", "anonymous", "crm", "C1", "", "", "P1", "", "", "", ""))))
        .containsExactly(new Line("profile", "anonymous", 2, 1));
  }

  @Test
  void anInvalidValueIsFoundWhereItDoesNotStandInTheAcceptedRecord() {
    assertThat(
            compare(
                List.of(
                    row("invalid", "bad-email", "crm", "C1", "", "", "P1", "", "email", "", ""),
                    row("invalid", "bad-email", "crm", "C2", "", "", "P2", "", "email", "", ""))))
        .containsExactly(new Line("invalid", "bad-email", 2, 1));
  }

  @Test
  void aMalformedRowIsFoundAtItsFileAndLineUnderItsRule() {
    assertThat(
            compare(
                List.of(
                    malformed("file.ragged", "7"),
                    malformed("file.ragged", "8"),
                    malformed("file.encoding", "7"))))
        .containsExactly(
            new Line("malformed", "file.encoding", 1, 0),
            new Line("malformed", "file.ragged", 2, 1));
  }

  @Test
  void whatASupplierSaysIsSeenWhereItConcernsItsCustomerAndIsDealtWithAsItShould() {
    assertThat(
            compare(
                List.of(
                    supplied("contradiction", "D1", ""),
                    supplied("stranger", "D2", ""),
                    supplied("same-birth-date", "D3", "birth_date"),
                    supplied("same-birth-date", "D4", "birth_date"),
                    supplied("wrong-birth-date", "D3", "birth_date"),
                    supplied("newer-address", "D5", "address_line"),
                    supplied("outdated-address", "D5", "address_line"),
                    supplied("missing-birth-date", "D6", "birth_date"))))
        .containsExactly(
            new Line("supplied", "contradiction", 1, 1),
            new Line("supplied", "missing-birth-date", 1, 1),
            new Line("supplied", "newer-address", 1, 1),
            new Line("supplied", "outdated-address", 1, 0),
            new Line("supplied", "same-birth-date", 2, 1),
            new Line("supplied", "stranger", 1, 0),
            new Line("supplied", "wrong-birth-date", 1, 0));
  }

  @Test
  void theTableHasFixedWidth() {
    PlantedAgainstFound comparison =
        PlantedAgainstFound.compare(
            List.of(duplicate("nickname", LINKED), duplicate("nickname", MISSED)),
            PEOPLE,
            findings());

    assertThat(comparison.table())
        .isEqualTo(
            """
            duplicate records             planted     linked     share
              nickname                          2          1    50.0 %
            """);
  }

  private static List<Line> compare(List<PlantedCase> cases) {
    return PlantedAgainstFound.compare(cases, PEOPLE, findings()).lines();
  }

  /** The twin's record shares a customer with a record of the first person, the visitor's none. */
  private static Findings findings() {
    return new Findings(
        Map.of(BASE, "g1", LINKED, "g1", MISSED, "g2", TWIN, "g2", VISITOR, "g3"),
        Map.of("g1", "person", "g2", "person", "g3", "anonymous"),
        Set.of(new Rejection("crm", "crm-1.csv", 7, "file.ragged")),
        Set.of(new Value(TWIN, "email")),
        Map.of(supplier("D1"), "contradicted", supplier("D2"), "matched"),
        Map.of(
            new Value(supplier("D3"), "birth_date"), new Said("g1", "equal", "kept"),
            new Value(supplier("D4"), "birth_date"), new Said("g3", "equal", "kept"),
            new Value(supplier("D5"), "address_line"), new Said("g1", "near", "updated"),
            new Value(supplier("D6"), "birth_date"), new Said("g1", "missing", "filled")));
  }

  private static PlantedCase duplicate(String kind, RecordKey record) {
    return row(
        "duplicate",
        kind,
        record.source(),
        record.key(),
        BASE.source(),
        BASE.key(),
        "P1",
        "P1",
        "",
        "",
        "");
  }

  private static RecordKey supplier(String key) {
    return new RecordKey("acme_data", key);
  }

  private static PlantedCase supplied(String kind, String key, String attribute) {
    return row(
        "supplied", kind, "acme_data", key, BASE.source(), BASE.key(), "P1", "", attribute, "", "");
  }

  private static PlantedCase malformed(String rule, String line) {
    return row("malformed", rule, "crm", "", "", "", "", "", "", "crm/crm-1.csv", line);
  }

  private static PlantedCase row(String... values) {
    return PlantedCase.of(HEADER, List.of(values));
  }
}
