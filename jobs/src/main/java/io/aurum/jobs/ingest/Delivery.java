package io.aurum.jobs.ingest;

import io.aurum.common.config.DeliverySettings.KnownAt;
import io.aurum.common.config.SourceSettings;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import io.aurum.common.run.InputFile;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One delivered file of a source.
 *
 * @param knownAt when its records became known; null where a column of theirs says it
 */
record Delivery(SourceSettings source, InputFile file, Instant knownAt) implements Serializable {

  /**
   * @throws AurumException USAGE where the source's pattern finds no date in the file's path
   */
  static Delivery of(SourceSettings source, InputFile file) {
    KnownAt knownAt = source.delivery().knownAt();
    if (knownAt.column().isPresent()) {
      return new Delivery(source, file, null);
    }
    if (knownAt.pattern().isPresent()) {
      return new Delivery(source, file, inPath(source, file, knownAt.pattern().get()));
    }
    return new Delivery(
        source,
        file,
        knownAt
            .constant()
            .map(date -> constant(source, date))
            .orElse(file.modified().truncatedTo(ChronoUnit.MICROS)));
  }

  private static Instant inPath(SourceSettings source, InputFile file, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(file.path());
    boolean found = matcher.find() && matcher.groupCount() > 0 && matcher.group(1) != null;
    return (found ? KnownAtTexts.parse(matcher.group(1)) : java.util.Optional.<Instant>empty())
        .orElseThrow(
            () ->
                AurumException.of(
                    ExitCode.USAGE,
                    "No date in the path of file %s of source %s"
                        .formatted(file.name(), source.name()),
                    "known-at.pattern %s finds no ISO date in its first group".formatted(pattern),
                    "correct the pattern, or rename the file or take it away"));
  }

  private static Instant constant(SourceSettings source, String date) {
    return KnownAtTexts.parse(date)
        .orElseThrow(
            () ->
                AurumException.of(
                    ExitCode.USAGE,
                    "known-at.constant of source %s is no ISO date: %s"
                        .formatted(source.name(), date),
                    "records need a time from which they are known",
                    "write it as 2026-01-31"));
  }
}
