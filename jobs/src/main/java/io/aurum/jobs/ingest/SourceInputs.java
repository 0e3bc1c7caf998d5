package io.aurum.jobs.ingest;

import io.aurum.common.config.SourcePolicy;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.config.SourceSettings.Format;
import io.aurum.common.lake.DeltaInput;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import io.aurum.common.run.InputFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Finds what the sources deliver; needs no Spark. */
public final class SourceInputs {
  private SourceInputs() {}

  /**
   * The deliveries of each source by its name. Files that cannot be read are among them where the
   * source's policy lets the run go on.
   *
   * @throws AurumException USAGE where a path does not exist, or nothing is there and the policy
   *     does not allow that; STORAGE where something cannot be read
   */
  public static Map<String, List<InputFile>> list(
      List<SourceSettings> sources, Configuration hadoop) {
    Map<String, List<InputFile>> bySource = new LinkedHashMap<>();
    sources.forEach(source -> bySource.put(source.name(), list(source, hadoop)));
    return bySource;
  }

  private static List<InputFile> list(SourceSettings source, Configuration hadoop) {
    List<InputFile> files = deliveries(source, hadoop);
    if (files.isEmpty() && source.policy().empty() == SourcePolicy.Empty.FAIL) {
      throw AurumException.of(
          ExitCode.USAGE,
          "Source %s has no files".formatted(source.name()),
          "nothing matches %s, and the source's on-empty is fail"
              .formatted(String.join(", ", source.paths())),
          "deliver the files, correct the path, or set on-empty = warn");
    }
    if (source.policy().unreadable() == SourcePolicy.Unreadable.FAIL) {
      files.stream()
          .filter(file -> !file.isReadable())
          .findFirst()
          .ifPresent(file -> refuse(source, file));
    }
    return files;
  }

  private static List<InputFile> deliveries(SourceSettings source, Configuration hadoop) {
    if (source.format() == Format.JDBC) {
      return List.of(JdbcRecords.delivery(source.jdbc().orElseThrow()));
    }
    return source.format() == Format.DELTA
        ? source.paths().stream().map(path -> DeltaInput.latest(path, hadoop)).toList()
        : InputFiles.list(source.paths(), hadoop);
  }

  private static void refuse(SourceSettings source, InputFile file) {
    throw AurumException.of(
        ExitCode.STORAGE,
        "Cannot read file %s of source %s".formatted(file.name(), source.name()),
        "the file system refuses its content",
        "check that the file is readable and run again, or set on-unreadable = skip");
  }
}
