package io.aurum.jobs;

import static io.aurum.common.table.Tables.CUSTOMER_LINK;
import static io.aurum.common.table.Tables.GOLDEN_CUSTOMER;
import static io.aurum.common.table.Tables.JOB_RUN;
import static io.aurum.common.table.Tables.PUBLISHED_CUSTOMER;
import static io.aurum.common.table.Tables.QUARANTINE_RECORD;
import static io.aurum.common.table.Tables.SOURCE_RECORD;
import static io.aurum.common.table.Tables.VALID_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JobGraphTest {
  private static final FakeJob INGEST =
      FakeJob.of(
          "ingest",
          List.of(SOURCE_RECORD, QUARANTINE_RECORD),
          List.of(SOURCE_RECORD, QUARANTINE_RECORD));
  private static final FakeJob VALIDATE =
      FakeJob.of(
          "validate",
          List.of(SOURCE_RECORD, QUARANTINE_RECORD),
          List.of(VALID_RECORD, QUARANTINE_RECORD));
  private static final FakeJob RESOLVE =
      FakeJob.of("resolve", List.of(VALID_RECORD, CUSTOMER_LINK), List.of(CUSTOMER_LINK));
  private static final FakeJob GOLDEN =
      FakeJob.of(
          "golden",
          List.of(VALID_RECORD, CUSTOMER_LINK, GOLDEN_CUSTOMER),
          List.of(GOLDEN_CUSTOMER));
  private static final FakeJob PUBLISH =
      FakeJob.of("publish", List.of(GOLDEN_CUSTOMER), List.of(PUBLISHED_CUSTOMER));
  private static final FakeJob REPORT =
      FakeJob.of("report", List.of(PUBLISHED_CUSTOMER, JOB_RUN), List.of());
  private static final List<FakeJob> SPINE =
      List.of(INGEST, VALIDATE, RESOLVE, GOLDEN, PUBLISH, REPORT);

  @Test
  void putsReadersBehindWriters() {
    assertThat(names(JobGraph.of(SPINE).order()))
        .containsExactly("ingest", "validate", "resolve", "golden", "publish", "report");
  }

  @Test
  void ordersByTablesWhereTheDeclarationIsInNoOrder() {
    List<FakeJob> shuffled = List.of(REPORT, PUBLISH, GOLDEN, RESOLVE, INGEST, VALIDATE);

    assertThat(names(JobGraph.of(shuffled).order()))
        .containsExactly("ingest", "validate", "resolve", "golden", "publish", "report");
  }

  @Test
  void writersOfOneTableRunAsDeclared() {
    FakeJob first = FakeJob.of("first", List.of(), List.of(QUARANTINE_RECORD));
    FakeJob second = FakeJob.of("second", List.of(), List.of(QUARANTINE_RECORD));

    assertThat(names(JobGraph.of(List.of(second, first)).order()))
        .containsExactly("second", "first");
    assertThat(JobGraph.of(List.of(second, first)).predecessors(first)).containsExactly("second");
  }

  @Test
  void jobsThatWaitForEachOtherAreABug() {
    FakeJob hen = FakeJob.of("hen", List.of(SOURCE_RECORD), List.of(VALID_RECORD));
    FakeJob egg = FakeJob.of("egg", List.of(VALID_RECORD), List.of(SOURCE_RECORD));

    assertThatThrownBy(() -> JobGraph.of(List.of(hen, egg)))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.BUG))
        .hasMessageContaining("hen, egg");
  }

  @Test
  void jobsOfOneNameAreABug() {
    assertThatThrownBy(() -> JobGraph.of(List.of(INGEST, INGEST)))
        .hasMessageContaining("Two jobs are called 'ingest'");
  }

  @Test
  void selectsInTheOrderOfTheGraph() {
    assertThat(names(JobGraph.of(SPINE).select(JobSelection.of("golden", "ingest"))))
        .containsExactly("ingest", "golden");
    assertThat(names(JobGraph.of(SPINE).select(range("validate", "golden"))))
        .containsExactly("validate", "resolve", "golden");
    assertThat(names(JobGraph.of(SPINE).select(range("publish", null))))
        .containsExactly("publish", "report");
    assertThat(names(JobGraph.of(SPINE).select(range(null, "validate"))))
        .containsExactly("ingest", "validate");
    assertThat(JobGraph.of(SPINE).select(JobSelection.all())).hasSize(6);
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> JobGraph.of(SPINE).select(range("golden", "validate")))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--from golden --until validate selects no job");
  }

  @Test
  void refusesJobsOutsideTheRange() {
    JobSelection outside =
        new JobSelection(List.of("ingest"), Optional.of("golden"), Optional.empty());

    assertThatThrownBy(() -> JobGraph.of(SPINE).select(outside))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("'ingest'");
  }

  @Test
  void namesTheNearestJob() {
    assertThatThrownBy(() -> JobGraph.of(SPINE).select(JobSelection.of("reslove")))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("unknown job 'reslove'")
        .hasMessageContaining("did you mean 'resolve'?");
    assertThatThrownBy(() -> JobGraph.of(SPINE).select(range("xyzzy", null)))
        .hasMessageContaining("unknown job 'xyzzy'")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void whateverTheDeclarationTheOrderRespectsTheTables() {
    List<FakeJob> jobs = new ArrayList<>(SPINE);
    for (int rotation = 0; rotation < jobs.size(); rotation++) {
      Collections.rotate(jobs.subList(1, jobs.size()), 1);
      JobGraph graph = JobGraph.of(jobs);
      List<String> order = names(graph.order());
      for (Job job : graph.order()) {
        assertThat(order.subList(0, order.indexOf(job.name())))
            .containsAll(graph.predecessors(job));
      }
    }
  }

  private static JobSelection range(String from, String until) {
    return new JobSelection(List.of(), Optional.ofNullable(from), Optional.ofNullable(until));
  }

  private static List<String> names(List<Job> jobs) {
    return jobs.stream().map(Job::name).toList();
  }
}
