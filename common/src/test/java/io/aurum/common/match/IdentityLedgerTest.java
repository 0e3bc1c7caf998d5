package io.aurum.common.match;

import static io.aurum.common.match.IdentityEvent.Type.ABSORBED;
import static io.aurum.common.match.IdentityEvent.Type.CREATED;
import static io.aurum.common.match.IdentityEvent.Type.MERGED;
import static io.aurum.common.match.IdentityEvent.Type.RETIRED;
import static io.aurum.common.match.IdentityEvent.Type.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class IdentityLedgerTest {
  private final IdentityWorld world = new IdentityWorld();

  @Test
  void anIdIsTheHashOfContentAndKeyOfTheFoundingRecord() {
    world.run("b2 a1");
    // printf 'content-a1\0key-a1' | sha256sum
    assertThat(world.id("a1")).isEqualTo("cd33ffca4293a4f9c46d5970b2dc958ab");
    assertThat(world.id("b2")).isEqualTo(world.id("a1"));
  }

  @Test
  void firstRunCreatesEveryCustomer() {
    var assignment = world.run("a1 a2", "b1");
    assertThat(assignment.customers()).isEqualTo(2);
    assertThat(assignment.keptIds()).isZero();
    events()
        .containsExactlyInAnyOrder(
            tuple(world.id("a1"), CREATED, world.id("a1"), 2),
            tuple(world.id("b1"), CREATED, world.id("b1"), 1));
  }

  @Test
  void rerunChangesNothing() {
    world.run("a1 a2", "b1");
    String first = world.id("a1");
    var assignment = world.run("b1", "a2 a1");
    events().isEmpty();
    assertThat(world.id("a1")).isEqualTo(first);
    assertThat(assignment.keptIds()).isEqualTo(2);
  }

  @Test
  void newRecordsJoinTheCustomerWithoutAnEvent() {
    world.run("a2");
    String id = world.id("a2");
    world.run("a2 a3 a4");
    events().isEmpty();
    assertThat(world.id("a4")).isEqualTo(id);
  }

  @Test
  void anEarlierRecordThatArrivesLaterLeavesTheId() {
    world.run("a5");
    String id = world.id("a5");
    world.run("a1 a5");
    assertThat(world.id("a1")).isEqualTo(id);
  }

  @Test
  void aLateRecordTakesTheIdWithItOnlyWhenItLeaves() {
    world.run("a5");
    String id = world.id("a5");
    world.run("a1 a5");
    world.run("a1 a5 a6");
    events().isEmpty();
    world.run("a1", "a5 a6");
    assertThat(world.id("a5")).isEqualTo(id);
    assertThat(world.id("a1")).isEqualTo(ownId("a1"));
    world.run("a1 a5 a6");
    assertThat(world.id("a5")).isEqualTo(ownId("a1"));
  }

  @Test
  void aMergeKeepsTheIdOfTheOlderCustomer() {
    world.run("a1", "b2 b3");
    String older = world.id("a1");
    String larger = world.id("b2");
    world.run("a1 b2 b3");
    assertThat(world.id("b2")).isEqualTo(older);
    events()
        .containsExactlyInAnyOrder(
            tuple(larger, ABSORBED, older, 2), tuple(older, MERGED, larger, 2));
    assertThat(world.ledger().heir(larger)).isEqualTo(older);
    assertThat(world.ledger().status(larger)).contains(IdentityLedger.Status.ABSORBED);
  }

  @Test
  void amongFoundersKnownTogetherContentDecides() {
    world.run("b1", "a1");
    String smallerContent = world.id("a1");
    world.run("b1 a1");
    assertThat(world.id("b1")).isEqualTo(smallerContent);
  }

  @Test
  void aSplitLeavesTheIdWithTheFoundingRecord() {
    world.run("a1 a2 a3");
    String id = world.id("a1");
    world.run("a1", "a2 a3");
    assertThat(world.id("a1")).isEqualTo(id);
    String other = world.id("a2");
    assertThat(other).isEqualTo(ownId("a2"));
    events().containsExactlyInAnyOrder(tuple(other, CREATED, other, 2), tuple(id, SPLIT, other, 2));
  }

  @Test
  void theEarliestRecordThatRemainsTakesThePlaceOfTheFounder() {
    world.run("a1 a2 a3 a4");
    String id = world.id("a1");
    world.run("a2 a3 a4");
    events().isEmpty();
    world.run("a2", "a3 a4");
    assertThat(world.id("a2")).isEqualTo(id);
    assertThat(world.id("a3")).isEqualTo(ownId("a3"));
  }

  @Test
  void anIdThatStandsForOthersIsHashedAgainForItsFounder() {
    world.run("a1 a2", "b0");
    String id = world.id("a1");
    world.run("a2", "b0");
    world.run("a2", "b0 a1");
    assertThat(world.id("a1")).isEqualTo(world.id("b0"));
    world.run("a2", "b0", "a1");
    // printf 'content-a1\0key-a1\0%s' 1 | sha256sum
    assertThat(world.id("a1")).isEqualTo("c4de2b6af41d440e3680ac6ca9c01edf7");
    assertThat(world.id("a2")).isEqualTo(id);
  }

  @Test
  void aCustomerTornApartByTwoOthersIsAbsorbedByTheOneWithItsFounder() {
    world.run("a1 a2 a3", "b1 b2 b3", "c4 c5 c6");
    String a = world.id("a1");
    String b = world.id("b1");
    String c = world.id("c4");
    world.run("a1 a2 a3 c4", "b1 b2 b3 c5 c6");
    events()
        .containsExactlyInAnyOrder(
            tuple(c, ABSORBED, a, 1),
            tuple(a, MERGED, c, 1),
            tuple(c, SPLIT, b, 2),
            tuple(b, MERGED, c, 2));
  }

  @Test
  void aRecordThatLeavesForYoungerOnesFoundsACustomerWithThem() {
    world.run("x1 f2", "h3");
    String x = world.id("x1");
    String h = world.id("h3");
    world.run("x1", "f2 h3");
    String f = ownId("f2");
    assertThat(world.id("h3")).isEqualTo(f);
    events()
        .containsExactlyInAnyOrder(
            tuple(f, CREATED, f, 2), tuple(x, SPLIT, f, 1), tuple(h, ABSORBED, f, 1));
    world.run("x1 f2", "h3");
    assertThat(List.of(world.id("f2"), world.id("h3"))).containsExactly(x, h);
  }

  @Test
  void anAbsorptionMayBeToldBeforeTheCreationOfItsHeir() {
    world.run("x1 f2", "h3");
    String h = world.id("h3");
    world.run("x1", "f2 h3");
    List<IdentityEvent> told = new ArrayList<>(world.lastEvents());
    told.sort(Comparator.comparing(event -> event.type() == CREATED));
    IdentityLedger replayed = new IdentityLedger();
    world.history().get(0).forEach(replayed::apply);
    told.forEach(replayed::apply);
    assertThat(replayed.heir(h)).isEqualTo(ownId("f2"));
    assertThat(replayed.status(ownId("f2"))).contains(IdentityLedger.Status.ACTIVE);
  }

  @Test
  void absorptionsChain() {
    world.run("a3", "b2 b3", "c1 c5 c6");
    String a = world.id("a3");
    String b = world.id("b2");
    world.run("a3 b2 b3", "c1 c5 c6");
    world.run("a3 b2 b3 c1 c5 c6 c7");
    String last = world.id("c1");
    assertThat(world.ledger().heir(a)).isEqualTo(last);
    assertThat(world.ledger().heir(b)).isEqualTo(last);
    assertThat(world.ledger().heir(last)).isEqualTo(last);
  }

  @Test
  void aCustomerWithoutRecordsIsRetired() {
    world.run("a1 a2", "b1");
    String a = world.id("a1");
    world.run("b1");
    events().containsExactly(tuple(a, RETIRED, a, 2));
    assertThat(world.ledger().status(a)).contains(IdentityLedger.Status.RETIRED);
    world.run("b1");
    events().isEmpty();
  }

  @Test
  void theFoundingRecordBringsItsRetiredIdBack() {
    world.run("a1 a2", "b1");
    String a = world.id("a1");
    world.run("b1");
    world.run("a1", "b1");
    assertThat(world.id("a1")).isEqualTo(a);
    events().containsExactly(tuple(a, CREATED, a, 1));
    assertThat(world.ledger().status(a)).contains(IdentityLedger.Status.ACTIVE);
  }

  @Test
  void anotherRecordOfARetiredCustomerFoundsANewOne() {
    world.run("a1 a2", "b1");
    String a = world.id("a1");
    world.run("b1");
    world.run("a2", "b1");
    assertThat(world.id("a2")).isNotEqualTo(a);
    assertThat(world.ledger().status(a)).contains(IdentityLedger.Status.RETIRED);
  }

  @Test
  void anAbsorbedIdReturnsWithItsFoundingRecord() {
    world.run("a1", "b2 b3");
    String b = world.id("b2");
    world.run("a1 b2 b3");
    world.run("a1", "b2 b3");
    assertThat(world.id("b2")).isEqualTo(b);
    assertThat(world.ledger().status(b)).contains(IdentityLedger.Status.ACTIVE);
    world.run("a1 b2 b3");
    world.run("a1", "b2", "b3");
    assertThat(world.id("b2")).isEqualTo(b);
    assertThat(world.id("b3")).isEqualTo(ownId("b3"));
  }

  @Test
  void replayingAllEventsGivesTheLedger() {
    world.run("a1", "b2 b3", "c4 c5 c6", "d1");
    world.run("a1 b2 b3", "c4 c5", "c6");
    world.run("a1", "b2 b3 c4 c5", "c6 d1");
    IdentityLedger replayed = new IdentityLedger();
    world.history().forEach(day -> day.forEach(replayed::apply));
    assertThat(replayed.size()).isEqualTo(world.ledger().size());
    List<String> ids = IntStream.range(0, replayed.size()).mapToObj(replayed::customerId).toList();
    assertThat(ids)
        .allSatisfy(
            id -> {
              assertThat(replayed.status(id)).isEqualTo(world.ledger().status(id));
              assertThat(replayed.heir(id)).isEqualTo(world.ledger().heir(id));
            });
    assertThat(
            ids.stream()
                .filter(id -> replayed.status(id).orElseThrow() == IdentityLedger.Status.ACTIVE))
        .containsExactlyInAnyOrderElementsOf(world.currentIds());
  }

  @Test
  void linksSettleWhoIsActiveEvenIfTheEventsOfADayDisagree() {
    world.run("a1 a2");
    String a = world.id("a1");
    world.ledger().apply(new IdentityEvent(a, RETIRED, a, 2, "same day"));
    world.run("a1", "a2 a3");
    assertThat(List.of(world.id("a1"), world.id("a2"))).doesNotHaveDuplicates();
  }

  @Test
  void theLedgerGrowsWithItsCustomers() {
    String[] clusters = IntStream.range(0, 5_000).mapToObj(i -> "r" + i).toArray(String[]::new);
    world.run(clusters);
    assertThat(world.currentIds()).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(world.ledger().size()).isEqualTo(5_000);
    world.run(clusters);
    events().isEmpty();
  }

  @Test
  void whatCannotBeIsRefused() {
    IdentityLedger ledger = new IdentityLedger();
    assertThatThrownBy(() -> ledger.number("c" + "0".repeat(32)))
        .hasMessageContaining("holds no customer");
    assertThatThrownBy(() -> ledger.status("x")).hasMessage("Not a golden id: x");
    FoundingRecords records = IdentityWorld.records(List.of("a1", "a2"));
    assertThatThrownBy(() -> ledger.assign(records, new int[] {0}, new int[] {-1, -1}, new int[0]))
        .hasMessage("2 records, but 1 clusters and 2 former customers");
    assertThatThrownBy(
            () -> ledger.assign(records, new int[] {0, 2}, new int[] {-1, -1}, new int[0]))
        .hasMessage("No record is in cluster 1");
  }

  /** The id of the customer that the record founds where nothing was before. */
  private static String ownId(String record) {
    IdentityWorld scratch = new IdentityWorld();
    scratch.run(record);
    return scratch.id(record);
  }

  private AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> events() {
    return assertThat(world.lastEvents())
        .extracting(
            IdentityEvent::customerId,
            IdentityEvent::type,
            IdentityEvent::otherCustomerId,
            IdentityEvent::records);
  }
}
