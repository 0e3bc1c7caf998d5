package io.aurum.common.match;

import static io.aurum.common.match.IdentityEvent.Type.ABSORBED;
import static io.aurum.common.match.IdentityEvent.Type.CREATED;
import static io.aurum.common.match.IdentityEvent.Type.MERGED;
import static io.aurum.common.match.IdentityEvent.Type.RETIRED;
import static io.aurum.common.match.IdentityEvent.Type.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
  void aMergeKeepsTheIdOfTheLargerCustomer() {
    world.run("a1", "b2 b3");
    String small = world.id("a1");
    String large = world.id("b2");
    world.run("a1 b2 b3");
    assertThat(world.id("a1")).isEqualTo(large);
    events()
        .containsExactlyInAnyOrder(
            tuple(small, ABSORBED, large, 1), tuple(large, MERGED, small, 1));
    assertThat(world.ledger().heir(small)).isEqualTo(large);
    assertThat(world.ledger().status(small)).contains(IdentityLedger.Status.ABSORBED);
  }

  @Test
  void aMergeOfEqualsKeepsTheIdOfTheEarlierFounder() {
    world.run("b2 b3", "a1 a9");
    String earlier = world.id("a1");
    world.run("b2 b3 a1 a9");
    assertThat(world.id("b2")).isEqualTo(earlier);
  }

  @Test
  void amongFoundersKnownTogetherContentDecides() {
    world.run("b1", "a1");
    String smallerContent = world.id("a1");
    world.run("b1 a1");
    assertThat(world.id("b1")).isEqualTo(smallerContent);
  }

  @Test
  void aSplitLeavesTheIdWithTheLargestPart() {
    world.run("a1 a2 a3");
    String id = world.id("a1");
    world.run("a1", "a2 a3");
    assertThat(world.id("a2")).isEqualTo(id);
    String other = world.id("a1");
    assertThat(other).isNotEqualTo(id);
    events().containsExactlyInAnyOrder(tuple(other, CREATED, other, 1), tuple(id, SPLIT, other, 1));
  }

  @Test
  void aSplitIntoEqualPartsLeavesTheIdWithTheEarlierPart() {
    world.run("a1 a2 a3 a4");
    String id = world.id("a1");
    world.run("a2 a3", "a1 a4");
    assertThat(world.id("a4")).isEqualTo(id);
  }

  @Test
  void anIdInUseIsHashedAgainForItsFounder() {
    world.run("a1 a2 a3");
    String id = world.id("a1");
    world.run("a1", "a2 a3");
    // printf 'content-a1\0key-a1\0%s' 1 | sha256sum
    assertThat(world.id("a1")).isEqualTo("c4de2b6af41d440e3680ac6ca9c01edf7");
    assertThat(world.id("a2")).isEqualTo(id);
  }

  @Test
  void aCustomerTornApartByTwoOthersIsAbsorbedByTheOneThatTookMore() {
    world.run("a1 a2 a3", "b1 b2 b3", "c1 c2 c3");
    String a = world.id("a1");
    String b = world.id("b1");
    String c = world.id("c1");
    world.run("a1 a2 a3 c1", "b1 b2 b3 c2 c3");
    events()
        .containsExactlyInAnyOrder(
            tuple(c, ABSORBED, b, 2),
            tuple(b, MERGED, c, 2),
            tuple(c, SPLIT, a, 1),
            tuple(a, MERGED, c, 1));
  }

  @Test
  void aCustomerThatLosesItsLargestPartKeepsItsIdInAnother() {
    world.run("a1 a2 a3 a4", "b1 b2 b3 b4 b5");
    String a = world.id("a1");
    String b = world.id("b1");
    world.run("a1 a2 a3 a4 b1 b2 b3", "b4 b5");
    assertThat(world.id("b1")).isEqualTo(a);
    assertThat(world.id("b4")).isEqualTo(b);
    events().containsExactlyInAnyOrder(tuple(b, SPLIT, a, 3), tuple(a, MERGED, b, 3));
  }

  @Test
  void absorptionsChain() {
    world.run("a1", "b2 b3", "c4 c5 c6");
    String a = world.id("a1");
    String c = world.id("c4");
    world.run("a1 b2 b3", "c4 c5 c6");
    world.run("a1 b2 b3 c4 c5 c6 c7");
    assertThat(world.id("a1")).isNotEqualTo(a);
    String last = world.id("a1");
    assertThat(world.ledger().heir(a)).isEqualTo(last);
    assertThat(world.ledger().heir(c)).isEqualTo(last);
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
  void anAbsorbedIdIsNeverGivenAgain() {
    world.run("a1", "b2 b3");
    String a = world.id("a1");
    world.run("a1 b2 b3");
    world.run("a1", "b2 b3");
    assertThat(world.id("a1")).isNotEqualTo(a);
    assertThat(world.ledger().status(a)).contains(IdentityLedger.Status.ABSORBED);
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

  private AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> events() {
    return assertThat(world.lastEvents())
        .extracting(
            IdentityEvent::customerId,
            IdentityEvent::type,
            IdentityEvent::otherCustomerId,
            IdentityEvent::records);
  }
}
