package io.aurum.jobs.quality;

import io.aurum.common.config.PlanSettings.Milestone;
import io.aurum.common.config.Severity;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.lake.Commit;
import io.aurum.common.lake.Lake;
import io.aurum.common.stat.CountForecast;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.JobContext;
import io.aurum.jobs.JobResult;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One run of the job: measures everything once, then writes it down. */
final class Assessment {
  private static final String LINKS = "(links)";

  private final JobContext context;
  private final Lake lake;
  private final LocalDate asOf;
  private final String runId;
  private final Map<String, Deliveries> deliveries;
  private final Map<String, ControlTotals> controls;
  private final List<Scores.Check> ruleChecks;
  private final CustomerView customers;
  private final List<Scores.Check> checks;

  Assessment(JobContext context) {
    this.context = context;
    this.lake = context.lake();
    this.asOf = context.run().asOf();
    this.runId = context.run().runId();
    context.progress().phase("counting what was delivered");
    this.deliveries = Deliveries.bySource(lake, context.run(), context.inputs());
    context.progress().phase("scoring quality");
    List<Row> results = results();
    this.controls = ControlTotals.bySource(context.settings().rules(), results);
    this.ruleChecks = results.stream().map(Assessment::check).toList();
    this.customers = CustomerView.of(lake, checksOfCustomers());
    this.checks = new ArrayList<>(ruleChecks);
    customers.sources().forEach((source, view) -> checks.add(repeatedCustomers(source, view)));
  }

  JobResult publish() {
    List<Commit> commits = new ArrayList<>();
    commits.add(publish(Tables.SOURCE_VOLUME, volumes()));
    commits.add(publish(Tables.QUALITY_SCORE, scores()));
    commits.add(publish(Tables.SOURCE_OVERLAP, overlaps()));
    milestones().ifPresent(commits::add);
    long scored = ruleChecks.stream().filter(check -> check.checked() > 0).count();
    long idle = ruleChecks.stream().filter(check -> check.checked() == 0).count();
    return new JobResult(
        lake.count(Tables.RULE_RESULT),
        scored,
        0,
        idle,
        idle == 0
            ? Optional.empty()
            : Optional.of("%,d results of rules that found nothing to check".formatted(idle)),
        commits,
        Optional.empty());
  }

  private List<Row> results() {
    return lake.read(Tables.RULE_RESULT)
        .select(
            "source",
            "rule",
            "rule_number",
            "dimension",
            "severity",
            "rows_checked",
            "rows_failed",
            "previous_checked",
            "previous_failed",
            "observed")
        .collectAsList();
  }

  private static Scores.Check check(Row result) {
    return new Scores.Check(
        result.getString(0),
        result.getString(1),
        result.getInt(2),
        result.getString(3),
        Severity.valueOf(result.getString(4).toUpperCase(Locale.ROOT)),
        result.getLong(5),
        result.getLong(6),
        result.isNullAt(7)
            ? Optional.empty()
            : Optional.of(new Scores.Former(result.getLong(7), result.getLong(8))));
  }

  /** Rule masks of other entities count their own rules. */
  private List<Scores.Check> checksOfCustomers() {
    Set<String> sources =
        context.settings().sources().stream()
            .filter(SourceSettings::isCustomer)
            .map(SourceSettings::name)
            .collect(Collectors.toSet());
    return ruleChecks.stream().filter(check -> sources.contains(check.source())).toList();
  }

  private static Scores.Check repeatedCustomers(String source, CustomerView.SourceCustomers view) {
    return new Scores.Check(
        source,
        LINKS,
        -1,
        CustomerView.UNIQUENESS,
        Severity.WARN,
        view.records(),
        view.repeated(),
        Optional.empty());
  }

  private List<Row> volumes() {
    return context.settings().sourcesOn(asOf).stream()
        .map(SourceSettings::name)
        .map(source -> volume(source, delivered(source)))
        .toList();
  }

  private VolumeCheck volumeCheck(String source) {
    return VolumeCheck.of(delivered(source), asOf).with(controls(source));
  }

  private ControlTotals controls(String source) {
    return controls.getOrDefault(source, ControlTotals.NONE);
  }

  private Row volume(String source, Deliveries delivered) {
    VolumeCheck check = volumeCheck(source);
    var newest = Optional.ofNullable(delivered.rowsByDay().lastEntry());
    Optional<CountForecast> forecast = check.forecast();
    return RowFactory.create(
        source,
        delivered.rows(),
        delivered.malformed(),
        delivered.bytes().isPresent() ? delivered.bytes().getAsLong() : null,
        delivered.distinctIds(),
        delivered.rowsByDay().size(),
        newest.map(day -> Date.valueOf(day.getKey())).orElse(null),
        newest.map(Map.Entry::getValue).orElse(null),
        forecast.map(CountForecast::median).orElse(null),
        forecast.map(f -> f.usual().low()).orElse(null),
        forecast.map(f -> f.usual().high()).orElse(null),
        forecast
            .filter(f -> f.median() > 0)
            .map(f -> newest.orElseThrow().getValue() / f.median() - 1)
            .orElse(null),
        boxed(check.usualGapDays()),
        check.missing(),
        newest
            .map(day -> Math.toIntExact(ChronoUnit.DAYS.between(day.getKey(), asOf)))
            .orElse(null),
        newest
            .map(
                day ->
                    Duration.between(delivered.newestKnownAt(), context.run().knownBefore())
                        .toMinutes())
            .orElse(null),
        forecast.map(CountForecast::falseAlarmRate).orElse(0.0),
        check.status().label(),
        check.reason(),
        runId,
        controls(source).all(),
        controls(source).missed(),
        controls(source).inWords().orElse(null));
  }

