package io.aurum.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.config.AttributeSettings;
import io.aurum.common.config.Severity;
import io.aurum.common.kind.Kind;
import io.aurum.common.kind.Kinds;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.merge.SurvivorshipPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Customers and suppliers of a few words each, worked by hand. */
@Tag("fast")
class AuditTest {
  private static final List<AttributeSettings> ATTRIBUTES =
      List.of(
          attribute("company", "company-name"),
          attribute("street", "address-line"),
          attribute("city", "city"),
          attribute("tags", "list", SurvivorshipRule.UNION));
  private static final Set<String> ALL = Set.of("company", "street", "city", "tags");

  @Test
  void aValueIsEqualNearOrDifferentAndTheCustomersOwnStands() {
    Terms verify = terms("acme", ALL, Set.of(), Set.of());

    assertThat(
            audit(
                List.of(own(5, "Beta Steel", "1 High Road", "Leeds", null)),
                Map.of("acme", List.of(acme(9, "Beta Steel", "1 High Rode", "Hull", null))),
                verify))
        .containsExactly(
            "acme street=1 High Rode near kept",
            "acme city=Hull different kept",
            "acme company=Beta Steel equal kept");
  }

  @Test
  void whatTheTermsDoNotNameIsNotLookedAt() {
    Terms cities = terms("acme", Set.of("city"), Set.of(), Set.of());

    assertThat(
            audit(
                List.of(own(5, "Beta Steel", null, "Leeds", null)),
                Map.of("acme", List.of(acme(9, "Gamma", "1 High Road", "Leeds", null))),
                cities))
        .containsExactly("acme city=Leeds equal kept");
  }

  @Test
  void aMissingValueIsFilledWhereTheTermsAllowIt() {
    Terms fillsCompany = terms("acme", ALL, Set.of("company"), Set.of());

    assertThat(
            audit(
                List.of(own(5, null, null, null, null)),
                Map.of("acme", List.of(acme(1, "Beta Steel", null, "Leeds", null))),
                fillsCompany))
        .containsExactly("acme city=Leeds missing kept", "acme company=Beta Steel missing filled");
  }

  @Test
  void anAddressIsCompletedOnlyByOneThatAgreesWithIt() {
    Terms fills = terms("acme", ALL, ALL, Set.of());
    var leeds = Map.of("acme", List.of(acme(9, null, "1 High Road", "Leeds", null)));

    assertThat(audit(List.of(own(5, null, null, "Leeds", null)), leeds, fills))
        .containsExactly("acme street=1 High Road missing filled", "acme city=Leeds equal kept");
    assertThat(audit(List.of(own(5, null, null, "Hull", null)), leeds, fills))
        .containsExactly("acme street=1 High Road missing kept", "acme city=Leeds different kept");
    assertThat(
            audit(
                List.of(own(5, null, null, "Hull", null)),
                Map.of("acme", List.of(acme(9, null, "1 High Road", null, null))),
                fills))
        .as("nothing tells whether it is one address")
        .containsExactly("acme street=1 High Road missing kept");
  }

  @Test
  void anUpdateNeedsALaterDateAndMoreTrust() {
    Terms updates = terms("acme", ALL, Set.of(), ALL);
    var own = List.of(own(5, "Beta Steel", null, null, null));

    assertThat(audit(own, Map.of("acme", List.of(acme(6, "Gamma", null, null, null))), updates))
        .containsExactly("acme company=Gamma different updated");
    assertThat(audit(own, Map.of("acme", List.of(acme(5, "Gamma", null, null, null))), updates))
        .as("not later")
        .containsExactly("acme company=Gamma different kept");
    assertThat(
            audit(
                own,
                Map.of("acme", List.of(record("acme", 0.5, 6, "Gamma", null, null, null))),
                updates))
        .as("not more trusted")
        .containsExactly("acme company=Gamma different kept");
    assertThat(
            audit(own, Map.of("acme", List.of(acme(6, "Beta Steel", null, null, null))), updates))
        .as("nothing to update")
        .containsExactly("acme company=Beta Steel equal kept");
  }

