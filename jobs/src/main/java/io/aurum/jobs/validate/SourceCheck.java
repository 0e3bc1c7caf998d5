package io.aurum.jobs.validate;

import io.aurum.common.config.ColumnMapping;
import io.aurum.common.config.FieldSettings;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.kind.KindContext;
import io.aurum.common.run.ContentHash;
import java.time.LocalDate;
import java.util.ArrayList;
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
      List<Rule> issues,
      AttributeCheck check) {}

  /**
   * @param asOf logical date of the run
   */
  SourceCheck(Checklist checklist, LocalDate asOf) {
    this.source = checklist.source();
    this.rules = checklist.rules();
    this.width = checklist.fields().size();
    this.summary = new SourceSummary(rules.all().size());
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
  }

  /**
   * Checks a record.
   *
   * @param raw delivered texts by position of the field in the checklist, null where absent
   */
  Verdict check(String[] raw) {
    String[] canonical = new String[width];
    String[] match = new String[width];
    long[] mask = new long[rules.maskWords()];
    Rule gravest = null;
    int evidence = 0;
    int valid = 0;
    boolean empty = true;
    String country = country(raw);
    summary.addRecord();
    for (Mapped attribute : mapped) {
      int position = attribute.position();
      AttributeCheck.Checked value = attribute.check().check(raw[position], country);
      canonical[position] = value.canonical();
      match[position] = value.match();
      if (value.canonical() != null) {
        valid++;
        if (!attribute.constant()) {
          evidence |= attribute.evidence();
        }
      }
      empty &= isEmpty(attribute, value);
      if (value.isPresent()) {
        attribute.issues().forEach(rule -> summary.addChecked(rule.number()));
      }
      gravest = judge(value.broken(), mask, gravest);
      gravest = judgeRequired(attribute.required(), value.canonical(), mask, gravest);
    }
    summary.addChecked(rules.empty().number());
    gravest = judge(empty ? rules.empty() : null, mask, gravest);
    if (gravest != null) {
      summary.addRejected();
    }
    return new Verdict(
        canonical,
        match,
        mask,
        gravest,
        mapped.isEmpty() ? 0 : (double) valid / mapped.size(),
        ProfileKind.of(evidence),
        source.isCustomer() ? contentHash(canonical, match) : null);
  }

  /** Whether a record would be accepted; counts nothing. */
  boolean accepts(String[] raw) {
    return contentIfAccepted(raw).isPresent();
  }

  /** Content hash of a record; empty where it would not be accepted. Counts nothing. */
  Optional<String> contentIfAccepted(String[] raw) {
    String[] canonical = new String[width];
    String[] match = new String[width];
    boolean empty = true;
    String country = country(raw);
    for (Mapped attribute : mapped) {
      AttributeCheck.Checked value = attribute.check().look(raw[attribute.position()], country);
      boolean broken = value.broken() != null && value.broken().rejects();
      if (broken || (value.canonical() == null && attribute.required().rejects())) {
        return Optional.empty();
      }
      canonical[attribute.position()] = value.canonical();
      match[attribute.position()] = value.match();
      empty &= isEmpty(attribute, value);
    }
    return empty ? Optional.empty() : Optional.of(contentHash(canonical, match));
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

  /** What all records added up to. */
  SourceSummary summary() {
    mapped.forEach(attribute -> attribute.check().flush());
    return summary;
  }

  private Mapped mapped(int position, FieldSettings field, ColumnMapping mapping, LocalDate asOf) {
    AttributeProfile profile = new AttributeProfile(field.kind().type());
    summary.addProfile(field.name(), profile);
    KindContext context =
        new KindContext(source.region(), source.dateOrder(), mapping.datePattern(), asOf);
    List<Rule> issues =
        field.kind().issues().stream()
            .map(issue -> rules.issue(field.name(), issue.code()))
            .filter(Rule::isChecked)
            .toList();
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

  private Rule judgeRequired(Rule rule, String canonical, long[] mask, Rule gravest) {
    if (!rule.isChecked()) {
      return gravest;
    }
    summary.addChecked(rule.number());
    return judge(canonical == null ? rule : null, mask, gravest);
  }

  /** Notes a failed rule, if any, and returns the gravest one that rejects the record so far. */
  private Rule judge(Rule failed, long[] mask, Rule gravest) {
    if (failed == null) {
      return gravest;
    }
    mask[failed.number() / Long.SIZE] |= 1L << (failed.number() % Long.SIZE);
    summary.addFailed(failed.number());
    return failed.rejects() ? Rule.graver(gravest, failed) : gravest;
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
