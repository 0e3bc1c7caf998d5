package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds however records are resolved from run to run. */
@Tag("fast")
class IdentityLedgerProperties {
  private static final int RECORDS = 12;

  /** One number per record and run: its cluster, or none for a record that is absent. */
  private static final int ABSENT = 5;

  @Property(seed = "42")
  void nothingDependsOnTheNumberingOfRecordsOrClusters(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(RECORDS) List<@IntRange(max = ABSENT) Integer>> runs,
      @ForAll Random random) {
    var world = new IdentityWorld();
    var shuffled = new IdentityWorld();
    for (List<Integer> run : runs) {
      List<Integer> order = inOrder();
      resolve(world, run, order);
      Collections.shuffle(order, random);
      resolve(shuffled, run, order);
      assertThat(shuffled.links()).isEqualTo(world.links());
      assertThat(shuffled.lastEvents()).containsExactlyInAnyOrderElementsOf(world.lastEvents());
    }
  }

  @Property(seed = "42")
  void idsAndEventsAreConsistent(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(RECORDS) List<@IntRange(max = ABSENT) Integer>> runs) {
    var world = new IdentityWorld();
    List<Integer> order = inOrder();
    Set<String> created = new HashSet<>();
    for (List<Integer> run : runs) {
      Map<String, String> before = world.links();
      Set<String> former = world.currentIds();
      IdentityAssignment assignment = resolve(world, run, order);
      List<IdentityEvent> events = world.lastEvents();

      assertThat(world.currentIds()).hasSize(assignment.customers());
      assertThat(events.stream().map(e -> List.of(e.customerId(), e.type(), e.otherCustomerId())))
          .doesNotHaveDuplicates();
      assertThat(of(events, IdentityEvent.Type.CREATED))
          .isEqualTo(minus(world.currentIds(), former));
      Set<String> ended = new HashSet<>(of(events, IdentityEvent.Type.ABSORBED));
      ended.addAll(of(events, IdentityEvent.Type.RETIRED));
      assertThat(ended).isEqualTo(minus(former, world.currentIds()));
      assertThat(movedRecords(before, world.links())).isEqualTo(moves(events));
      created.addAll(of(events, IdentityEvent.Type.CREATED));

      resolve(world, run, order);
      assertThat(world.lastEvents()).isEmpty();
    }
    assertThat(created).hasSize(world.ledger().size());
    for (int customer = 0; customer < world.ledger().size(); customer++) {
      String id = world.ledger().customerId(customer);
      assertThat(world.ledger().status(id).orElseThrow() == IdentityLedger.Status.ACTIVE)
          .isEqualTo(world.currentIds().contains(id));
    }
  }

  @Property(seed = "42")
  void withinADateTheOrderOfTheEventsDoesNotMatter(
      @ForAll @Size(min = 2, max = 5)
          List<@Size(RECORDS) List<@IntRange(max = ABSENT) Integer>> runs,
      @ForAll Random random) {
    var world = new IdentityWorld();
    runs.forEach(run -> resolve(world, run, inOrder()));

    var replayed = new IdentityLedger();
    for (List<IdentityEvent> day : world.history()) {
      List<IdentityEvent> events = new ArrayList<>(day);
      Collections.shuffle(events, random);
      events.forEach(replayed::apply);
    }

    assertThat(replayed.size()).isEqualTo(world.ledger().size());
    for (int customer = 0; customer < replayed.size(); customer++) {
      String id = replayed.customerId(customer);
      assertThat(replayed.status(id)).isEqualTo(world.ledger().status(id));
      assertThat(replayed.heir(id)).isEqualTo(world.ledger().heir(id));
    }
  }

  @Property(seed = "42")
  void withoutDeparturesIdsAreThoseOfTheDataAlone(
      @ForAll @Size(min = 1, max = 6)
          List<@Size(RECORDS) List<@IntRange(max = ABSENT - 1) Integer>> runs) {
    var world = new IdentityWorld();
    for (int date = 0; date < runs.size(); date++) {
      List<Integer> known = knownBy(date);
      resolve(world, runs.get(date), known);
      var scratch = new IdentityWorld();
      resolve(scratch, runs.get(date), known);
      assertThat(world.links()).isEqualTo(scratch.links());
    }
  }

  /** Records in the order in which they become known, four at a time: see {@link #name}. */
  private static List<Integer> knownBy(int date) {
    return inOrder().stream().filter(record -> record % 4 <= date).toList();
  }

  private static List<Integer> inOrder() {
    return IntStream.range(0, RECORDS).boxed().collect(Collectors.toCollection(ArrayList::new));
  }

  private static IdentityAssignment resolve(
      IdentityWorld world, List<Integer> run, List<Integer> order) {
    List<String> names = new ArrayList<>();
    List<Integer> clusters = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int record : order) {
      if (run.get(record) != ABSENT) {
        names.add(name(record));
        clusters.add(numbers.computeIfAbsent(run.get(record), any -> numbers.size()));
      }
    }
    return world.run(names, clusters);
  }

  /** A record that becomes known at 0, 1, 2 or 3. */
  private static String name(int record) {
    return "abcdefghijkl".charAt(record) + "" + record % 4;
  }

  private static Set<String> of(List<IdentityEvent> events, IdentityEvent.Type type) {
    return events.stream()
        .filter(event -> event.type() == type)
        .map(IdentityEvent::customerId)
        .collect(Collectors.toSet());
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  /** Records that changed hands, by giver and taker, from the links. */
  private static Map<List<String>, Integer> movedRecords(
      Map<String, String> before, Map<String, String> after) {
    Map<List<String>, Integer> moved = new HashMap<>();
    before.forEach(
        (record, giver) -> {
          String taker = after.getOrDefault(record, giver);
          if (!taker.equals(giver)) {
            moved.merge(List.of(giver, taker), 1, Integer::sum);
          }
        });
    return moved;
  }

  /** The same from the events of the givers. */
  private static Map<List<String>, Integer> moves(List<IdentityEvent> events) {
    Map<List<String>, Integer> moved = new HashMap<>();
    for (IdentityEvent event : events) {
      if (event.type() == IdentityEvent.Type.ABSORBED || event.type() == IdentityEvent.Type.SPLIT) {
        moved.merge(
            List.of(event.customerId(), event.otherCustomerId()), event.records(), Integer::sum);
      }
    }
    return moved;
  }
}
