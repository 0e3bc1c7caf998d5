package io.aurum.common.match;

import io.aurum.common.match.Survivorship.Attribute;
import io.aurum.common.match.Survivorship.Candidate;
import io.aurum.common.match.Survivorship.RunnerUp;
import io.aurum.common.match.Survivorship.Survivor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Attributes that survive together: one alone, or a group. See {@link Survivorship}. */
final class SurvivorshipUnit {
  private static final String UNION_SEPARATOR = "; ";

  private static final java.util.Comparator<String> TEXT =
      java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder());

  /** Which of several records with the same text wins: the least. */
  private static final java.util.Comparator<Candidate> STANDING =
      java.util.Comparator.comparingDouble(Candidate::trust)
          .thenComparingLong(Candidate::knownAt)
          .reversed()
          .thenComparing(Candidate::contentHash)
          .thenComparing(Candidate::source)
          .thenComparing(Candidate::recordId);

  private final int[] members;
  private final int leader;
  private final List<SurvivorshipRule> rules;
  private final java.util.Comparator<String> order;

  SurvivorshipUnit(int[] members, Attribute leader) {
    if (members.length > 1 && leader.rules().contains(SurvivorshipRule.UNION)) {
      throw new IllegalArgumentException(
          leader.name() + ": a group survives whole, so its values cannot be united");
    }
    this.members = members;
    this.leader = members[0];
    this.rules = leader.rules();
    this.order = java.util.Comparator.nullsFirst(leader.order());
  }

  /** Adds the survivors of the unit's attributes. */
  void choose(List<Candidate> candidates, List<Survivor> survivors) {
    if (candidates.size() == 1) {
      keepAll(candidates.get(0), survivors);
      return;
    }
    int[] contenders = contenders(candidates);
    if (contenders.length > 0) {
      new Contest(candidates, contenders).addSurvivors(survivors);
    }
  }

  /** Most customers have one record, and nothing to choose. */
  private void keepAll(Candidate candidate, List<Survivor> survivors) {
    for (int member : members) {
      String value = candidate.values().get(member);
      if (value != null) {
        survivors.add(
            new Survivor(member, value, candidate, Survivorship.ONLY_VALUE, 1, 1, 1, List.of()));
      }
    }
  }

  /** Records with the leading attribute; where there are none, those with any. */
  private int[] contenders(List<Candidate> candidates) {
    int[] leading =
        IntStream.range(0, candidates.size())
            .filter(record -> candidates.get(record).values().get(leader) != null)
            .toArray();
    return leading.length > 0 || members.length == 1
        ? leading
        : IntStream.range(0, candidates.size())
            .filter(record -> filled(candidates.get(record)) > 0)
            .toArray();
  }

  private int filled(Candidate candidate) {
    int filled = 0;
    for (int member : members) {
      filled += candidate.values().get(member) == null ? 0 : 1;
    }
    return filled;
  }

  /** Compares records by the texts of the unit; an absent text comes last. */
  private int compareTexts(Candidate first, Candidate second) {
    for (int member : members) {
      int texts = TEXT.compare(first.values().get(member), second.values().get(member));
      if (texts != 0) {
        return texts;
      }
    }
    return 0;
  }

  private Object text(Candidate candidate) {
    return members.length == 1
        ? candidate.values().get(leader)
        : Arrays.stream(members).mapToObj(candidate.values()::get).toList();
  }

  private int length(Candidate candidate) {
    int length = 0;
    for (int member : members) {
      String value = candidate.values().get(member);
      length += value == null ? 0 : value.codePointCount(0, value.length());
    }
    return length;
  }

  /** One choice among the records of one customer. */
  private final class Contest {
    private final List<Candidate> candidates;
    private final int[] contenders;
    private final Agreement agreement;

    Contest(List<Candidate> candidates, int[] contenders) {
      this.candidates = candidates;
      this.contenders = contenders;
      this.agreement = new Agreement(candidates, members);
    }

    void addSurvivors(List<Survivor> survivors) {
      Decision decision = decide(contenders);
      int[] winners = shown(decision.left);
      int winner = winner(winners);
      int[] losers = losers(decision);
      for (int member : members) {
        if (candidate(winner).values().get(member) != null) {
          survivors.add(survivor(member, decision.rule, winners, winner, losers));
        }
      }
    }

    private Survivor survivor(int member, String rule, int[] winners, int winner, int[] losers) {
      Agreement onMember = members.length == 1 ? agreement : new Agreement(candidates, member);
      String value =
          Arrays.stream(winners)
              .mapToObj(record -> candidate(record).values().get(member))
              .collect(Collectors.joining(UNION_SEPARATOR));
      return new Survivor(
          member,
          value,
          candidate(winner),
          rule,
          onMember.candidates,
          Arrays.stream(winners).map(onMember::recordsLike).sum(),
          onMember.values(),
          runnersUp(member, onMember, winners, losers));
    }

    private List<RunnerUp> runnersUp(int member, Agreement onMember, int[] winners, int[] losers) {
      var named = new BitSet(onMember.values());
      Arrays.stream(winners).map(onMember::value).forEach(named::set);
      List<RunnerUp> runnersUp = new ArrayList<>();
      for (int loser : losers) {
        int value = onMember.value(loser);
        if (value != Agreement.NO_VALUE
            && !named.get(value)
            && runnersUp.size() < Survivorship.MAX_RUNNERS_UP) {
          named.set(value);
          Candidate best = candidate(loser);
          runnersUp.add(
              new RunnerUp(best.values().get(member), onMember.recordsLike(loser), best.source()));
        }
      }
      return runnersUp;
    }

    /** Narrows the records rule by rule until one value is left. */
    private Decision decide(int[] records) {
      if (oneValue(records)) {
        return new Decision(records, Survivorship.ONLY_VALUE);
      }
      int[] left = records;
      for (SurvivorshipRule rule : rules) {
        if (rule == SurvivorshipRule.UNION) {
          return new Decision(left, rule.label());
        }
        left = best(left, rule);
        if (oneValue(left)) {
          return new Decision(left, rule.label());
        }
      }
      return new Decision(firstByText(left), Survivorship.TIE_BREAK);
    }

    private int[] best(int[] records, SurvivorshipRule rule) {
      return switch (rule) {
        case SOURCE_TRUST ->
            greatest(records, java.util.Comparator.comparingDouble(Candidate::trust));
        case NEWEST -> greatest(records, java.util.Comparator.comparingLong(Candidate::knownAt));
        case OLDEST ->
            greatest(records, java.util.Comparator.comparingLong(Candidate::knownAt).reversed());
        case LONGEST ->
            greatest(records, java.util.Comparator.comparingInt(SurvivorshipUnit.this::length));
        case MOST_COMPLETE ->
            greatest(records, java.util.Comparator.comparingInt(this::completeness));
        case MAX -> greatest(records, java.util.Comparator.comparing(this::leading, order));
        case MIN ->
            greatest(records, java.util.Comparator.comparing(this::leading, order).reversed());
        case MOST_FREQUENT -> mostFrequent(records);
        case UNION -> records;
      };
    }

    private int completeness(Candidate candidate) {
      return members.length == 1 ? candidate.filled() : filled(candidate);
    }

    /** The leading attribute's text; null in a group that no record leads. */
    private String leading(Candidate candidate) {
      return candidate.values().get(leader);
    }

    private int[] greatest(int[] records, java.util.Comparator<Candidate> by) {
      Candidate greatest = candidate(records[0]);
      for (int record : records) {
        if (by.compare(candidate(record), greatest) > 0) {
          greatest = candidate(record);
        }
      }
      Candidate bound = greatest;
      return Arrays.stream(records)
          .filter(record -> by.compare(candidate(record), bound) == 0)
          .toArray();
    }

    private int[] mostFrequent(int[] records) {
      var counts = new int[agreement.values()];
      for (int record : records) {
        counts[agreement.value(record)]++;
      }
      int most = Arrays.stream(counts).max().orElseThrow();
      return Arrays.stream(records)
          .filter(record -> counts[agreement.value(record)] == most)
          .toArray();
    }

    private int[] firstByText(int[] records) {
      int first = records[0];
      for (int record : records) {
        if (compareTexts(candidate(record), candidate(first)) < 0) {
          first = record;
        }
      }
      int value = agreement.value(first);
      return Arrays.stream(records).filter(record -> agreement.value(record) == value).toArray();
    }

    private boolean oneValue(int[] records) {
      int value = agreement.value(records[0]);
      return Arrays.stream(records).allMatch(record -> agreement.value(record) == value);
    }

    /** The best record with the shown spelling of each value, in order of text. */
    private int[] shown(int[] records) {
      Map<Spelling, Tally> tallies = new HashMap<>();
      for (int record : records) {
        tallies
            .computeIfAbsent(
                new Spelling(agreement.value(record), text(candidate(record))),
                any -> new Tally(record))
            .add(record);
      }
      Map<Integer, Tally> shown = new HashMap<>();
      tallies.forEach((spelling, tally) -> shown.merge(spelling.value, tally, this::better));
      return shown.values().stream()
          .map(tally -> tally.best)
          .sorted((a, b) -> compareTexts(candidate(a), candidate(b)))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private Tally better(Tally first, Tally second) {
      int order = Integer.compare(second.records, first.records);
      if (order == 0) {
        order = Double.compare(candidate(second.best).trust(), candidate(first.best).trust());
      }
      if (order == 0) {
        order = compareTexts(candidate(first.best), candidate(second.best));
      }
      return order <= 0 ? first : second;
    }

    private int winner(int[] shown) {
      int winner = shown[0];
      for (int record : shown) {
        if (STANDING.compare(candidate(record), candidate(winner)) < 0) {
          winner = record;
        }
      }
      return winner;
    }

    /** Best records of the values that lost, best value first. */
    private int[] losers(Decision decision) {
      List<Integer> losers = new ArrayList<>();
      int[] rest = without(contenders, decision.left);
      while (rest.length > 0 && losers.size() < Survivorship.MAX_RUNNERS_UP) {
        int[] left = decide(rest).left;
        Arrays.stream(shown(left)).forEach(losers::add);
        rest = without(rest, left);
      }
      return losers.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] without(int[] records, int[] decided) {
      var values = new BitSet(agreement.values());
      Arrays.stream(decided).map(agreement::value).forEach(values::set);
      return Arrays.stream(records)
          .filter(record -> !values.get(agreement.value(record)))
          .toArray();
    }

    private Candidate candidate(int record) {
      return candidates.get(record);
    }

    /** One spelling of a value: its number and its text. */
    private record Spelling(int value, Object text) {}

    /** The records with one spelling. */
    private final class Tally {
      private int best;
      private int records;

      Tally(int first) {
        best = first;
      }

      void add(int record) {
        records++;
        if (STANDING.compare(candidate(record), candidate(best)) < 0) {
          best = record;
        }
      }
    }
  }

  /** Records that a choice left and the rule that left them. */
  private static final class Decision {
    private final int[] left;
    private final String rule;

    Decision(int[] left, String rule) {
      this.left = left;
      this.rule = rule;
    }
  }

  /** Which records agree: equal numbers are equal values. */
  private static final class Agreement {
    private static final int NO_VALUE = -1;

    private final int[] valueOf;
    private final int[] recordsOf;
    private final int candidates;

    /** Agreement on some attributes; a record with none of them has no value. */
    Agreement(List<Candidate> candidates, int... attributes) {
      valueOf = new int[candidates.size()];
      Map<Object, Integer> numbers = new HashMap<>();
      int present = 0;
      for (int record = 0; record < valueOf.length; record++) {
        Object key = key(candidates.get(record), attributes);
        valueOf[record] =
            key == null ? NO_VALUE : numbers.computeIfAbsent(key, any -> numbers.size());
        present += key == null ? 0 : 1;
      }
      this.candidates = present;
      recordsOf = new int[numbers.size()];
      for (int value : valueOf) {
        if (value != NO_VALUE) {
          recordsOf[value]++;
        }
      }
    }

    /** Number of distinct values. */
    int values() {
      return recordsOf.length;
    }

    int value(int record) {
      return valueOf[record];
    }

    /** Number of records that agree with the record, itself included. */
    int recordsLike(int record) {
      return recordsOf[valueOf[record]];
    }

    private static Object key(Candidate candidate, int[] attributes) {
      if (attributes.length == 1) {
        return key(candidate, attributes[0]);
      }
      List<String> keys = new ArrayList<>(attributes.length);
      for (int attribute : attributes) {
        keys.add(key(candidate, attribute));
      }
      return keys.stream().allMatch(Objects::isNull) ? null : keys;
    }

    /** The match form; a text that stands for itself is set apart from match forms. */
    private static String key(Candidate candidate, int attribute) {
      String value = candidate.values().get(attribute);
      if (value == null) {
        return null;
      }
      String match = candidate.matches().get(attribute);
      return match == null ? '\0' + value : match;
    }
  }
}
