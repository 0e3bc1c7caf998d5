package io.aurum.jobs.cluster;

/** Names of the families of segments. */
final class Family {
  static final String CLUSTER = "cluster";
  static final String RULE = "rule";
  static final String RFM = "rfm";
  static final String LIFECYCLE = "lifecycle";
  static final String MICRO = "micro";

  /** Segment of rows that belong to no segment that is told of by itself. */
  static final String OTHER = "(other)";

  /** Between the parts of a segment's name. */
  static final String AND = " / ";

  private Family() {}
}
