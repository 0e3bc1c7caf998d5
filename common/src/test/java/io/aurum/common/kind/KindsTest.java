package io.aurum.common.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.table.PiiClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind. */
@Tag("fast")
class KindsTest {

  static Stream<Kind> kinds() {
    return Kinds.all().stream();
  }

  @Test
  void allKindsOfThePlanAreThere() {
    assertThat(Kinds.all())
        .extracting(Kind::name)
        .containsExactly(
            "given-name",
            "family-name",
            "full-name",
            "email",
            "phone",
            "birth-date",
            "address-line",
            "city",
            "region",
            "postal-code",
            "country",
            "national-id",
            "account-id",
            "cookie",
            "device",
            "ip",
            "company-name",
            "gender",
            "category",
            "list",
            "number",
            "timestamp",
            "boolean",
            "free-text",
            "code",
            "key",
            "amount",
            "rate",
            "date");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKindIsFoundByItsName(Kind kind) {
    assertThat(Kinds.byName(kind.name())).containsSame(kind);
    assertThat(kind.summary()).isNotBlank();
  }

  @Test
  void anUnknownNameIsNoKind() {
    assertThat(Kinds.byName("given_name")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aKindSurvivesSerialisationAsItself(Kind kind) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(kind);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isSameAs(kind);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void issuesHaveDifferentCodesAndAReason(Kind kind) {
    assertThat(kind.issues()).extracting(Issue::code).doesNotHaveDuplicates();
    assertThat(kind.issues()).allSatisfy(issue -> assertThat(issue.reason()).isNotBlank());
    assertThat(kind.issues())
        .extracting(Issue::code)
        .allSatisfy(code -> assertThat(code).matches("[a-z]+(-[a-z]+)*"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindSaysWhatSurvives(Kind kind) {
    List<SurvivorshipRule> rules = kind.survivorship();
    assertThat(rules).isNotEmpty().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "given-name, LINKABLE, true",
    "family-name, LINKABLE, true",
    "full-name, LINKED, true",
    "email, LINKED, true",
    "phone, LINKED, true",
    "birth-date, LINKED, true",
    "address-line, LINKED, true",
    "city, LINKABLE, true",
    "region, LINKABLE, true",
    "postal-code, LINKABLE, true",
    "country, LINKABLE, true",
    "national-id, LINKED, true",
    "account-id, LINKED, true",
    "cookie, NON_PII, true",
    "device, NON_PII, true",
    "ip, NON_PII, true",
    "company-name, NON_PII, false",
    "gender, LINKABLE, true",
    "category, NON_PII, false",
    "list, LINKED, true",
    "number, NON_PII, false",
    "timestamp, NON_PII, false",
    "boolean, NON_PII, false",
    "free-text, LINKED, true",
    "code, NON_PII, false",
    "key, LINKED, true",
    "amount, NON_PII, false",
    "rate, NON_PII, false",
    "date, NON_PII, false",
  })
  void classAndRegimeAreTwoThings(String name, PiiClass pii, boolean personal) {
    Kind kind = Kinds.byName(name).orElseThrow();
    assertThat(kind.piiClass()).isEqualTo(pii);
    assertThat(kind.personalUnderGdpr()).isEqualTo(personal);
  }

  @Test
  void onlyAnAccountProvesIdentity() {
    assertThat(Kinds.all())
        .filteredOn(Kind::hardIdentifier)
        .extracting(Kind::name)
        .containsExactly("account-id");
  }

  @Test
  void kindsWithoutEvidenceHaveNoComparator() {
    assertThat(Kinds.all())
        .filteredOn(kind -> kind.comparator().isEmpty())
        .extracting(Kind::name)
        .containsExactly(
            "ip", "timestamp", "boolean", "free-text", "code", "key", "amount", "rate", "date");
  }
}
