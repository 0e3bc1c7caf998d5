package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurum.common.match.Survivorship.Attribute;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.Survivorship.RunnerUp;
import io.aurum.common.match.Survivorship.Survivor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What holds for every customer and every list of rules. Three attributes, two of them a group. */
@Tag("fast")
class SurvivorshipProperties {

  @Property(seed = "42")
  void theOrderOfRecordsNeverMatters(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules,
      @ForAll Random random) {
    List<Candidate> shuffled = new ArrayList<>(customer);
    Collections.shuffle(shuffled, random);
    assertThat(survivorship(rules).choose(shuffled))
        .isEqualTo(survivorship(rules).choose(customer));
  }

  @Property(seed = "42")
  void survivorsAreValuesOfTheirWinners(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules) {
    for (Survivor survivor : survivorship(rules).choose(customer)) {
      assertThat(customer).contains(survivor.winner());
      assertThat(survivor.value()).isEqualTo(survivor.winner().values().get(survivor.attribute()));
    }
  }

  @Property(seed = "42")
  void aGroupHasOneWinner(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules) {
    List<Survivor> survivors = survivorship(rules).choose(customer);
    assertThat(survivors.stream().filter(s -> s.attribute() > 0).map(Survivor::winner).distinct())
        .hasSizeLessThanOrEqualTo(1);
  }

  @Property(seed = "42")
  void everyAttributeThatARecordHoldsAloneSurvives(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules) {
    boolean held = customer.stream().anyMatch(c -> c.values().get(0) != null);
    assertThat(survivorship(rules).choose(customer).stream().anyMatch(s -> s.attribute() == 0))
        .isEqualTo(held);
  }

  @Property(seed = "42")
  void choosingAgainAmongTheWinnersChangesNothing(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules) {
    for (Survivor survivor : survivorship(rules).choose(customer)) {
      assertThat(survivorship(rules).choose(List.of(survivor.winner())))
          .anySatisfy(again -> assertThat(again.value()).isEqualTo(survivor.value()));
    }
  }

  @Property(seed = "42")
  void countsAddUp(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules) {
    for (Survivor survivor : survivorship(rules).choose(customer)) {
      long holding =
          customer.stream().filter(c -> c.values().get(survivor.attribute()) != null).count();
      assertThat(survivor.candidates()).isEqualTo((int) holding);
      int beaten = survivor.runnersUp().stream().mapToInt(RunnerUp::records).sum();
      assertThat(survivor.agreeing() + beaten).isLessThanOrEqualTo(survivor.candidates());
      if (survivor.attribute() == 0
          && survivor.distinctValues() <= 1 + Survivorship.MAX_RUNNERS_UP) {
        assertThat(survivor.agreeing() + beaten).isEqualTo(survivor.candidates());
        assertThat(survivor.runnersUp()).hasSize(survivor.distinctValues() - 1);
      }
      assertThat(survivor.runnersUp().stream().map(r -> r.value().toUpperCase(Locale.ROOT)))
          .doesNotContain(survivor.value().toUpperCase(Locale.ROOT))
          .doesNotHaveDuplicates();
    }
  }

  @Property(seed = "42")
  void recordIdsDecideNoValue(
      @ForAll("customers") List<Candidate> customer,
      @ForAll("rules") List<SurvivorshipRule> rules,
      @ForAll Random random) {
    List<Candidate> renamed = new ArrayList<>();
    for (Candidate c : customer) {
      renamed.add(
          new Candidate(
              c.source(),
              Long.toHexString(random.nextLong()),
              c.trust(),
              c.knownAt(),
              c.contentHash(),
              c.values(),
              c.matches()));
    }
    assertThat(survivorship(rules).choose(renamed).stream().map(Survivor::value).toList())
        .isEqualTo(survivorship(rules).choose(customer).stream().map(Survivor::value).toList());
  }

  private static Survivorship survivorship(List<SurvivorshipRule> rules) {
    return new Survivorship(
        List.of(
            new Attribute("name", rules, Comparator.naturalOrder()),
            new Attribute("street", rules, Comparator.naturalOrder()),
            new Attribute("city", List.of(), Comparator.naturalOrder())),
        List.of(List.of("street", "city")));
  }

  @Provide
  Arbitrary<List<SurvivorshipRule>> rules() {
    return Arbitraries.of(SurvivorshipRule.class)
        .filter(rule -> rule != SurvivorshipRule.UNION)
        .list()
        .uniqueElements()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Candidate>> customers() {
    Arbitrary<String> value = Arbitraries.of("a", "A", "b", "B", "bb", "c").injectNull(0.3);
    return Combinators.combine(
            Arbitraries.of("crm", "shop", "list"),
            Arbitraries.longs().between(0, 3),
            value,
            value,
            value)
        .as(SurvivorshipProperties::candidate)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(SurvivorshipProperties::numbered);
  }

  private static Candidate candidate(
      String source, long knownAt, String name, String street, String city) {
    List<String> values = Arrays.asList(name, street, city);
    List<String> matches =
        values.stream().map(v -> v == null ? null : v.toUpperCase(Locale.ROOT)).toList();
    double trust = source.equals("crm") ? 0.9 : 0.5;
    return new Candidate(source, "", trust, knownAt, values.toString(), values, matches);
  }

  private static List<Candidate> numbered(List<Candidate> candidates) {
    List<Candidate> numbered = new ArrayList<>();
    var ids = new HashSet<String>();
    for (Candidate c : candidates) {
      String id = "r" + ids.size();
      ids.add(id);
      numbered.add(
          new Candidate(
              c.source(), id, c.trust(), c.knownAt(), c.contentHash(), c.values(), c.matches()));
    }
    return numbered;
  }
}
