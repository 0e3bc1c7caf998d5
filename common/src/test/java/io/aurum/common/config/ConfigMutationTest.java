package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.ConfigMutants.Mutant;
import io.aurum.common.config.ConfigMutants.Planted;
import io.aurum.common.run.AurumException;
import io.aurum.common.run.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred wrong configurations: each is rejected, and all that is wrong is named. */
@Tag("fast")
class ConfigMutationTest {
  private static final int MUTANTS = 200;
  private static final long SEED = 42;

  /** What a mistake may bring with it, such as a key that is missing because it is mistyped. */
  private static final List<String> CONSEQUENCES =
      List.of(
          "missing key",
          "incomplete section",
          "idle key",
          "truth without a join",
          "reference without a target",
          "unknown analysis",
          "unknown column of the table",
          "no single label",
          "no columns");

  private static final Pattern HEADLINE = Pattern.compile("/\\S+:\\d+: .*");

  @TempDir Path folder;

  @Test
  void everyMistakeOfEveryMutantIsNamedWithItsLine() {
    ConfigMutants mutants = ConfigMutants.of(Path.of("..", "conf"), folder);
    Set<String> kinds = new HashSet<>();
    List<String> complaints = new ArrayList<>();
    for (Mutant mutant : mutants.mutants(MUTANTS, SEED)) {
      String message = rejection(mutant, mutants);
      mutant.planted().forEach(planted -> kinds.add(planted.kind()));
      Stream.concat(notNamed(mutant, message), nobodyPlanted(mutant, message))
          .map(complaint -> complaint + "\n  in " + message)
          .forEach(complaints::add);
    }
    assertThat(complaints).isEmpty();
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(15);
  }

  @Test
  void whatIsMutatedIsSound() {
    ConfigMutants mutants = ConfigMutants.of(Path.of("..", "conf"), folder);

    assertThat(mutants.sound())
        .hasSize(6)
        .allSatisfy(
            conf ->
                assertThat(SettingsReader.read(conf, List.of(), mutants.environment()).sources())
                    .isNotEmpty());
  }

  private static String rejection(Mutant mutant, ConfigMutants mutants) {
    AurumException e =
        catchThrowableOfType(
            AurumException.class,
            () -> SettingsReader.read(mutant.conf(), List.of(), mutants.environment()));
    assertThat(e).as("rejection of %s", mutant).isNotNull();
    assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE);
    return e.getMessage();
  }

  private static Stream<String> notNamed(Mutant mutant, String message) {
    return mutant.planted().stream()
        .filter(planted -> !isNamed(planted, message))
        .map(planted -> "not named: " + planted);
  }

  private static boolean isNamed(Planted planted, String message) {
    if (planted.line() == 0) {
      return message.contains(planted.file() + ":") && message.contains(planted.problem());
    }
    String headline = planted.file() + ":" + planted.line() + ": " + planted.problem();
    return message.lines().anyMatch(line -> line.startsWith(headline));
  }

  /** Nobody wants to read of what is not wrong. */
  private static Stream<String> nobodyPlanted(Mutant mutant, String message) {
    if (mutant.breaksSyntax()) {
      return Stream.empty();
    }
    List<String> places =
        mutant.planted().stream().map(p -> p.file() + ":" + p.line() + ": ").toList();
    return message
        .lines()
        .filter(line -> HEADLINE.matcher(line).matches())
        .filter(line -> places.stream().noneMatch(line::startsWith))
        .filter(line -> CONSEQUENCES.stream().noneMatch(line::contains))
        .map(line -> "nobody planted: " + line);
  }
}