  @Test
  void anAddressIsUpdatedWholeAlsoByWhatTheNewOneLacks() {
    Terms updates = terms("acme", ALL, Set.of(), ALL);

    assertThat(
            audit(
                List.of(own(5, null, "1 High Road", "Leeds", null)),
                Map.of("acme", List.of(acme(6, null, "8 Quay", null, null))),
                updates))
        .containsExactly("acme street=8 Quay different updated", "acme city=null missing updated");
    assertThat(
            audit(
                List.of(own(5, null, "1 High Road", null, null)),
                Map.of("acme", List.of(acme(6, null, "8 Quay", "Hull", null))),
                updates))
        .containsExactly("acme street=8 Quay different updated", "acme city=Hull missing updated");
  }

  @Test
  void theFirstSupplierThatFillsIsTheOnlyOneAndOthersAreHeldAgainstTheCustomerAlone() {
    Terms acme = terms("acme", ALL, ALL, Set.of());
    Terms bolt = terms("bolt", ALL, ALL, Set.of());

    assertThat(
            audit(
                List.of(own(5, null, null, null, null)),
                Map.of(
                    "bolt", List.of(record("bolt", 0.9, 1, "Gamma", null, "Hull", null)),
                    "acme", List.of(acme(1, "Beta Steel", null, null, null))),
                acme,
                bolt))
        .containsExactly(
            "acme company=Beta Steel missing filled",
            "bolt city=Hull missing filled",
            "bolt company=Gamma missing kept");
  }

  @Test
  void recordsOfOneSupplierBecomeOneAsThoseOfACustomerDo() {
    Terms verify = terms("acme", ALL, Set.of(), Set.of());

    assertThat(
            audit(
                List.of(own(5, "Beta Steel", null, "Leeds", null)),
                Map.of(
                    "acme",
                    List.of(
                        acme(1, "Beta Steel", null, null, null),
                        acme(2, null, null, "Leeds", null))),
                verify))
        .containsExactly("acme city=Leeds equal kept", "acme company=Beta Steel equal kept");
  }

  @Test
  void ofAUnionAnyOfTheCustomersValuesMayAgree() {
    Terms verify = terms("acme", ALL, Set.of(), Set.of());

    assertThat(
            audit(
                List.of(own(5, null, null, null, "golf"), own(6, null, null, null, "chess")),
                Map.of("acme", List.of(acme(1, null, null, null, "golf"))),
                verify))
        .containsExactly("acme tags=golf equal kept");
  }

  private static List<String> audit(
      List<Candidate> own, Map<String, List<Candidate>> supplied, Terms... suppliers) {
    var plan = new SurvivorshipPlan(ATTRIBUTES, List.of(List.of("street", "city")));
    return new Audit(plan, List.of(suppliers))
        .of(own, supplied).stream()
            .map(
                found ->
                    "%s %s=%s %s %s"
                        .formatted(
                            found.terms().supplier(),
                            ATTRIBUTES.get(found.attribute()).name(),
                            found.value(),
                            found.comparison().label(),
                            found.outcome().label()))
            .toList();
  }

  private static Terms terms(
      String supplier, Set<String> used, Set<String> fill, Set<String> update) {
    return new Terms(supplier, supplier, used, fill, update, null);
  }

  private static Candidate own(long knownAt, String... values) {
    return record("crm", 0.6, knownAt, values);
  }

  private static Candidate acme(long knownAt, String... values) {
    return record("acme", 0.9, knownAt, values);
  }

  private static Candidate record(String source, double trust, long knownAt, String... values) {
    List<String> matches = new ArrayList<>();
    Stream.of(values)
        .forEach(value -> matches.add(value == null ? null : value.toUpperCase(Locale.ROOT)));
    return new Candidate(
        source, "r" + knownAt, trust, knownAt, "h" + knownAt, Arrays.asList(values), matches);
  }

  private static AttributeSettings attribute(
      String name, String kindName, SurvivorshipRule... rules) {
    Kind kind = Kinds.byName(kindName).orElseThrow();
    return new AttributeSettings(
        name,
        kind,
        kind.piiClass(),
        Severity.OFF,
        Severity.WARN,
        true,
        rules.length == 0 ? kind.survivorship() : List.of(rules));
  }
}
