package io.aurum.common.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one attempt of a run did: {@code manifest/<attempt>.json} and, committed last of all files,
 * {@code manifest.json}. Whoever finds {@code manifest.json} with status {@code ok} and the wanted
 * run has proof of success without the exit code.
 *
 * @param attemptId one start of a run; operational
 * @param run identity of the run
 * @param status how it ended
 * @param exitCode what the process returns
 * @param startedAt wall clock
 * @param finishedAt wall clock
 * @param jobs what each job did, in the order of execution
 * @param error problem, cause and remedy without personal data; null where there was none
 */
public record Manifest(
    String attemptId,
    Run run,
    Status status,
    int exitCode,
    Instant startedAt,
    Instant finishedAt,
    List<JobEntry> jobs,
    String error) {
  private static final String LATEST = "manifest.json";
  private static final ObjectMapper JSON = json();

  public Manifest {
    jobs = List.copyOf(jobs);
  }

  /** How an attempt or a job ended. */
  public enum Status {
    @JsonProperty("ok")
    OK,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("gate_closed")
    GATE_CLOSED,
    @JsonProperty("skipped")
    SKIPPED
  }

  /**
   * What a job did; the columns of {@code job_run}.
   *
   * @param durationSeconds wall clock
   * @param stateRead state tables that the job read: name to version
   * @param stateWritten state tables that the job committed: name to version
   * @param results results that the job published, rows by table
   * @param notes what people should know beside the figures; null where there is nothing
   */
  public record JobEntry(
      String job,
      Status status,
      long rowsIn,
      long rowsAccepted,
      long rowsQuarantined,
      long rowsDropped,
      long rowsOut,
      String droppedReason,
      Instant startedAt,
      double durationSeconds,
      Map<String, Long> stateRead,
      Map<String, Long> stateWritten,
      Map<String, Long> results,
      String notes,
      String error) {}

  /**
   * Writes the manifest of the attempt and then makes it the latest.
   *
   * @return the latest manifest's file
   * @throws AurumException exit code STORAGE where it cannot be written
   */
  public Path commit(OutputFiles files) {
    OutputFiles.Body body = stream -> stream.write(JSON.writeValueAsBytes(this));
    files.write("manifest/" + attemptId + ".json", body);
    return files.write(LATEST, body);
  }

  /**
   * The latest manifest below an output folder; empty where no run has ended there.
   *
   * @throws AurumException exit code STORAGE where it cannot be read
   */
  public static Optional<Manifest> latest(OutputFiles files) {
    Path file = files.path(LATEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), Manifest.class));
    } catch (IOException e) {
      throw AurumException.of(
              ExitCode.STORAGE,
              "Cannot read " + file + ".",
              "it is not a manifest of this suite, or the disk fails: " + e.getClass().getName(),
              "remove the file; the manifests of all attempts are in the folder manifest")
          .causedBy(e);
    }
  }

  private static ObjectMapper json() {
    var times = new SimpleModule();
    times.addSerializer(Instant.class, ToStringSerializer.instance);
    times.addSerializer(LocalDate.class, ToStringSerializer.instance);
    times.addDeserializer(Instant.class, parser(Instant.class, Instant::parse));
    times.addDeserializer(LocalDate.class, parser(LocalDate.class, LocalDate::parse));
    return JsonMapper.builder()
        .addModule(times)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  private static <T> FromStringDeserializer<T> parser(Class<T> type, Function<String, T> parse) {
    return new FromStringDeserializer<>(type) {
      private static final long serialVersionUID = 1L;

      @Override
      protected T _deserialize(String text, DeserializationContext context) {
        return parse.apply(text);
      }
    };
  }
}
