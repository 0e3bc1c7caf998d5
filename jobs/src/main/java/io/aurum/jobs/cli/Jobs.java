package io.aurum.jobs.cli;

import io.aurum.jobs.Job;
import io.aurum.jobs.anomaly.AnomalyJob;
import io.aurum.jobs.associate.AssociateJob;
import io.aurum.jobs.churn.ChurnJob;
import io.aurum.jobs.classify.ClassifyJob;
import io.aurum.jobs.cluster.ClusterJob;
import io.aurum.jobs.enrich.EnrichJob;
import io.aurum.jobs.golden.GoldenJob;
import io.aurum.jobs.ingest.IngestJob;
import io.aurum.jobs.outlier.OutlierJob;
import io.aurum.jobs.profile.ProfileJob;
import io.aurum.jobs.publish.PublishJob;
import io.aurum.jobs.quality.QualityJob;
import io.aurum.jobs.recommend.RecommendJob;
import io.aurum.jobs.regress.RegressJob;
import io.aurum.jobs.report.ReportJob;
import io.aurum.jobs.resolve.ResolveJob;
import io.aurum.jobs.validate.ValidateJob;
import io.aurum.jobs.value.ValueJob;
import java.util.List;

/** The jobs of the suite: the one place that lists them. */
final class Jobs {
  private static final List<Job> ALL =
      List.of(
          new IngestJob(),
          new ValidateJob(),
          new ResolveJob(),
          new EnrichJob(),
          new GoldenJob(),
          new QualityJob(),
          new ProfileJob(),
          new ValueJob(),
          new ClassifyJob(),
          new RegressJob(),
          new ChurnJob(),
          new ClusterJob(),
          new OutlierJob(),
          new AssociateJob(),
          new RecommendJob(),
          new AnomalyJob(),
          new PublishJob(Jobs::all),
          new ReportJob());

  private Jobs() {}

  /** Every job, in order of declaration; {@link io.aurum.jobs.JobGraph} puts them in order. */
  static List<Job> all() {
    return ALL;
  }
}
