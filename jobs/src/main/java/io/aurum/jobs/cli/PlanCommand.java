package io.aurum.jobs.cli;

import io.aurum.common.run.ExitCode;
import io.aurum.common.table.TableSpec;
import io.aurum.jobs.Job;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurum plan}: the jobs in order, with the tables that they read and write. */
@Command(
    name = "plan",
    description = "Shows the jobs in the order in which they run, and what they read and write.")
final class PlanCommand implements Callable<Integer> {
  private final Services services;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  PlanCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    List<Job> order = services.graph().order();
    if (json) {
      services.console().json(Map.of("jobs", order.stream().map(this::document).toList()));
    } else {
      print(order, services.console().out());
    }
    return ExitCode.OK.code();
  }

  private static void print(List<Job> order, PrintWriter out) {
    for (int i = 0; i < order.size(); i++) {
      Job job = order.get(i);
      out.printf(Locale.ROOT, "%2d  %s: %s%n", i + 1, job.name(), job.summary());
      out.println("    reads   " + inWords(job.reads()));
      out.println("    writes  " + inWords(job.writes()));
    }
  }

  private Map<String, Object> document(Job job) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", job.name());
    document.put("summary", job.summary());
    document.put("purpose", job.purpose());
    document.put("reads", job.reads().stream().map(TableSpec::name).toList());
    document.put("writes", job.writes().stream().map(TableSpec::name).toList());
    document.put("after", services.graph().predecessors(job));
    return document;
  }

  private static String inWords(List<TableSpec> tables) {
    return tables.isEmpty()
        ? "no table"
        : String.join(", ", tables.stream().map(TableSpec::name).toList());
  }
}
