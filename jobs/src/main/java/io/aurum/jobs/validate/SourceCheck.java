package io.aurum.jobs.validate;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.kind.Issue;
import io.aurum.common.kind.KindContext;
import io.aurum.common.profile.AttributeProfile;
import io.aurum.common.rule.Bits;
import io.aurum.common.rule.RowConditions;
import io.aurum.common.rule.RowRule;
import io.aurum.common.rule.RowRules;
import io.aurum.common.rule.RuleCheck;
import io.aurum.common.rule.RuleColumns;
import io.aurum.common.run.ContentHash;
import io.aurum.jobs.validate.RuleBook.UserRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks the records of one source, one at a time, and adds up what it finds. */
final class SourceCheck {
  private static final String COUNTRY = "country";

  private final SourceSettings source;
  private final RuleBook rules;
  private final int width;
  private final List<Mapped> mapped = new ArrayList<>();
  private final List<Mapped> countries = new ArrayList<>();
  private final SourceSummary summary;
  private final RowRules userRules;
  private final long[] asked;
  private final long[] keyRules;
  private final boolean rejectsByKey;
  private final long[] deciding;
  private final long[] failed;
  private final long[] skipped;
  private final long[] skips;
  private final String[] canonical;
  private final AttributeCheck.Checked[] values;
  private final ContentHash hash = new ContentHash();

  /**
   * A field that the source maps.
   *
   * @param position of the field in the checklist
   * @param constant whether the value says nothing about the record
   * @param evidence about who stands behind a record with a value
   */
  private record Mapped(
      int position,
      String name,
      boolean constant,
      int evidence,
      Rule required,
      long[] issues,
      AttributeCheck check) {}

  /**
   * @param conditions of SQL that the user's rules use
   * @param asOf logical date of the run
   */
  SourceCheck(Checklist checklist, RowConditions.Compiler conditions, LocalDate asOf) {
    this.source = checklist.source();
    this.rules = checklist.rules();
    this.width = checklist.fields().size();
    this.summary = new SourceSummary(rules.all().size());
    this.asked = noRules();
    this.keyRules = noRules();
    this.deciding = noRules();
    this.failed = noRules();
    this.skipped = noRules();
    this.skips = new long[rules.all().size()];
    this.canonical = new String[width];
    this.values = new AttributeCheck.Checked[width];
    ask(rules.empty());
    for (int i = 0; i < width; i++) {
      FieldSettings field = checklist.fields().get(i);
      ColumnMapping mapping = source.columns().get(field.name());
      if (mapping != null) {
        Mapped attribute = mapped(i, field, mapping, asOf);
        mapped.add(attribute);
        if (field.kind().name().equals(COUNTRY)) {
          countries.add(attribute);
        }
      }
    }
    this.userRules = userRules(checklist, conditions, asOf);
    this.rejectsByKey = checklist.rejectsByKey();
  }

  /**
   * Checks a record.
   *
   * @param raw delivered texts by position of the field in the checklist, null where absent
   */
  Verdict check(String[] raw) {
    int evidence = judge(raw);
    Rule decidedBy = decidedBy();
    if (decidedBy == null || !decidedBy.drops()) {
      count(decidedBy);
    }
    String[] match = match();
    int valid = 0;
    for (Mapped attribute : mapped) {
      valid += canonical[attribute.position()] == null ? 0 : 1;
    }
    return new Verdict(
        canonical.clone(),
        match,
        failed.clone(),
        keyMask(),
        decidedBy,
        mapped.isEmpty() ? 0 : (double) valid / mapped.size(),
        ProfileKind.of(evidence),
        source.isCustomer() ? contentHash(canonical, match) : null);
  }

  /**
   * Counts what a record failed that stood before the newest delivery of its source; nothing else
   * is counted of it.
   */
  void noteFormer(String[] raw) {
    judge(raw);
    Rule decidedBy = decidedBy();
    if (decidedBy != null && decidedBy.drops()) {
      return;
    }
    Bits.forEach(failed, summary::addFormerFailed);
    long[] applied = asked.clone();
    Bits.removeAll(applied, skipped);
    Bits.forEach(applied, summary::addFormerChecked);
  }

  /** Whether a record that passes may still be rejected by what other records are. */
  boolean rejectsByKey() {
    return rejectsByKey;
  }

  /** Whether a record would not be rejected; counts nothing. */
  boolean accepts(String[] raw) {
    judge(raw);
    Rule decidedBy = decidedBy();
    return decidedBy == null || decidedBy.drops();
  }

  /** Content hash of a record; empty where it would not be accepted. Counts nothing. */
  Optional<String> contentIfAccepted(String[] raw) {
    judge(raw);
    return decidedBy() == null ? Optional.of(contentHash(canonical, match())) : Optional.empty();
  }

