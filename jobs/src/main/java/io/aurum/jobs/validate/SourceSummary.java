package io.aurum.jobs.validate;

import io.aurum.common.profile.AttributeProfile;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the checks of one source's records added up to; merges in any order. */
final class SourceSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, AttributeProfile> profiles = new TreeMap<>();
  private final long[] checked;
  private final long[] failed;
  private final long[] formerChecked;
  private final long[] formerFailed;
  private boolean hasFormer;
  private long records;
  private long rejected;

  /**
   * @param rules number of rules
   */
  SourceSummary(int rules) {
    this.checked = new long[rules];
    this.failed = new long[rules];
    this.formerChecked = new long[rules];
    this.formerFailed = new long[rules];
  }

  void addProfile(String attribute, AttributeProfile profile) {
    profiles.put(attribute, profile);
  }

  void addRecord() {
    records++;
  }

  void addRejected() {
    rejected++;
  }

  /** Sets how many records are rejected, after all rules. */
  void rejected(long records) {
    rejected = records;
  }

  void addChecked(int rule, long records) {
    checked[rule] += records;
  }

  void addFailed(int rule, long records) {
    failed[rule] += records;
  }

  /** Counts a record to which the rule applied before the newest delivery replaced it. */
  void addFormerChecked(int rule) {
    formerChecked[rule]++;
  }

  /** Counts a record that failed the rule before the newest delivery replaced it. */
  void addFormerFailed(int rule) {
    formerFailed[rule]++;
  }

  /** These records, and those they were counted with, are what the source held formerly. */
  void standAsFormer() {
    add(formerChecked, checked);
    add(formerFailed, failed);
    hasFormer = true;
  }

  /** What another summary counted is what the source held formerly. */
  void followUpon(SourceSummary former) {
    add(formerChecked, former.checked);
    add(formerFailed, former.failed);
    hasFormer = true;
  }

  void merge(SourceSummary other) {
    records += other.records;
    rejected += other.rejected;
    hasFormer |= other.hasFormer;
    add(checked, other.checked);
    add(failed, other.failed);
    add(formerChecked, other.formerChecked);
    add(formerFailed, other.formerFailed);
    other.profiles.forEach(
        (attribute, profile) ->
            profiles.merge(
                attribute,
                profile,
                (mine, theirs) -> {
                  mine.merge(theirs);
                  return mine;
                }));
  }

  /** Notes how far each attribute has moved since earlier deliveries. */
  void compareWith(SourceSummary earlier) {
    profiles.forEach((attribute, profile) -> profile.compareWith(earlier.profiles.get(attribute)));
  }

  /** Records checked. */
  long records() {
    return records;
  }

  /** Records that a rule rejected. */
  long rejected() {
    return rejected;
  }

  /** Records to which the rule applied. */
  long checked(Rule rule) {
    return checked[rule.number()];
  }

  /** Records that failed the rule. */
  long failed(Rule rule) {
    return failed[rule.number()];
  }

  /** Whether the source held anything before its newest delivery. */
  boolean hasFormer() {
    return hasFormer;
  }

  /** Records to which the rule applied before the newest delivery. */
  long formerChecked(Rule rule) {
    return formerChecked[rule.number()];
  }

  /** Records that failed the rule before the newest delivery. */
  long formerFailed(Rule rule) {
    return formerFailed[rule.number()];
  }

  AttributeProfile profile(String attribute) {
    return profiles.get(attribute);
  }

  /** Attributes in their alphabetical order. */
  List<String> attributes() {
    return List.copyOf(profiles.keySet());
  }

  private static void add(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
