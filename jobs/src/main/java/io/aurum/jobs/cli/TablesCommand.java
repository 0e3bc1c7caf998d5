package io.aurum.jobs.cli;

import io.aurum.common.config.Nearest;
import io.aurum.common.lake.Contracts;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.table.AttributeColumns;
import io.aurum.common.table.Column;
import io.aurum.common.table.TableSpec;
import io.aurum.common.table.Tables;
import io.aurum.jobs.Job;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurum tables}: the catalogue, or one table's contract. */
@Command(
    name = "tables",
    description =
        "Shows all tables, or the contract of one; with a configuration, also the columns of its attributes.")
final class TablesCommand implements Callable<Integer> {
  private final Services services;

  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Show this table's columns.")
  String table;

  @Option(names = "--json", description = "Answer with one JSON document.")
  boolean json;

  @ArgGroup(exclusive = false)
  SettingsOptions settings;

  TablesCommand(Services services) {
    this.services = services;
  }

  @Override
  public Integer call() {
    Console console = services.console();
    if (table == null && json) {
      console.json(Map.of("tables", Tables.all().stream().map(this::summary).toList()));
    } else if (table == null) {
      printAll(console.out());
    } else if (json) {
      console.json(contract(expanded(find(table))));
    } else {
      print(expanded(find(table)), console.out());
    }
    return ExitCode.OK.code();
  }

  private static TableSpec find(String name) {
    return Tables.all().stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /** The contract as the configuration has it; as declared where there is none. */
  private TableSpec expanded(TableSpec spec) {
    return settings == null
        ? spec
        : Contracts.of(services.platform().settings(settings.conf, settings.overrides))
            .expand(spec);
  }

  private static AurumException unknown(String name) {
    return AurumException.of(
        ExitCode.USAGE,
        "unknown table '" + name + "'",
        "no table of the catalogue is called so",
        Nearest.remedy(name, Tables.all().stream().map(TableSpec::name).toList()));
  }

  private void printAll(PrintWriter out) {
    TextTable text = TextTable.of("table", "store", "one row is", "written by");
    for (TableSpec spec : Tables.all()) {
      text.row(spec.name(), store(spec), spec.grain(), String.join(", ", writers(spec)));
    }
    text.print(out);
  }

  private void print(TableSpec spec, PrintWriter out) {
    out.println(spec.name() + " (" + store(spec) + "): " + spec.description());
    out.println("one row is  " + spec.grain());
    out.println("key         " + String.join(", ", spec.key()));
    out.println("written by  " + String.join(", ", writers(spec)));
    out.println("read by     " + String.join(", ", readers(spec)));
    out.println();
    TextTable text = TextTable.of("column", "type", "empty", "pii", "description");
    for (Column column : spec.columns()) {
      text.row(
          column.name(),
          column.type().sql(),
          column.nullable() ? "may be" : "never",
          column.pii().name(),
          column.description());
    }
    text.print(out);
    if (spec.attributes() != AttributeColumns.NONE) {
      out.println();
      out.println("The columns of the attributes follow; --conf FILE shows them.");
    }
  }

  private Map<String, Object> summary(TableSpec spec) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", spec.name());
    document.put("store", store(spec));
    document.put("grain", spec.grain());
    document.put("description", spec.description());
    document.put("key", spec.key());
    document.put("written_by", writers(spec));
    document.put("read_by", readers(spec));
    return document;
  }

  private Map<String, Object> contract(TableSpec spec) {
    Map<String, Object> document = summary(spec);
    document.put("columns", spec.columns().stream().map(c -> column(spec, c)).toList());
    return document;
  }

  private static Map<String, Object> column(TableSpec spec, Column column) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", column.name());
    document.put("type", column.type().sql());
    document.put("is_key", spec.key().contains(column.name()));
    document.put("is_nullable", column.nullable());
    document.put("pii_class", column.pii().name());
    document.put("description", column.description());
    return document;
  }

  /** Jobs that write the table; the run itself keeps the books. */
  private List<String> writers(TableSpec spec) {
    return spec.equals(Tables.JOB_RUN)
        ? List.of("run")
        : services.graph().writers(spec).stream().map(Job::name).toList();
  }

  private List<String> readers(TableSpec spec) {
    return services.graph().readers(spec).stream().map(Job::name).toList();
  }

  private static String store(TableSpec spec) {
    return spec.store().name().toLowerCase(Locale.ROOT);
  }
}
