package io.aurum.common.run;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A run: enough to rebuild every output bit for bit. Attempts and wall clocks are not part of it.
 *
 * @param runId hash of inputs, configuration without paths, code version, as_of and seed
 * @param asOf logical date; records with {@code known_at} after its end (UTC) are not used
 * @param configHash hash of the resolved configuration without paths and secrets
 * @param inputHash hash of the contents of all input files
 * @param codeVersion version of the suite
 * @param seed the only source of randomness
 */
public record Run(
    String runId,
    LocalDate asOf,
    String configHash,
    String inputHash,
    String codeVersion,
    long seed)
    implements Serializable {

  /** First instant that is no longer part of the run's logical date. */
  public Instant knownBefore() {
    return asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
