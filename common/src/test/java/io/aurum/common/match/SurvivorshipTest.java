package io.aurum.common.match;

import static io.aurum.common.match.SurvivorshipRule.LONGEST;
import static io.aurum.common.match.SurvivorshipRule.MAX;
import static io.aurum.common.match.SurvivorshipRule.MIN;
import static io.aurum.common.match.SurvivorshipRule.MOST_COMPLETE;
import static io.aurum.common.match.SurvivorshipRule.MOST_FREQUENT;
import static io.aurum.common.match.SurvivorshipRule.NEWEST;
import static io.aurum.common.match.SurvivorshipRule.OLDEST;
import static io.aurum.common.match.SurvivorshipRule.SOURCE_TRUST;
import static io.aurum.common.match.SurvivorshipRule.UNION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.match.Survivorship.Attribute;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.Survivorship.RunnerUp;
import io.aurum.common.match.Survivorship.Survivor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class SurvivorshipTest {
  private static final Comparator<String> NUMBERS = Comparator.comparing(BigDecimal::new);

  /** crm is trusted 0.9, shop 0.5, list 0.1; the last number is the day. */
  private static final List<Candidate> NAMES =
      List.of(
          record("crm", "1", 0.9, 10, "Jon"),
          record("shop", "2", 0.5, 30, "John"),
          record("shop", "3", 0.5, 20, "JOHN"),
          record("list", "4", 0.1, 40, "Jonathan"),
          record("list", "5", 0.1, 5, (String) null));

  @Test
  void sourceTrustPrefersTheMostTrustedSource() {
    assertThat(only(NAMES, SOURCE_TRUST))
        .returns("Jon", Survivor::value)
        .returns("source-trust", Survivor::rule)
        .returns("1", s -> s.winner().recordId())
        .returns(4, Survivor::candidates)
        .returns(1, Survivor::agreeing)
        .returns(3, Survivor::distinctValues);
  }

  @Test
  void newestAndOldestGoByTheTimeAtWhichRecordsBecameKnown() {
    assertThat(only(NAMES, NEWEST)).returns("Jonathan", Survivor::value);
    assertThat(only(NAMES, OLDEST)).returns("Jon", Survivor::value);
  }

  @Test
  void mostFrequentCountsSpellingsOfOneValueTogether() {
    assertThat(only(NAMES, MOST_FREQUENT))
        .returns("JOHN", Survivor::value)
        .returns("most-frequent", Survivor::rule)
        .returns(2, Survivor::agreeing)
        .returns("3", s -> s.winner().recordId());
  }

  @Test
  void theSpellingOfMostRecordsIsShownEvenAgainstTrust() {
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "Macdonald"),
            record("shop", "2", 0.5, 1, "MacDonald"),
            record("list", "3", 0.1, 2, "MacDonald"));
    assertThat(only(candidates, MOST_FREQUENT))
        .returns("MacDonald", Survivor::value)
        .returns(Survivorship.ONLY_VALUE, Survivor::rule)
        .returns(1, Survivor::distinctValues)
        .returns(3, Survivor::agreeing)
        .returns("2", s -> s.winner().recordId());
  }

  @Test
  void ofEquallyFrequentSpellingsTheMostTrustedIsShown() {
    List<Candidate> candidates =
        List.of(record("list", "1", 0.1, 9, "MACDONALD"), record("crm", "2", 0.9, 1, "MacDonald"));
    assertThat(only(candidates, NEWEST)).returns("MacDonald", Survivor::value);
  }

  @Test
  void longestCountsCharactersNotCodeUnits() {
    List<Candidate> candidates =
        List.of(record("crm", "1", 0.9, 1, "abc"), record("crm", "2", 0.9, 1, "𝒜𝒷"));
    assertThat(only(candidates, LONGEST)).returns("abc", Survivor::value);
    assertThat(only(NAMES, LONGEST)).returns("Jonathan", Survivor::value);
  }

  @Test
  void mostCompletePrefersTheRecordWithTheMostValues() {
    var survivorship =
        new Survivorship(List.of(text("a", MOST_COMPLETE), text("b"), text("c")), List.of());
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "x", null, "z"), record("list", "2", 0.1, 1, "y", "y", "y"));
    assertThat(survivorship.choose(candidates).get(0))
        .returns("y", Survivor::value)
        .returns("most-complete", Survivor::rule);
  }

  @Test
  void maxAndMinFollowTheOrderOfTheType() {
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "9"),
            record("crm", "2", 0.9, 1, "10"),
            record("crm", "3", 0.9, 1, "-2.50"));
    assertThat(one(new Attribute("n", List.of(MAX), NUMBERS), candidates))
        .returns("10", Survivor::value)
        .returns("max", Survivor::rule);
    assertThat(one(new Attribute("n", List.of(MIN), NUMBERS), candidates))
        .returns("-2.50", Survivor::value);
    assertThat(only(candidates, MAX)).returns("9", Survivor::value);
  }

  @Test
  void unionJoinsDistinctValuesInOrder() {
    assertThat(only(NAMES, UNION))
        .returns("JOHN; Jon; Jonathan", Survivor::value)
        .returns("union", Survivor::rule)
        .returns(4, Survivor::agreeing)
        .returns(3, Survivor::distinctValues)
        .returns("1", s -> s.winner().recordId())
        .returns(List.of(), Survivor::runnersUp);
  }

  @Test
  void rulesBeforeAUnionNarrowIt() {
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "b"),
            record("crm", "2", 0.9, 2, "a"),
            record("list", "3", 0.1, 3, "c"));
    assertThat(only(candidates, SOURCE_TRUST, UNION))
        .returns("a; b", Survivor::value)
        .returns("2", s -> s.winner().recordId())
        .returns(List.of(new RunnerUp("c", 1, "list")), Survivor::runnersUp);
  }

  @Test
  void laterRulesDecideOnlyAmongTheRecordsThatEarlierOnesLeft() {
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 10, "x"),
            record("crm", "2", 0.9, 20, "y"),
            record("list", "3", 0.1, 30, "x"),
            record("list", "4", 0.1, 31, "x"));
    assertThat(only(candidates, SOURCE_TRUST, NEWEST))
        .returns("y", Survivor::value)
        .returns("newest", Survivor::rule);
    assertThat(only(candidates, SOURCE_TRUST, MOST_FREQUENT, NEWEST))
        .returns("y", Survivor::value)
        .returns("newest", Survivor::rule);
    assertThat(only(candidates, MOST_FREQUENT, NEWEST))
        .returns("x", Survivor::value)
        .returns("most-frequent", Survivor::rule)
        .returns("1", s -> s.winner().recordId());
  }

  @Test
  void contentBreaksTheTieThatRulesLeave() {
    List<Candidate> candidates =
        List.of(record("crm", "1", 0.9, 1, "b"), record("crm", "9", 0.9, 1, "a"));
    assertThat(only(candidates, SOURCE_TRUST, NEWEST))
        .returns("a", Survivor::value)
        .returns(Survivorship.TIE_BREAK, Survivor::rule);
    assertThat(only(candidates)).returns("a", Survivor::value);
  }

  @Test
  void amongRecordsWithTheSameTextContentDecidesAndNotTheRecordId() {
    Candidate low = new Candidate("crm", "9", 0.9, 1, "aa", List.of("x"), List.of("X"));
    Candidate high = new Candidate("crm", "1", 0.9, 1, "bb", List.of("x"), List.of("X"));
    assertThat(only(List.of(high, low))).returns(low, Survivor::winner);
  }

  @Test
  void valuesWithoutMatchFormAgreeWhereTheirTextsDo() {
    Candidate bare = new Candidate("a", "1", 0.5, 1, "h1", List.of("x"), nulls(1));
    Candidate same = new Candidate("b", "2", 0.5, 1, "h2", List.of("x"), nulls(1));
    Candidate other = new Candidate("c", "3", 0.5, 1, "h3", List.of("X"), nulls(1));
    assertThat(only(List.of(bare, same, other), MOST_FREQUENT))
        .returns("x", Survivor::value)
        .returns(2, Survivor::agreeing)
        .returns(2, Survivor::distinctValues);
  }

  @Test
  void runnersUpAreWhatWouldSurviveNextAndAtMostFive() {
    List<Candidate> candidates = new ArrayList<>();
    for (int day = 1; day <= 8; day++) {
      candidates.add(record(day % 2 == 0 ? "crm" : "shop", "r" + day, 0.5, day, "v" + day));
    }
    candidates.add(record("list", "r9", 0.5, 0, "V7"));
    assertThat(only(candidates, NEWEST).runnersUp())
        .containsExactly(
            new RunnerUp("v7", 2, "shop"),
            new RunnerUp("v6", 1, "crm"),
            new RunnerUp("v5", 1, "shop"),
            new RunnerUp("v4", 1, "crm"),
            new RunnerUp("v3", 1, "shop"));
  }

  @Test
  void anAddressTravelsWhole() {
    var survivorship =
        new Survivorship(
            List.of(text("street", NEWEST), text("city", MOST_FREQUENT), text("zip"), text("name")),
            List.of(List.of("street", "city", "zip")));
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "1 Old Rd", "Leeds", "LS1", "Ann"),
            record("crm", "2", 0.9, 2, "1 Old Rd", "Leeds", "LS1", "Ann"),
            record("shop", "3", 0.5, 3, "2 New St", "York", null, "Anne"),
            record("list", "4", 0.1, 4, null, "Hull", "HU1", "Ann"));
    List<Survivor> survivors = survivorship.choose(candidates);
    assertThat(survivors).extracting(Survivor::attribute).containsExactly(0, 1, 3);
    assertThat(survivors.get(0))
        .returns("2 New St", Survivor::value)
        .returns("newest", Survivor::rule)
        .returns("3", s -> s.winner().recordId())
        .returns(3, Survivor::candidates)
        .returns(1, Survivor::agreeing)
        .returns(2, Survivor::distinctValues)
        .returns(List.of(new RunnerUp("1 Old Rd", 2, "crm")), Survivor::runnersUp);
    assertThat(survivors.get(1))
        .returns("York", Survivor::value)
        .returns("newest", Survivor::rule)
        .returns("3", s -> s.winner().recordId())
        .returns(4, Survivor::candidates)
        .returns(3, Survivor::distinctValues)
        .returns(List.of(new RunnerUp("Leeds", 2, "crm")), Survivor::runnersUp);
    assertThat(survivors.get(2)).returns("Ann", Survivor::value);
  }

  @Test
  void aGroupWithoutItsFirstAttributeSurvivesAllTheSame() {
    var survivorship =
        new Survivorship(
            List.of(text("street", MAX, NEWEST), text("city")), List.of(List.of("street", "city")));
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, null, "Leeds"), record("crm", "2", 0.9, 2, null, "York"));
    assertThat(survivorship.choose(candidates))
        .singleElement()
        .returns(1, Survivor::attribute)
        .returns("York", Survivor::value)
        .returns("newest", Survivor::rule);
  }

  @Test
  void aGroupPrefersTheFullestRecordWhereItsRulesSaySo() {
    var survivorship =
        new Survivorship(
            List.of(text("street", MOST_COMPLETE, NEWEST), text("city"), text("mail")),
            List.of(List.of("street", "city")));
    List<Candidate> candidates =
        List.of(
            record("crm", "1", 0.9, 1, "1 Old Rd", "Leeds", null),
            record("crm", "2", 0.9, 2, "2 New St", null, "a@b.org"));
    assertThat(survivorship.choose(candidates).get(0)).returns("1 Old Rd", Survivor::value);
  }

  @Test
  void attributesThatNoRecordHoldsHaveNoSurvivor() {
    var survivorship = new Survivorship(List.of(text("a", NEWEST), text("b")), List.of());
    assertThat(survivorship.choose(List.of(record("crm", "1", 0.9, 1, null, "x"))))
        .singleElement()
        .returns(1, Survivor::attribute)
        .returns(Survivorship.ONLY_VALUE, Survivor::rule);
    assertThat(survivorship.choose(List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SurvivorshipRule.class)
  void aHundredThousandRecordsOfOneCustomerAreNoProblem(SurvivorshipRule rule) {
    List<Candidate> candidates =
        IntStream.range(0, 100_000)
            .mapToObj(i -> record("s" + i % 7, "r" + i, i % 7 / 7.0, i % 1_000, "v" + i))
            .toList();
    assertThat(only(candidates, rule))
        .returns(100_000, Survivor::candidates)
        .returns(100_000, Survivor::distinctValues);
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> text("a", UNION, NEWEST)).hasMessageContaining("a: no rule follows");
    assertThatThrownBy(
            () ->
                new Survivorship(List.of(text("a", UNION), text("b")), List.of(List.of("a", "b"))))
        .hasMessageContaining("survives whole");
    assertThatThrownBy(() -> new Survivorship(List.of(text("a")), List.of(List.of("b"))))
        .hasMessageContaining("unknown attribute: b");
    assertThatThrownBy(
            () ->
                new Survivorship(
                    List.of(text("a"), text("b")), List.of(List.of("a", "b"), List.of("b"))))
        .hasMessageContaining("b is in more than one group");
    assertThatThrownBy(
            () ->
                new Survivorship(List.of(text("a")), List.of())
                    .choose(List.of(record("crm", "1", 1, 1, "x", "y"))))
        .hasMessageContaining("1 attributes, but a candidate with 2 values");
  }

  private static Survivor only(List<Candidate> candidates, SurvivorshipRule... rules) {
    return one(text("a", rules), candidates);
  }

  private static Survivor one(Attribute attribute, List<Candidate> candidates) {
    return new Survivorship(List.of(attribute), List.of()).choose(candidates).get(0);
  }

  private static Attribute text(String name, SurvivorshipRule... rules) {
    return new Attribute(name, List.of(rules), Comparator.naturalOrder());
  }

  private static Candidate record(
      String source, String id, double trust, long day, String... values) {
    List<String> matches =
        Arrays.stream(values).map(v -> v == null ? null : v.toUpperCase(Locale.ROOT)).toList();
    return new Candidate(
        source, id, trust, day, "hash-" + Arrays.toString(values), Arrays.asList(values), matches);
  }

  private static List<String> nulls(int count) {
    return Collections.nCopies(count, null);
  }
}
