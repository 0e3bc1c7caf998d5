package io.aurum.common.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration, typed and checked. Made by {@link SettingsReader}; jobs never see HOCON.
 *
 * @param sources in the order of the file
 * @param attributes in the order of the file
 * @param groups attribute groups that survive whole (an address travels whole): name to attributes
 * @param rules of the user, in the order of their names
 * @param enrich suppliers that verify and fill what is known of customers
 * @param analysis what is found out about customers from what they did
 * @param tasks what is to be learnt from plain tables, in the order of the file
 * @param mining what is looked for in tables
 * @param asOf date of runs that name none; empty: the day of the run
 * @param hash SHA-256 of the resolved configuration without paths and secrets
 */
public record Settings(
    List<SourceSettings> sources,
    List<AttributeSettings> attributes,
    Map<String, List<String>> groups,
    ValidateSettings validate,
    ResolveSettings resolve,
    PublishSettings publish,
    PlanSettings plan,
    Optional<TruthSettings> truth,
    List<RuleSettings> rules,
    EnrichSettings enrich,
    AnalysisSettings analysis,
    List<TaskSettings> tasks,
    MiningSettings mining,
    Optional<LocalDate> asOf,
    long seed,
    String hash) {

  /** A configuration without rules, suppliers, features and tasks of the user's own. */
  public Settings(
      List<SourceSettings> sources,
      List<AttributeSettings> attributes,
      Map<String, List<String>> groups,
      ValidateSettings validate,
      ResolveSettings resolve,
      PublishSettings publish,
      PlanSettings plan,
      Optional<TruthSettings> truth,
      long seed,
      String hash) {
    this(
        sources,
        attributes,
        groups,
        validate,
        resolve,
        publish,
        plan,
        truth,
        List.of(),
        EnrichSettings.NONE,
        AnalysisSettings.PLAIN,
        List.of(),
        MiningSettings.NONE,
        Optional.empty(),
        seed,
        hash);
  }

  /** The source of that name. */
  public SourceSettings source(String name) {
    return sources.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** The sources of customers, in the order of the file. */
  public List<SourceSettings> customerSources() {
    return sources.stream().filter(SourceSettings::isCustomer).toList();
  }

  /** The sources whose data may be used on a day: all but those of suppliers without a licence. */
  public List<SourceSettings> sourcesOn(LocalDate day) {
    return sources.stream().filter(s -> !enrich.hasExpired(s.name(), day)).toList();
  }

  /** The sources of suppliers whose licence has ended before a day. */
  public List<SourceSettings> expiredSources(LocalDate day) {
    return sources.stream().filter(s -> enrich.hasExpired(s.name(), day)).toList();
  }

  /** The attribute of that name. */
  public AttributeSettings attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  /** The tasks of a job, in the order of the file. */
  public List<TaskSettings> tasks(TaskSettings.Job job) {
    return tasks.stream().filter(task -> task.job() == job).toList();
  }

  /** The fields of a source's records, in the order in which they are checked and numbered. */
  public List<FieldSettings> fields(SourceSettings source) {
    return source.isCustomer()
        ? attributes.stream().map(AttributeSettings::field).toList()
        : source.fields();
  }
}
