package io.aurum.jobs.cli;

import io.aurum.common.config.Nearest;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.jobs.Job;
import io.aurum.jobs.JobGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line of Aurum. Every command answers with an exit code of {@link ExitCode}; none ends
 * the process itself.
 */
@Command(
    name = "aurum",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Turns messy customer exports into one golden record per customer.",
      "",
      "Exit codes: 0 ok, 2 bad configuration or usage, 3 quality gate closed, 4 storage, 5 another run holds the folder, 70 bug.",
      ""
    },
    commandListHeading = "%nCommands:%n")
public final class Aurum implements Callable<Integer> {
  private final Services services;

  @Spec CommandSpec spec;

  private Aurum(Services services) {
    this.services = services;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Runs a command on this machine and tells its exit code. */
  public static int execute(String... args) {
    return execute(Jobs.all(), new LocalPlatform(), Console.system(), args);
  }

  /** Runs a command over the given jobs. */
  static int execute(List<? extends Job> jobs, Platform platform, Console console, String... args) {
    return commandLine(new Services(JobGraph.of(jobs), platform, console)).execute(args);
  }

  /** No command was given: shows what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(services.console().err());
    return ExitCode.USAGE.code();
  }

  private static CommandLine commandLine(Services services) {
    CommandLine line =
        new CommandLine(new Aurum(services))
            .addSubcommand(new RunCommand(services))
            .addSubcommand(new PlanCommand(services))
            .addSubcommand(new TablesCommand(services))
            .addSubcommand(new WhyCommand(services))
            .addSubcommand(new EvaluateCommand(services))
            .addSubcommand(new SuggestCommand(services))
            .addSubcommand(new DemoCommand(services));
    services
        .graph()
        .order()
        .forEach(job -> line.addSubcommand(job.name(), jobCommand(services, job)));
    line.getSubcommands()
        .values()
        .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
    line.getCommandSpec().version(services.platform().codeVersion());
    return line.setOut(services.console().out())
        .setErr(services.console().err())
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(services, e))
        .setParameterExceptionHandler((e, args) -> misused(services, e));
  }

  private static CommandLine jobCommand(Services services, Job job) {
    CommandLine line = new CommandLine(new JobCommand(services, job));
    line.getCommandSpec().name(job.name());
    line.getCommandSpec().usageMessage().description(job.summary(), job.purpose());
    return line;
  }

  private static int failed(Services services, Exception thrown) {
    Failure failure = Failure.of(thrown);
    services.console().err().println("error: " + failure.message());
    if (failure.exitCode() == ExitCode.BUG) {
      services.console().err().print(failure.trace());
    }
    services.console().err().flush();
    return failure.exitCode().code();
  }

  private static int misused(Services services, ParameterException misuse) {
    String command = misuse.getCommandLine().getCommandSpec().qualifiedName();
    AurumException told =
        AurumException.of(
            ExitCode.USAGE,
            problem(misuse),
            "`" + command + "` was not called as it can be",
            suggestion(misuse)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("see `" + command + " --help`"));
    services.console().err().println("error: " + told.getMessage());
    return told.exitCode().code();
  }

  private static String problem(ParameterException misuse) {
    return misuse instanceof UnmatchedArgumentException unmatched
        ? (unmatched.isUnknownOption() ? "unknown option '" : "unknown command or argument '")
            + unmatched.getUnmatched().get(0)
            + "'"
        : misuse.getMessage();
  }

  private static Optional<String> suggestion(ParameterException misuse) {
    if (!(misuse instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    CommandSpec command = misuse.getCommandLine().getCommandSpec();
    List<String> known = new ArrayList<>();
    if (unmatched.isUnknownOption()) {
      command.options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      known.addAll(command.subcommands().keySet());
    }
    return Nearest.to(unmatched.getUnmatched().get(0), known);
  }
}