  private List<Row> scores() {
    List<Row> rows = new ArrayList<>();
    Scores.bySourceAndDimension(checks)
        .forEach(
            (key, scores) ->
                rows.add(
                    RowFactory.create(
                        key.get(0),
                        key.get(1),
                        scores.rules(),
                        scores.checked(),
                        scores.failed(),
                        scores.score(),
                        scores.grade().name(),
                        boxed(Scores.previous(checks, key.get(0), key.get(1))),
                        affected(key.get(0), key.get(1)),
                        valueAtRisk(key.get(0), key.get(1)),
                        runId)));
    return rows;
  }

  private Long affected(String source, String dimension) {
    var view = customers.sources().get(source);
    return view == null ? null : view.affected().getOrDefault(dimension, 0L);
  }

  private Double valueAtRisk(String source, String dimension) {
    var view = customers.sources().get(source);
    return view == null
        ? null
        : view.valueAtRisk()
            .map(byDimension -> byDimension.getOrDefault(dimension, BigDecimal.ZERO).doubleValue())
            .orElse(null);
  }

  private List<Row> overlaps() {
    List<Row> rows = new ArrayList<>();
    customers
        .sources()
        .forEach(
            (source, view) -> {
              for (String other : customers.sources().keySet()) {
                long shared = customers.shared(source, other);
                rows.add(
                    RowFactory.create(
                        source,
                        other,
                        view.customers(),
                        shared,
                        (double) shared / view.customers(),
                        runId));
              }
            });
    return rows;
  }

  private Optional<Commit> milestones() {
    var plan = context.settings().plan();
    if (plan.milestones().isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = plan.milestones().stream().map(this::milestone).toList();
    return Optional.of(
        lake.replaceWhere(
            Tables.PLAN_MILESTONE,
            context.spark().createDataFrame(rows, lake.contract(Tables.PLAN_MILESTONE).schema()),
            "as_of = DATE'" + asOf + "'"));
  }

  private Row milestone(Milestone milestone) {
    OptionalDouble actual = actual(milestone);
    return RowFactory.create(
        Date.valueOf(asOf),
        milestone.name(),
        milestone.source().orElse(null),
        milestone.metric().label(),
        milestone.subject().orElse(null),
        milestone.target(),
        boxed(actual),
        Date.valueOf(milestone.due()),
        Milestones.slackDays(milestone, asOf),
        Milestones.status(context.settings().plan(), milestone, actual, asOf).label(),
        milestone.impact().orElse(null),
        milestone.owner().orElse(null),
        runId);
  }

  private OptionalDouble actual(Milestone milestone) {
    Predicate<String> measured = source -> milestone.source().map(source::equals).orElse(true);
    return switch (milestone.metric()) {
      case PASS_RATE -> {
        String rule = milestone.subject().orElseThrow();
        Scores scores = scores(check -> check.rule().equals(rule), measured);
        yield scores.isMeasured() ? OptionalDouble.of(scores.passRate()) : OptionalDouble.empty();
      }
      case SCORE -> {
        String dimension = milestone.subject().orElseThrow();
        Scores scores = scores(check -> check.dimension().equals(dimension), measured);
        yield scores.isMeasured() ? OptionalDouble.of(scores.score()) : OptionalDouble.empty();
      }
      case COMPLETENESS -> completeness(milestone.subject().orElseThrow(), measured);
      case VOLUME -> volume(measured);
      case DUPLICATES -> duplicates(milestone.source());
    };
  }

  private Scores scores(Predicate<Scores.Check> condition, Predicate<String> measured) {
    return Scores.of(checks, condition.and(check -> measured.test(check.source())));
  }

  private OptionalDouble completeness(String attribute, Predicate<String> measured) {
    long rows = 0;
    long complete = 0;
    for (Row row :
        lake.read(Tables.COLUMN_PROFILE)
            .select("source", "attribute", "rows", "completeness_rate")
            .collectAsList()) {
      if (row.getString(1).equals(attribute) && measured.test(row.getString(0))) {
        rows += row.getLong(2);
        complete += Math.round(row.getLong(2) * row.getDouble(3));
      }
    }
    return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) complete / rows);
  }

  private OptionalDouble volume(Predicate<String> measured) {
    return context.settings().sourcesOn(asOf).stream()
        .map(SourceSettings::name)
        .filter(measured)
        .map(source -> volumeCheck(source).status())
        .mapToInt(status -> status == VolumeCheck.Status.OK ? 1 : 0)
        .average();
  }

  private OptionalDouble duplicates(Optional<String> source) {
    var views = customers.sources();
    long records =
        views.entrySet().stream()
            .filter(view -> source.map(view.getKey()::equals).orElse(true))
            .mapToLong(view -> view.getValue().records())
            .sum();
    if (records == 0) {
      return OptionalDouble.empty();
    }
    long distinct = source.map(name -> views.get(name).customers()).orElseGet(customers::customers);
    return OptionalDouble.of(1 - (double) distinct / records);
  }

  private Deliveries delivered(String source) {
    return deliveries.getOrDefault(source, Deliveries.NONE);
  }

  private Commit publish(TableSpec table, List<Row> rows) {
    return lake.publish(
        table, context.spark().createDataFrame(rows, lake.contract(table).schema()));
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
