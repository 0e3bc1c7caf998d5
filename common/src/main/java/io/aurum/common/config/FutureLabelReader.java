package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.isoDate;
import static io.aurum.common.config.Parsers.oneOf;

import io.aurum.common.config.FutureLabel.Event;
import io.aurum.common.config.FutureLabel.Facts;
import io.aurum.common.config.FutureLabel.Population;
import io.aurum.common.config.FutureLabel.Take;
import io.aurum.common.config.FutureLabel.Target;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.feature.FactTimes;
import io.aurum.common.rule.Condition;
import io.aurum.common.table.Entities;
import io.aurum.common.table.Entity;
import io.aurum.common.table.EntityColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads labels that are what customers will do. */
final class FutureLabelReader {
  private static final String LABEL = "label";
  private static final String WITHIN = "within-days";
  private static final String ENTITY = "entity";
  private static final String COLUMN = "column";
  private static final String TAKE = "take";
  private static final String OF = "of";
  private static final String ACTIVE = "active-within-days";
  private static final int MAX_DAYS = 3_650;

  private final Set<String> delivered;

  /**
   * @param sources whose facts labels can be taken of
   */
  FutureLabelReader(List<SourceSettings> sources) {
    this.delivered = sources.stream().map(SourceSettings::entity).collect(Collectors.toSet());
  }

  /** The label of a task; empty where its section names none. */
  Optional<FutureLabel> read(Section task, Job job) {
    Section label = task.section(LABEL, "a label");
    List<Event> events = Arrays.stream(Event.values()).filter(e -> label.has(e.key())).toList();
    if (events.size() + (label.has(WITHIN) ? 1 : 0) != 1) {
      task.reject(
          LABEL,
          "no single label in '" + task.path() + "'",
          "what customers will do is told by one key of the section 'label'",
          "write one of: within-days, no-purchase-days, subscription-ended-days");
    }
    if (label.has(WITHIN)) {
      return Optional.of(label(label, facts(label), WITHIN, task, job));
    }
    for (String idle : List.of(ENTITY, TAKE, COLUMN, "where", OF)) {
      if (!events.isEmpty() && label.has(idle)) {
        label.reject(
            idle,
            "idle key '" + label.pathTo(idle) + "'",
            "'" + events.get(0).key() + "' says it all",
            "remove it, or write within-days = 90");
      }
    }
    return events.stream().map(event -> label(label, event, event.key(), task, job)).findFirst();
  }

  private static FutureLabel label(
      Section label, Target target, String days, Section task, Job job) {
    if (target.isNumber() != (job == Job.REGRESS)) {
      task.reject(
          LABEL,
          "wrong label in '" + task.path() + "'",
          target.isNumber()
              ? "what is taken of the facts is a number, and " + inWords(job) + " predicts a class"
              : "what customers will do is a class, not a number",
          target.isNumber()
              ? "set job = regress, or take any or none"
              : "set job = churn or classify, or take count, distinct or sum of facts");
    }
    return new FutureLabel(
        target,
        label.require(days, integer(1, MAX_DAYS)).intValue(),
        label.find(ACTIVE, integer(1, MAX_DAYS)).map(Long::intValue),
        dates(label, "snapshots"),
        dates(label, "tests"),
        label.find("late-features-days", integer(0, MAX_DAYS)).map(Long::intValue).orElse(0));
  }

  private static String inWords(Job job) {
    return job == Job.CHURN ? "churn" : "classify";
  }

  private Facts facts(Section label) {
    String name = label.require(ENTITY, oneOf(ENTITY, FactTimes.entities()));
    Optional<Entity> entity = Entities.byName(name);
    Take take = label.require(TAKE, choice(Take.class));
    String column = label.find(COLUMN, FeatureReader.column(entity)).orElse("");
    Condition where =
        SqlConditions.find(label, "where", entity.map(FutureLabelReader::columns).orElse(List.of()))
            .orElse(Condition.NONE);
    Population of = label.find(OF, choice(Population.class)).orElse(Population.ALL);
    if (entity.isPresent() && !delivered.contains(name)) {
      label.reject(
          ENTITY,
          "nothing to take '" + label.path() + "' of",
          "no source delivers the entity '" + name + "'",
          "add a source with entity = " + name + ", or name another entity");
    }
    checkColumn(label, take, entity.flatMap(e -> e.column(column)));
    if (of == Population.LEADS && label.has(ACTIVE)) {
      label.reject(
          ACTIVE,
          "contradictory section '" + label.path() + "'",
          "leads have not bought, and customers who are active have",
          "remove '" + ACTIVE + "', or set of = buyers");
    }
    return new Facts(name, take, column, where, label.has(ACTIVE) ? Population.BUYERS : of);
  }

  private static List<String> columns(Entity entity) {
    List<String> names = new ArrayList<>(List.of("customer_id"));
    entity.table().columns().forEach(column -> names.add(column.name()));
    return names;
  }

  private static void checkColumn(Section label, Take take, Optional<EntityColumn> column) {
    if (take.isOfColumn() && !label.has(COLUMN)) {
      label.reject(
          "missing key '" + label.pathTo(COLUMN) + "'",
          "distinct and sum are taken of a column",
          "add 'column'");
    }
    if (!take.isOfColumn() && label.has(COLUMN)) {
      label.reject(
          COLUMN,
          "idle key '" + label.pathTo(COLUMN) + "'",
          "any, none and count ask for facts, whatever their columns hold",
          "remove it, or take distinct or sum");
    }
    if (take == Take.SUM && column.filter(c -> !FeatureReader.isNumber(c)).isPresent()) {
      label.reject(
          COLUMN,
          "bad value '" + column.get().name() + "' for '" + label.pathTo(COLUMN) + "'",
          "a sum is taken of numbers, and this is none",
          "name a column with numbers, or take distinct or count");
    }
  }

  private static List<LocalDate> dates(Section label, String key) {
    return label.list(key, isoDate()).stream()
        .filter(date -> !date.isEmpty())
        .map(LocalDate::parse)
        .distinct()
        .sorted()
        .toList();
  }
}
