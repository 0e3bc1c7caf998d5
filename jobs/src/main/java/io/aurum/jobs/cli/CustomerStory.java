package io.aurum.jobs.cli;

import io.aurum.common.match.Evidence;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Everything that the lake knows about how one customer came to be; holds personal data.
 *
 * @param customerId golden id
 * @param facts kind, status and counts of the golden customer; empty where it is no more
 * @param records its records, the earliest known first, at most as many as a person reads
 * @param moreRecords records left out
 * @param pairs scored pairs among its records, the strongest first, at most as many as a person
 *     reads
 * @param morePairs pairs left out
 * @param survivors surviving value of each attribute that has one
 * @param supplied what suppliers of data say about it, by attribute
 * @param predictions what the tasks say of it, at most as many as a person reads
 * @param events changes of its identity, the earliest first
 */
record CustomerStory(
    String customerId,
    Map<String, String> facts,
    List<Member> records,
    long moreRecords,
    List<Pair> pairs,
    long morePairs,
    List<Survivor> survivors,
    List<Supplied> supplied,
    List<Prediction> predictions,
    List<Event> events) {

  /**
   * @param values canonical value of each attribute that has one
   * @param issues rules that the record failed
   */
  record Member(
      String record,
      String knownAt,
      String linkMethod,
      Map<String, String> values,
      List<String> issues) {}

  /**
   * A scored pair; the bits of its evidence sum to its weight.
   *
   * @param weighedAgainst what else would explain the agreement best: chance or household
   */
  record Pair(
      String first,
      String second,
      double weightBits,
      double matchScore,
      String weighedAgainst,
      String decision,
      String blockingKey,
      List<Evidence> evidence) {}

  /**
   * @param runnersUp losing values with their records, best first
   */
  record Survivor(
      String attribute,
      String value,
      String record,
      String rule,
      int candidates,
      int agreeing,
      int distinct,
      List<RunnerUp> runnersUp) {}

  /** A value that did not survive. */
  record RunnerUp(String value, int records, String bestSource) {}

  /**
   * What a supplier says of one attribute.
   *
   * @param record the supplier's record that says it
   * @param comparison what it is to the customer's own value
   * @param outcome what became of it
   */
  record Supplied(
      String attribute,
      String supplier,
      String record,
      String value,
      String comparison,
      String outcome) {}

  /**
   * What a task says of the customer, or of a row that names it.
   *
   * @param row that it is said of
   * @param said a probability, where need be of which value, or a number with its interval
   * @param reasons the strongest ones
   */
  record Prediction(String task, String row, String said, String reasons) {}

  /** A change of a golden id. */
  record Event(
      LocalDate asOf,
      String customerId,
      String event,
      String otherCustomerId,
      int records,
      String evidence) {}
}
