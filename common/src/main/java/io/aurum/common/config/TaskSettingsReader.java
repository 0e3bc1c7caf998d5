package io.aurum.common.config;

import static io.aurum.common.config.Parsers.choice;
import static io.aurum.common.config.Parsers.decimal;
import static io.aurum.common.config.Parsers.integer;
import static io.aurum.common.config.Parsers.name;
import static io.aurum.common.config.Parsers.oneOf;
import static io.aurum.common.config.Parsers.text;
import static java.util.stream.Collectors.toCollection;

import io.aurum.common.config.TaskSettings.Campaign;
import io.aurum.common.config.TaskSettings.Job;
import io.aurum.common.config.TaskSettings.Scope;
import io.aurum.common.config.TaskSettings.Treatment;
import io.aurum.common.feature.Feature;
import io.aurum.common.rule.Condition;
import io.aurum.common.stat.linear.Family;
import io.aurum.common.table.Entities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is to be learnt. */
final class TaskSettingsReader {
  private static final String FEATURES = "features";
  private static final String POSITIVE = "positive";
  private static final String LABEL = "label";
  private static final String WHERE = "where";
  private static final String CLASSES = "classes";
  private static final String FAMILY = "family";
  private static final String POWERS = "powers";
  private static final int MAX_FOLDS = 100;
  private static final int MAX_POWER = 12;

  /** What {@code features} says where all columns are meant. */
  private static final String ALL = "all";

  private final MiningTables tables;
  private final List<String> plain;
  private final List<String> allOfCustomers;
  private final List<String> ofCustomers;
  private final Optional<Rhythm> learning;
  private final FutureLabelReader futures;

  /**
   * @param sources all sources, of which tests can name the plain tables
   * @param tables that tasks can name
   * @param analysis of customers, with their features and when tasks learn that say nothing else
   */
  TaskSettingsReader(List<SourceSettings> sources, MiningTables tables, AnalysisSettings analysis) {
    List<Feature> features = analysis.features();
    this.tables = tables;
    this.learning = analysis.learning();
    this.plain =
        sources.stream()
            .filter(source -> source.entity().equals(Entities.TABLE_ROW.name()))
            .map(SourceSettings::name)
            .toList();
    this.allOfCustomers = features.stream().map(Feature::name).toList();
    this.ofCustomers = Feature.withHistory(features).stream().map(Feature::name).toList();
    this.futures = new FutureLabelReader(sources);
  }

  TaskSettings read(Section task) {
    Names.check(task, "task");
    Job job = task.require("job", choice(Job.class));
    String table = task.require("table", tables.table());
    boolean isOfCustomers =
        table.equals(TaskSettings.CUSTOMERS) && (!task.has(LABEL) || task.hasSection(LABEL));
    List<String> columns = isOfCustomers ? ofCustomers : tables.columns(table);
    Parser<String> column = column(columns);
    Optional<FutureLabel> future = Optional.empty();
    String label = "";
    if (isOfCustomers) {
      future = futures.read(task, job);
      label = future.map(FutureLabel::label).orElse(label);
    } else {
      label = task.require(LABEL, column);
    }
    if (job == Job.REGRESS) {
      rejectIdle(
          task,
          List.of("duration", "treatment", "fairness"),
          "it tells of classes, and regress predicts a number",
          "remove it, or set job = classify");
    }
    boolean isOfColumn = job == Job.CLASSIFY && !isOfCustomers;
    List<String> classes = isOfColumn ? classes(task) : List.of();
    if (isOfColumn && !task.has(POSITIVE)) {
      rejectIdle(
          task,
          List.of("duration", "treatment", "value"),
          "it tells of one value of the label, and each value is predicted",
          "remove it, or name one value in 'positive'");
    }
    Optional<String> duration = task.find("duration", column);
    Optional<Treatment> treatment =
        task.findSection("treatment", "a treatment").map(t -> treatment(t, column));
    List<String> features = new ArrayList<>(features(task, columns, label));
    treatment.ifPresent(t -> features.remove(t.column()));
    Optional<String> time = isOfCustomers ? Optional.empty() : task.find("time", column);
    time.ifPresent(features::remove);
    Optional<String> test = isOfCustomers ? Optional.empty() : task.find("test", plainTable());
    Scope where = where(task, table, isOfCustomers);
    List<String> asked = new ArrayList<>(features);
    asked.add(label);
    asked.addAll(tables.own(table, where.columns()));
    test.ifPresent(other -> rejectMissing(task, table, other, asked));
    return new TaskSettings(
        task.key(),
        job,
        table,
        where,
        test,
        label,
        isOfCustomers ? Optional.empty() : positive(task, job),
        classes,
        List.copyOf(features),
        task.list("trusted", column),
        time,
        task.require("folds", integer(2, MAX_FOLDS)).intValue(),
        campaign(task.section("campaign", "a campaign")),
        isOfCustomers ? Optional.empty() : task.find("value", column),
        actions(task.section("actions", "the actions"), columns),
        future,
        duration,
        treatment,
        task.list("fairness", isOfCustomers ? column(allOfCustomers) : column),
        linear(task, job, isOfCustomers, features),
        RhythmReader.find(task, "learning", "the dates of learning").or(() -> learning));
  }

