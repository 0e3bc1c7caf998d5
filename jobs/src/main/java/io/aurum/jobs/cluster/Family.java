package io.aurum.jobs.cluster;

/** Names of the families of segments. */
final class Family {
  static final String CLUSTER = "cluster";
  static final String RULE = "rule";
  static final String RFM = "rfm";
  static final String LIFECYCLE = "lifecycle";
  static final String MICRO = "micro";

  private Family() {}
}
