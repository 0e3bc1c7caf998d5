package io.aurum.jobs.cli;

import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Run;
import io.aurum.jobs.Job;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows people and programs what a run did or would do. */
final class RunPrinter {
  private final Console console;

  RunPrinter(Console console) {
    this.console = console;
  }

  void text(RunOutcome outcome) {
    TextTable table =
        TextTable.of(
            "job",
            "rows in",
            "accepted",
            "quarantined",
            "dropped",
            "rows out",
            "seconds",
            "status");
    outcome.jobs().forEach(job -> table.row(cells(job)));
    table.print(console.out());
    console
        .out()
        .printf(
            "run %s as of %s: %s in %s s%n",
            outcome.run().runId(),
            outcome.run().asOf(),
            outcome.exitCode() == ExitCode.OK ? "ok" : "exit code " + outcome.exitCode().code(),
            TextTable.decimal(seconds(outcome), 1));
    outcome.error().ifPresent(error -> console.err().println("error: " + error));
  }

  void json(RunOutcome outcome) {
    Map<String, Object> document = run(outcome.run());
    document.put("attempt_id", outcome.attemptId());
    document.put("exit_code", outcome.exitCode().code());
    document.put("duration_s", seconds(outcome));
    document.put("jobs", outcome.jobs().stream().map(RunPrinter::job).toList());
    outcome.error().ifPresent(error -> document.put("error", error));
    console.json(document);
  }

  void text(Runner.Preview preview) {
    TextTable jobs = TextTable.of("job", "what it would do");
    preview.jobs().forEach(job -> jobs.row(job.name(), job.summary()));
    jobs.print(console.out());
    console.out().println();
    TextTable inputs = TextTable.of("source", "files", "bytes");
    preview
        .inputs()
        .forEach(
            (source, files) ->
                inputs.row(source, TextTable.number(files.size()), TextTable.number(bytes(files))));
    inputs.print(console.out());
    console
        .out()
        .printf(
            "dry run %s as of %s: nothing was written%n",
            preview.run().runId(), preview.run().asOf());
  }

  void json(Runner.Preview preview) {
    Map<String, Object> document = run(preview.run());
    document.put("jobs", preview.jobs().stream().map(Job::name).toList());
    Map<String, Object> inputs = new LinkedHashMap<>();
    preview
        .inputs()
        .forEach(
            (source, files) ->
                inputs.put(source, Map.of("files", files.size(), "bytes", bytes(files))));
    document.put("inputs", inputs);
    console.json(document);
  }

  private static String[] cells(JobRun job) {
    return new String[] {
      job.job(),
      TextTable.number(job.result().rowsIn()),
      TextTable.number(job.result().accepted()),
      TextTable.number(job.result().quarantined()),
      TextTable.number(job.result().dropped()),
      TextTable.number(job.result().rowsOut()),
      TextTable.decimal(job.seconds(), 1),
      job.status().label()
    };
  }

  private static Map<String, Object> run(Run run) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run_id", run.runId());
    document.put("as_of", run.asOf().toString());
    document.put("config_hash", run.configHash());
    document.put("input_hash", run.inputHash());
    document.put("code_version", run.codeVersion());
    document.put("seed", run.seed());
    return document;
  }

  private static Map<String, Object> job(JobRun job) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("job", job.job());
    document.put("status", job.status().label());
    document.put("rows_in", job.result().rowsIn());
    document.put("rows_accepted", job.result().accepted());
    document.put("rows_quarantined", job.result().quarantined());
    document.put("rows_dropped", job.result().dropped());
    document.put("rows_out", job.result().rowsOut());
    document.put("duration_s", job.seconds());
    job.error().ifPresent(error -> document.put("error", error));
    return document;
  }

  private static double seconds(RunOutcome outcome) {
    return Duration.between(outcome.startedAt(), outcome.finishedAt()).toMillis() / 1e3;
  }

  private static long bytes(List<InputFile> files) {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }
}
