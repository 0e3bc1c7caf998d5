package io.aurum.common.kind;

import io.aurum.common.match.Comparator;
import io.aurum.common.match.KeySink;
import io.aurum.common.match.SurvivorshipRule;
import io.aurum.common.match.Value;
import io.aurum.common.table.PiiClass;
import io.aurum.common.text.Placeholders;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a kind declares about itself, built once in its constructor. Where nothing else is said, a
 * kind is text that says nothing about who a person is, is shown as it is, is not compared, and the
 * newest value survives.
 */
final class Traits {
  final String name;
  final String summary;

  PiiClass pii = PiiClass.NON_PII;
  ValueType type = ValueType.TEXT;
  boolean onlineIdentifier;
  boolean hardIdentifier;
  boolean longNumbers;
  boolean national;
  boolean sharedByHousehold;
  boolean keptDistinct;
  Optional<Comparator> comparator = Optional.empty();
  BiConsumer<Value, KeySink> keys = (value, sink) -> {};
  List<SurvivorshipRule> survivorship = List.of(SurvivorshipRule.NEWEST);
  UnaryOperator<String> mask = UnaryOperator.identity();
  Predicate<String> placeholder = Placeholders::isPlaceholder;
  private List<Issue> issues = List.of();

  private Traits(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  static Traits of(String name, String summary) {
    return new Traits(name, summary);
  }

  Traits pii(PiiClass value) {
    pii = value;
    return this;
  }

  Traits type(ValueType value) {
    type = value;
    return this;
  }

  /** Names a device, browser or line: personal under Recital 30 of the GDPR. */
  Traits onlineIdentifier() {
    onlineIdentifier = true;
    return this;
  }

  /** Equal values prove one customer. */
  Traits hardIdentifier() {
    hardIdentifier = true;
    return this;
  }

  /** Long runs of digits are the rule, so that one which passes for a card number is none. */
  Traits longNumbers() {
    longNumbers = true;
    return this;
  }

  /** The people of one household have it in common. */
  Traits sharedByHousehold() {
    sharedByHousehold = true;
    return this;
  }

  /** A register sees to it that hardly any two customers have the same value. */
  Traits keptDistinct() {
    keptDistinct = true;
    return this;
  }

  /** Values are written as their country prescribes. */
  Traits national() {
    national = true;
    return this;
  }

  /** How values are compared, and the keys under which their records meet. */
  Traits comparator(Comparator value, BiConsumer<Value, KeySink> blockingKeys) {
    comparator = Optional.of(value);
    keys = blockingKeys;
    return this;
  }

  Traits survivorship(SurvivorshipRule... rules) {
    survivorship = List.of(rules);
    return this;
  }

  Traits mask(UnaryOperator<String> value) {
    mask = value;
    return this;
  }

  /** What stands for no value. */
  Traits placeholder(Predicate<String> test) {
    placeholder = test;
    return this;
  }

  /** Issues of this kind beyond the common ones. */
  Traits issues(Issue... own) {
    issues = List.of(own);
    return this;
  }

  List<Issue> allIssues() {
    Stream<Issue> common = Stream.of(Issues.PLACEHOLDER, Issues.TOO_LONG);
    Stream<Issue> cards = longNumbers ? Stream.of() : Stream.of(Issues.CARD_NUMBER);
    return Stream.of(common, cards, issues.stream()).flatMap(s -> s).toList();
  }
}
