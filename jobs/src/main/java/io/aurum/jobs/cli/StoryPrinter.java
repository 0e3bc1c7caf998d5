package io.aurum.jobs.cli;

import static java.util.stream.Collectors.joining;

import io.aurum.common.match.Evidence;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows people and programs the story of a customer. */
final class StoryPrinter {
  private static final String NONE = "-";

  private final Console console;

  StoryPrinter(Console console) {
    this.console = console;
  }

  void text(CustomerStory story) {
    PrintWriter out = console.out();
    out.println("customer " + story.customerId());
    story.facts().forEach((name, value) -> out.println("  " + name + ": " + value));
    records(story, out);
    pairs(story, out);
    survivors(story, out);
    supplied(story, out);
    predictions(story, out);
    events(story, out);
    out.flush();
  }

  void json(CustomerStory story) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("customer_id", story.customerId());
    document.putAll(story.facts());
    document.put("members", story.records().stream().map(StoryPrinter::member).toList());
    document.put("more_members", story.moreRecords());
    document.put("pairs", story.pairs().stream().map(StoryPrinter::pair).toList());
    document.put("more_pairs", story.morePairs());
    document.put("survivors", story.survivors().stream().map(StoryPrinter::survivor).toList());
    document.put("supplied", story.supplied().stream().map(StoryPrinter::supplied).toList());
    document.put(
        "predictions", story.predictions().stream().map(StoryPrinter::prediction).toList());
    document.put("events", story.events().stream().map(StoryPrinter::event).toList());
    console.json(document);
  }

  private static void records(CustomerStory story, PrintWriter out) {
    out.println();
    out.println("its records");
    for (CustomerStory.Member member : story.records()) {
      out.println(
          "  "
              + member.record()
              + ", known at "
              + member.knownAt()
              + ", linked by "
              + member.linkMethod());
      member.values().forEach((attribute, value) -> out.println("    " + attribute + ": " + value));
      if (!member.issues().isEmpty()) {
        out.println("    issues: " + String.join(", ", member.issues()));
      }
    }
    more(story.moreRecords(), "records", out);
  }

  private static void pairs(CustomerStory story, PrintWriter out) {
    out.println();
    out.println(
        story.pairs().isEmpty()
            ? "no pair of its records was scored"
            : "why they are one customer, the strongest pairs first");
    for (CustomerStory.Pair pair : story.pairs()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %s and %s: %s bits against %s, probability %s, %s, found by %s",
              pair.first(),
              pair.second(),
              TextTable.decimal(pair.weightBits(), 2),
              pair.weighedAgainst(),
              TextTable.decimal(pair.matchScore(), 6),
              pair.decision(),
              pair.blockingKey()));
      pair.evidence().stream()
          .sorted(Evidence.strongestFirst())
          .forEach(evidence -> out.println("    " + inWords(evidence)));
    }
    more(story.morePairs(), "pairs", out);
  }

  private static String inWords(Evidence evidence) {
    String bits = (evidence.bits() < 0 ? "" : "+") + TextTable.decimal(evidence.bits(), 2);
    boolean prior = evidence.attribute().equals(Evidence.PRIOR);
    String level = evidence.level().orElse(prior ? "before looking" : "a side is empty");
    return " ".repeat(Math.max(0, 8 - bits.length()))
        + bits
        + "  "
        + evidence.attribute()
        + ": "
        + level;
  }

  private static void survivors(CustomerStory story, PrintWriter out) {
    if (story.survivors().isEmpty()) {
      return;
    }
    out.println();
    out.println("what survived");
    TextTable table =
        TextTable.of("attribute", "value", "from", "rule", "agree", "of", "instead of");
    for (CustomerStory.Survivor survivor : story.survivors()) {
      table.row(
          survivor.attribute(),
          survivor.value(),
          survivor.record(),
          survivor.rule(),
          TextTable.number(survivor.agreeing()),
          TextTable.number(survivor.candidates()),
          runnersUp(survivor));
    }
    table.print(out);
  }

  private static void supplied(CustomerStory story, PrintWriter out) {
    if (story.supplied().isEmpty()) {
      return;
    }
    out.println();
    out.println("what suppliers say");
    TextTable table = TextTable.of("attribute", "supplier", "value", "from", "compared", "outcome");
    for (CustomerStory.Supplied supplied : story.supplied()) {
      table.row(
          supplied.attribute(),
          supplied.supplier(),
          supplied.value().isEmpty() ? NONE : supplied.value(),
          supplied.record(),
          supplied.comparison(),
          supplied.outcome());
    }
    table.print(out);
  }

  private static void predictions(CustomerStory story, PrintWriter out) {
    if (story.predictions().isEmpty()) {
      return;
    }
    out.println();
    out.println("what is expected of it, and why");
    for (CustomerStory.Prediction prediction : story.predictions()) {
      String of = prediction.row().equals(story.customerId()) ? "" : " of " + prediction.row();
      out.println("  " + prediction.task() + of + ": " + prediction.said());
      out.println("    " + prediction.reasons());
    }
  }

  private static String runnersUp(CustomerStory.Survivor survivor) {
    return survivor.runnersUp().isEmpty()
        ? NONE
        : survivor.runnersUp().stream()
            .map(r -> r.value() + " (" + r.records() + ", " + r.bestSource() + ")")
            .collect(joining("; "));
  }

  private static void events(CustomerStory story, PrintWriter out) {
    out.println();
    out.println("what happened to its identity");
    for (CustomerStory.Event event : story.events()) {
      String other =
          event.otherCustomerId().equals(event.customerId()) ? "" : " " + event.otherCustomerId();
      out.println(
          String.format(
              Locale.ROOT,
              "  %s %s %s%s, %s records: %s",
              event.asOf(),
              event.customerId(),
              event.event(),
              other,
              TextTable.number(event.records()),
              event.evidence()));
    }
  }

  private static void more(long count, String things, PrintWriter out) {
    if (count > 0) {
      out.println("  and " + TextTable.number(count) + " more " + things);
    }
  }

  private static Map<String, Object> member(CustomerStory.Member member) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("record", member.record());
    document.put("known_at", member.knownAt());
    document.put("link_method", member.linkMethod());
    document.put("values", member.values());
    document.put("issues", member.issues());
    return document;
  }

  private static Map<String, Object> pair(CustomerStory.Pair pair) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("first", pair.first());
    document.put("second", pair.second());
    document.put("weight_bits", pair.weightBits());
    document.put("match_score", pair.matchScore());
    document.put("weighed_against", pair.weighedAgainst());
    document.put("decision", pair.decision());
    document.put("blocking_key", pair.blockingKey());
    document.put("evidence", pair.evidence().stream().map(StoryPrinter::evidence).toList());
    return document;
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("attribute", evidence.attribute());
    document.put("level", evidence.level().orElse(null));
    document.put("bits", evidence.bits());
    return document;
  }

  private static Map<String, Object> survivor(CustomerStory.Survivor survivor) {
    List<Map<String, Object>> runnersUp =
        survivor.runnersUp().stream()
            .map(
                r ->
                    Map.<String, Object>of(
                        "value", r.value(), "records", r.records(), "best_source", r.bestSource()))
            .toList();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("attribute", survivor.attribute());
    document.put("value", survivor.value());
    document.put("record", survivor.record());
    document.put("rule", survivor.rule());
    document.put("candidates", survivor.candidates());
    document.put("agreeing", survivor.agreeing());
    document.put("distinct_values", survivor.distinct());
    document.put("runners_up", runnersUp);
    return document;
  }

  private static Map<String, Object> supplied(CustomerStory.Supplied supplied) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("attribute", supplied.attribute());
    document.put("supplier", supplied.supplier());
    document.put("record", supplied.record());
    document.put("value", supplied.value());
    document.put("comparison", supplied.comparison());
    document.put("outcome", supplied.outcome());
    return document;
  }

  private static Map<String, Object> prediction(CustomerStory.Prediction prediction) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", prediction.task());
    document.put("row", prediction.row());
    document.put("said", prediction.said());
    document.put("reasons", prediction.reasons());
    return document;
  }

  private static Map<String, Object> event(CustomerStory.Event event) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("as_of", event.asOf().toString());
    document.put("customer_id", event.customerId());
    document.put("event", event.event());
    document.put("other_customer_id", event.otherCustomerId());
    document.put("records", event.records());
    document.put("evidence", event.evidence());
    return document;
  }
}