  /** A number has a linear model, a class where its family is named. */
  private static Optional<LinearModel> linear(
      Section task, Job job, boolean isOfCustomers, List<String> features) {
    Optional<Family> family = task.find(FAMILY, choice(Family.class));
    Map<String, Integer> powers = powers(task.section(POWERS, "powers"), features);
    boolean fits =
        job == Job.REGRESS
            || family.isEmpty()
            || (family.get() == Family.BINOMIAL && task.has(POSITIVE) && !isOfCustomers);
    if (!fits) {
      task.reject(
          FAMILY,
          "wrong family in '" + task.path() + "'",
          "of a class there is a linear model of one value of a column, by its log-odds",
          "set family = binomial and name the value in 'positive', or remove the key");
    }
    if (job != Job.REGRESS && family.isEmpty() && !powers.isEmpty()) {
      rejectIdle(
          task, List.of(POWERS), "the task has no linear model", "remove it, or set 'family'");
    }
    return job == Job.REGRESS || family.isPresent()
        ? Optional.of(new LinearModel(family.orElse(Family.GAUSSIAN), powers))
        : Optional.empty();
  }

  private static Map<String, Integer> powers(Section powers, List<String> features) {
    Map<String, Integer> byFeature = new LinkedHashMap<>();
    for (String feature : powers.keys()) {
      byFeature.put(feature, powers.require(feature, integer(2, MAX_POWER)).intValue());
      if (!features.contains(feature)) {
        powers.reject(
            feature,
            "unknown feature '" + powers.pathTo(feature) + "'",
            "the task has no feature '" + feature + "'",
            Nearest.remedy(feature, features));
      }
    }
    return Collections.unmodifiableMap(byFeature);
  }

  private static void rejectIdle(Section task, List<String> keys, String cause, String remedy) {
    for (String key : keys) {
      if (task.has(key)) {
        task.reject(key, "idle key '" + task.pathTo(key) + "'", cause, remedy);
      }
    }
  }

  private static List<String> classes(Section task) {
    List<String> classes = task.list(CLASSES, text()).stream().distinct().sorted().toList();
    if (classes.size() == 1 || classes.size() > TaskSettings.MOST_CLASSES) {
      task.reject(
          CLASSES,
          classes.size() + " values in '" + task.pathTo(CLASSES) + "'",
          "2 to %d values can be told from each other".formatted(TaskSettings.MOST_CLASSES),
          "name so many, or one value in 'positive'");
    }
    if (!classes.isEmpty() && task.has(POSITIVE)) {
      task.reject(
          CLASSES,
          "idle key '" + task.pathTo(CLASSES) + "'",
          "'positive' names the one value that is predicted",
          "remove one of the two");
    }
    return classes;
  }

  private static Treatment treatment(Section treatment, Parser<String> column) {
    return new Treatment(
        treatment.require("column", column),
        treatment.require("treated", text()),
        treatment.require("control", text()));
  }

