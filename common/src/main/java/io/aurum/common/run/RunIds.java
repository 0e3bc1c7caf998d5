package io.aurum.common.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes runs and the ids of runs and attempts. */
public final class RunIds {
  /** 64 bits: two of a million runs share an id with a probability of 3e-8. */
  private static final int RUN_ID_HEX_DIGITS = 16;

  private static final DateTimeFormatter ATTEMPT_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RunIds() {}

  /**
   * The run that these inputs define.
   *
   * @param configHash hash of the resolved configuration without paths and secrets
   * @param inputs delivered files by source name, in any order
   */
  public static Run run(
      LocalDate asOf,
      String configHash,
      Map<String, List<InputFile>> inputs,
      String codeVersion,
      long seed) {
    String inputHash = inputHash(inputs);
    String runId =
        hash(List.of(asOf.toString(), configHash, inputHash, codeVersion, Long.toString(seed)))
            .substring(0, RUN_ID_HEX_DIGITS);
    return new Run(runId, asOf, configHash, inputHash, codeVersion, seed);
  }

  /**
   * SHA-256 over source, name and content of every file, lower-case hex. Neither the order of the
   * files nor the folder they lie in matters.
   */
  public static String inputHash(Map<String, List<InputFile>> inputs) {
    return hash(
        inputs.entrySet().stream()
            .flatMap(source -> source.getValue().stream().map(f -> part(source.getKey(), f)))
            .sorted()
            .toList());
  }

  /** Id of one start of a run: the time and the process. Differs between reruns. */
  public static String attemptId(RunClock clock) {
    return ATTEMPT_TIME.format(clock.now()) + "-" + ProcessHandle.current().pid();
  }

  private static String part(String source, InputFile file) {
    return hash(List.of(source, file.name(), file.sha256()));
  }

  /** Every part is preceded by its length, so that no two lists of parts look alike. */
  private static String hash(List<String> parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }
}
