package io.aurum.jobs.cli;

import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.Run;
import io.aurum.common.run.RunKind;
import io.aurum.jobs.Job;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows people and programs what a run did or would do. */
final class RunPrinter {
  private final Console console;

  RunPrinter(Console console) {
    this.console = console;
  }

  void text(Manifest manifest) {
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
    manifest.jobs().forEach(job -> table.row(cells(job)));
    table.print(console.out());
    manifest.jobs().stream()
        .filter(job -> job.notes() != null)
        .forEach(job -> console.out().println(job.job() + ": " + job.notes()));
    console
        .out()
        .printf(
            Locale.ROOT,
            "run %s as of %s%s: %s in %s s%n",
            manifest.run().runId(),
            manifest.run().asOf(),
            kindInWords(manifest.kind(), manifest.stateAsOf()),
            manifest.exitCode() == 0 ? "ok" : "exit code " + manifest.exitCode(),
            TextTable.decimal(seconds(manifest), 1));
    if (manifest.error() != null) {
      console.err().println("error: " + manifest.error());
    }
  }

  void json(Manifest manifest) {
    Map<String, Object> document = run(manifest.run());
    document.put("attempt_id", manifest.attemptId());
    document.put("kind", JobRuns.label(manifest.kind()));
    document.put("state_as_of", text(manifest.stateAsOf()));
    document.put("exit_code", manifest.exitCode());
    document.put("duration_s", seconds(manifest));
    document.put("jobs", manifest.jobs().stream().map(RunPrinter::job).toList());
    document.put("error", manifest.error());
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
            Locale.ROOT,
            "dry run %s as of %s%s: nothing was written%n",
            preview.run().runId(),
            preview.run().asOf(),
            kindInWords(preview.kind(), preview.stateAsOf().orElse(null)));
  }

  void json(Runner.Preview preview) {
    Map<String, Object> document = run(preview.run());
    document.put("kind", JobRuns.label(preview.kind()));
    document.put("state_as_of", text(preview.stateAsOf().orElse(null)));
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

  private static String kindInWords(RunKind kind, LocalDate stateAsOf) {
    return kind == RunKind.FORWARD ? "" : " (backfill: the state stays as of " + stateAsOf + ")";
  }

  private static String text(LocalDate date) {
    return date == null ? null : date.toString();
  }

  private static String[] cells(Manifest.JobEntry job) {
    return new String[] {
      job.job(),
      TextTable.number(job.rowsIn()),
      TextTable.number(job.rowsAccepted()),
      TextTable.number(job.rowsQuarantined()),
      TextTable.number(job.rowsDropped()),
      TextTable.number(job.rowsOut()),
      TextTable.decimal(job.durationSeconds(), 1),
      JobRuns.label(job.status())
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

  private static Map<String, Object> job(Manifest.JobEntry job) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("job", job.job());
    document.put("status", JobRuns.label(job.status()));
    document.put("rows_in", job.rowsIn());
    document.put("rows_accepted", job.rowsAccepted());
    document.put("rows_quarantined", job.rowsQuarantined());
    document.put("rows_dropped", job.rowsDropped());
    document.put("rows_out", job.rowsOut());
    document.put("duration_s", job.durationSeconds());
    document.put("notes", job.notes());
    document.put("error", job.error());
    return document;
  }

  private static double seconds(Manifest manifest) {
    return Duration.between(manifest.startedAt(), manifest.finishedAt()).toMillis() / 1e3;
  }

  private static long bytes(List<InputFile> files) {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }
}