  private Parser<String> plainTable() {
    return oneOf("plain table", plain);
  }

  /** Where the table is unknown, its columns are too: that is not said again. */
  private static Parser<String> column(List<String> columns) {
    return columns.isEmpty() ? name() : oneOf("column of the table", columns);
  }

  private static List<String> features(Section task, List<String> columns, String label) {
    List<String> excluded = task.list("exclude", column(columns));
    List<String> said = task.list(FEATURES, name());
    boolean all = said.isEmpty() || said.equals(List.of(ALL));
    List<String> features = new ArrayList<>(all ? columns : task.list(FEATURES, column(columns)));
    if (!all && features.contains(label)) {
      task.reject(
          FEATURES,
          "label '" + label + "' among the features of '" + task.path() + "'",
          "a column cannot be predicted by itself",
          "remove it from the features");
    }
    features.remove(label);
    features.removeAll(excluded);
    if (features.isEmpty() && !columns.isEmpty()) {
      task.reject(
          "no features in '" + task.path() + "'",
          "nothing is left to predict '" + label + "' by",
          "name other features, or exclude fewer columns");
    }
    return List.copyOf(features);
  }

  /** Of customers a condition is asked at past cuts, too: by what has a history. */
  private Scope where(Section task, String table, boolean isOfCustomers) {
    Optional<Condition> condition =
        isOfCustomers
            ? SqlConditions.find(task, WHERE, "feature with a history", ofCustomers)
            : tables.condition(task, WHERE, table);
    return condition
        .map(read -> new Scope(read, List.copyOf(SqlConditions.columnsIn(read.sql()))))
        .orElse(Scope.ALL);
  }

  private void rejectMissing(Section task, String table, String test, List<String> asked) {
    List<String> known = tables.columns(test);
    List<String> missing = asked.stream().distinct().collect(toCollection(ArrayList::new));
    missing.removeAll(known);
    if (!known.isEmpty() && !missing.isEmpty()) {
      task.reject(
          "test",
          "missing columns in '" + test + "'",
          "'" + table + "' has " + String.join(", ", missing) + ", which '" + test + "' lacks",
          "give the columns of both tables the same names");
    }
  }

  private static Optional<String> positive(Section task, Job job) {
    if (job == Job.CHURN) {
      return Optional.of(task.require(POSITIVE, text()));
    }
    if (job == Job.CLASSIFY) {
      return task.find(POSITIVE, text());
    }
    if (task.has(POSITIVE)) {
      task.find(POSITIVE, text());
      task.reject(
          POSITIVE,
          "idle key '" + task.pathTo(POSITIVE) + "'",
          "regress predicts a number, not the probability of a value",
          "remove it, or set job = classify");
    }
    return Optional.empty();
  }

  private static Campaign campaign(Section campaign) {
    Campaign settings =
        new Campaign(
            campaign.require("alpha", decimal("0.01", "1000")),
            campaign.require("beta", decimal("0.01", "1000")),
            campaign.require("value", decimal("0.01", "1e12")),
            campaign.require("offer", decimal("0", "1e12")),
            campaign.require("contact", decimal("0", "1e12")));
    if (settings.value() <= settings.offer()) {
      campaign.reject(
          "value",
          "contradictory section '" + campaign.path() + "'",
          "an offer costs as much as the one who stays is worth: nobody would be contacted",
          "make 'value' larger than 'offer'");
    }
    return settings;
  }

  private static Map<String, String> actions(Section actions, List<String> columns) {
    Map<String, String> byFeature = new LinkedHashMap<>();
    for (String feature : actions.keys()) {
      byFeature.put(feature, actions.require(feature, name()));
      if (!columns.isEmpty() && !columns.contains(feature)) {
        actions.reject(
            feature,
            "unknown column '" + actions.pathTo(feature) + "'",
            "the table has no column '" + feature + "'",
            Nearest.remedy(feature, columns));
      }
    }
    return Collections.unmodifiableMap(byFeature);
  }
}
