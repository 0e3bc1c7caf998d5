package io.aurum.jobs.cli;

import io.aurum.jobs.Job;
import io.aurum.jobs.ingest.IngestJob;
import java.util.List;

/** The jobs of the suite: the one place that lists them. */
final class Jobs {
  private Jobs() {}

  /** Every job, in order of declaration; {@link io.aurum.jobs.JobGraph} puts them in order. */
  static List<Job> all() {
    return List.of(new IngestJob());
  }
}
