package io.aurum.jobs.cli;

import io.aurum.common.config.FutureLabel;
import io.aurum.common.config.Settings;
import io.aurum.common.config.TaskSettings;
import io.aurum.common.lake.Lake;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.Manifest;
import io.aurum.common.run.OutputFiles;
import io.aurum.jobs.JobSelection;
import io.aurum.jobs.demo.ChurnAgainstFound;
import io.aurum.jobs.demo.DemoGenerator;
import io.aurum.jobs.demo.DemoSettings;
import io.aurum.jobs.demo.JumpAgainstFound;
import io.aurum.jobs.demo.PlantedAgainstFound;
import io.aurum.jobs.demo.PlantedRules;
import io.aurum.jobs.demo.PlantedSegments;
import io.aurum.jobs.demo.ReturnsAgainstFound;
import io.aurum.jobs.demo.SeasonAgainstFound;
import io.aurum.jobs.demo.StockOutAgainstFound;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aurum demo}: invents a retailer's exports, runs everything, and shows what was found. */
@Command(
    name = "demo",
    description =
        "Invents a retailer's customer exports with planted trouble, runs all jobs on them and compares what was planted with what was found.")
final class DemoCommand implements Callable<Integer> {
  private static final String CONF = "demo.conf";
  private static final String DATA = "data";

  /** How the packaged configuration names the folder of the generated files. */
  private static final String DATA_IN_CONF = "demo/data/";

  private final Services services;

  @Mixin OutOption out;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "" + DemoSettings.DEFAULT_CUSTOMERS,
      description = "True customers to invent (default: ${DEFAULT-VALUE}).")
  int customers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "The only source of randomness (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      defaultValue = "2026-01-31",
      description = "Last day of the data and logical date of the run (default: ${DEFAULT-VALUE}).")
  LocalDate asOf;

  DemoCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    DemoSettings wanted = new DemoSettings(customers, seed, asOf);
    OutputFiles files = OutputFiles.under(out.out);
    Path conf = files.write(CONF, configuration(files.path(DATA)));
    Manifest manifest = generateAndRun(wanted, files, conf);
    new RunPrinter(services.console()).text(manifest);
    if (manifest.exitCode() == ExitCode.OK.code()) {
      compare(files.path(DATA), conf);
      explain(files, conf);
    }
    return manifest.exitCode();
  }

  private Manifest generateAndRun(DemoSettings wanted, OutputFiles files, Path conf) {
    try (ConsoleProgress progress = services.progress()) {
      progress.stage("inventing " + TextTable.number(wanted.customers()) + " customers");
      DemoGenerator.generate(wanted, files.path(DATA));
      return new Runner(services.graph(), services.platform(), progress)
          .run(
              new RunRequest(
                  conf,
                  List.of(),
                  out.out,
                  Optional.of(wanted.asOf()),
                  JobSelection.all(),
                  Duration.ZERO));
    }
  }

  private void compare(Path data, Path conf) {
    Settings settings = services.platform().settings(conf, List.of());
    Map<String, List<InputFile>> inputs = services.platform().inputs(settings);
    try (ReadSession lake = ReadSession.open(services.platform(), out.out, settings, inputs)) {
      PrintWriter console = services.console().out();
      console.println();
      comparisons(data, lake.session().lake(), settings).forEach(console::print);
    }
  }

  /** What was planted beside what was found, table by table. */
  private static List<String> comparisons(Path data, Lake lake, Settings settings) {
    List<String> tables = new ArrayList<>();
    tables.add(PlantedAgainstFound.compare(data, lake).table());
    for (TaskSettings task : settings.tasks(TaskSettings.Job.CHURN)) {
      task.future()
          .filter(label -> label.target() == FutureLabel.Event.NO_PURCHASE)
          .map(label -> ChurnAgainstFound.compare(data, lake, task.name(), label.days()))
          .filter(churn -> !churn.isEmpty())
          .ifPresent(churn -> tables.add(churn.table()));
    }
    tables.add(PlantedSegments.compare(data, lake).table());
    tables.add(PlantedRules.ofProducts(data, lake).table());
    tables.add(PlantedRules.ofReading(data, lake).table());
    tables.add(ReturnsAgainstFound.compare(data, lake).table());
    tables.add(SeasonAgainstFound.compare(data, lake).table());
    tables.add(JumpAgainstFound.compare(data, lake).table());
    tables.add(StockOutAgainstFound.compare(data, lake).table());
    return tables;
  }

  private void explain(OutputFiles files, Path conf) {
    PrintWriter console = services.console().out();
    console.println();
    console.println("report    " + files.path("report/index.html"));
    console.println("tables    " + files.path("publish") + "/<table>/as_of=" + asOf + "/");
    console.println("sources   " + files.path(DATA));
    console.println("next      aurum why crm:<customer_no> --conf " + conf + " --out " + out.out);
    console.flush();
  }

  /** The packaged configuration, reading from the folder of this demo. */
  private static String configuration(Path data) {
    String folder = data.toString().replace('\\', '/') + "/";
    try (InputStream stream = DemoCommand.class.getResourceAsStream("/" + CONF)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .replace(DATA_IN_CONF, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(CONF, e);
    }
  }
}