  /**
   * Notes the record's values, the rules that it fails and those that do not apply to it.
   *
   * @return evidence about who stands behind the record
   */
  private int judge(String[] raw) {
    Arrays.fill(failed, 0);
    Arrays.fill(skipped, 0);
    int evidence = 0;
    boolean empty = true;
    String country = country(raw);
    for (Mapped attribute : mapped) {
      int position = attribute.position();
      AttributeCheck.Checked value = attribute.check().look(raw[position], country);
      values[position] = value;
      canonical[position] = value.canonical();
      if (value.canonical() != null && !attribute.constant()) {
        evidence |= attribute.evidence();
      }
      empty &= isEmpty(attribute, value);
      note(attribute, value);
    }
    if (empty) {
      Bits.set(failed, rules.empty().number());
    }
    userRules.check(canonical, failed, skipped);
    return evidence;
  }

  private String[] match() {
    String[] match = new String[width];
    for (Mapped attribute : mapped) {
      match[attribute.position()] = values[attribute.position()].match();
    }
    return match;
  }

  private void note(Mapped attribute, AttributeCheck.Checked value) {
    if (!value.isPresent()) {
      Bits.addAll(skipped, attribute.issues());
    }
    if (value.broken() != null) {
      Bits.set(failed, value.broken().number());
    }
    if (value.canonical() == null && attribute.required().isChecked()) {
      Bits.set(failed, attribute.required().number());
    }
  }

  /** The gravest failed rule that rejects the record or leaves it out; null where none does. */
  private Rule decidedBy() {
    if (!Bits.meet(failed, deciding)) {
      return null;
    }
    Rule gravest = null;
    for (Rule rule : rules.all()) {
      if ((rule.rejects() || rule.drops()) && Bits.has(failed, rule.number())) {
        gravest = Rule.graver(gravest, rule);
      }
    }
    return gravest;
  }

  private void count(Rule decidedBy) {
    summary.addRecord();
    mapped.forEach(attribute -> attribute.check().count(values[attribute.position()]));
    if (decidedBy != null) {
      summary.addRejected();
      Bits.addAll(skipped, keyRules);
    }
    Bits.forEach(failed, number -> summary.addFailed(number, 1));
    Bits.forEach(skipped, number -> skips[number]++);
  }

  private long[] keyMask() {
    long[] mask = keyRules.clone();
    Bits.removeAll(mask, skipped);
    return mask;
  }

  /** The country that the record names first, or null. */
  private String country(String[] raw) {
    for (Mapped attribute : countries) {
      String country = attribute.check().look(raw[attribute.position()], null).canonical();
      if (country != null) {
        return country;
      }
    }
    return null;
  }

  /** What all records added up to; asked for once, at the end. */
  SourceSummary summary() {
    mapped.forEach(attribute -> attribute.check().flush());
    Bits.forEach(asked, number -> summary.addChecked(number, summary.records() - skips[number]));
    return summary;
  }

  private long[] noRules() {
    return new long[rules.maskWords()];
  }

  private void ask(Rule rule) {
    if (rule.isChecked()) {
      Bits.set(asked, rule.number());
      if (rule.rejects() || rule.drops()) {
        Bits.set(deciding, rule.number());
      }
    }
  }

  private RowRules userRules(
      Checklist checklist, RowConditions.Compiler conditions, LocalDate asOf) {
    List<RowRule> compiled = new ArrayList<>();
    for (UserRule user : checklist.userRules()) {
      int number = user.rule().number();
      if (!(user.settings().check() instanceof RuleCheck.OfSource)) {
        ask(user.rule());
        compiled.add(user.asRowRule());
      }
      if (user.settings().check() instanceof RuleCheck.OfKeys) {
        Bits.set(keyRules, number);
      }
    }
    var columns =
        new RuleColumns(
            checklist.names(),
            checklist.fields().stream().map(field -> field.kind().type()).toList());
    var context = new KindContext(source.region(), source.dateOrder(), Optional.empty(), asOf);
    return RowRules.of(compiled, columns, rules.maskWords(), context, conditions);
  }

  private Mapped mapped(int position, FieldSettings field, ColumnMapping mapping, LocalDate asOf) {
    AttributeProfile profile = new AttributeProfile(field.kind().type());
    summary.addProfile(field.name(), profile);
    KindContext context =
        new KindContext(source.region(), source.dateOrder(), mapping.datePattern(), asOf);
    long[] issues = noRules();
    for (Issue issue : field.kind().issues()) {
      Rule rule = rules.issue(field.name(), issue.code());
      ask(rule);
      Bits.set(issues, rule.number());
    }
    ask(rules.required(field.name()));
    return new Mapped(
        position,
        field.name(),
        mapping.constant().isPresent(),
        ProfileKind.evidence(field.kind().name()),
        rules.required(field.name()),
        issues,
        new AttributeCheck(field, context, rules, profile));
  }

  private static boolean isEmpty(Mapped attribute, AttributeCheck.Checked value) {
    return attribute.constant() || (value.canonical() == null && value.match() == null);
  }

  private String contentHash(String[] canonical, String[] match) {
    for (Mapped attribute : mapped) {
      int position = attribute.position();
      if (canonical[position] != null) {
        hash.add(attribute.name()).add(canonical[position]);
      }
      if (match[position] != null) {
        hash.add(attribute.name() + " match").add(match[position]);
      }
    }
    return hash.finish();
  }
}
