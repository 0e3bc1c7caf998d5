package io.aurum;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.aurum.walls.Breaks;
import io.aurum.walls.Walls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class WallsTest {
  private static final String BROKEN = "io.aurum.walls.broken";

  private static JavaClasses house;
  private static JavaClasses broken;

  @BeforeAll
  static void importClasses() {
    house =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(WallsTest::notTestJar)
            .importPackages("io.aurum");
    broken = new ClassFileImporter().importPackages(BROKEN);
  }

  @TestFactory
  Stream<DynamicTest> theHouseKeepsItsWalls() {
    return Walls.of("io.aurum").entrySet().stream()
        .map(wall -> DynamicTest.dynamicTest(wall.getKey(), () -> allowEmpty(wall).check(house)));
  }

  @TestFactory
  Stream<DynamicTest> everyPlantedClassBreaksItsWallAndNoOther() {
    return broken.stream()
        .sorted(Comparator.comparing(JavaClass::getName))
        .map(
            planted ->
                DynamicTest.dynamicTest(
                    planted.getName(),
                    () -> assertThat(brokenBy(planted)).isEqualTo(declared(planted))));
  }

  @Test
  void everyWallHasAPlantedClassThatBreaksIt() {
    Set<String> covered =
        broken.stream().flatMap(c -> declared(c).stream()).collect(Collectors.toSet());
    assertThat(covered).isEqualTo(Walls.of(BROKEN).keySet());
  }

  @Test
  void bothModulesAreLookedAt() {
    assertThat(house.stream().map(JavaClass::getPackageName))
        .contains("io.aurum.common.table", "io.aurum.jobs")
        .noneMatch(name -> name.startsWith("io.aurum.walls"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../common/src/main/java", "src/main/java"})
  void everyPackageSaysWhatItIsFor(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> silent =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
              .sorted()
              .toList();
      assertThat(silent).isEmpty();
    }
  }

  private static Set<String> brokenBy(JavaClass planted) {
    JavaClasses alone = new ClassFileImporter().importClasses(planted.reflect());
    return Walls.of(BROKEN).entrySet().stream()
        .filter(wall -> allowEmpty(wall).evaluate(alone).hasViolation())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> declared(JavaClass planted) {
    return planted
        .tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> Set.of(breaks.value()))
        .orElse(Set.of());
  }

  /** A wall holds too where there is nothing yet behind it. */
  private static ArchRule allowEmpty(Map.Entry<String, ArchRule> wall) {
    return wall.getValue().as(wall.getKey()).allowEmptyShould(true);
  }

  private static boolean notTestJar(Location location) {
    return !location.contains("-tests.jar");
  }
}
