package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of public data say what the data is, and nothing that tunes the result. */
@Tag("fast")
class RealDataConfsTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final String DATA = "AURUM_BENCH_DATA";

  static List<Path> confs() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files.filter(RealDataConfsTest::readsBenchData).sorted().toList();
    }
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(confs())
        .extracting(file -> file.getFileName().toString())
        .contains(
            "historical-50k.conf",
            "febrl1.conf",
            "febrl2.conf",
            "febrl3.conf",
            "rldata10000.conf",
            "fake-1000.conf");
  }

  @ParameterizedTest
  @MethodSource("confs")
  void holdNoTuning(Path file) {
    ConfigObject conf = tree(file);

    assertThat(conf.keySet()).isSubsetOf("sources", "attributes", "groups", "evaluate");
    assertThat(members(conf, "attributes").toList())
        .isNotEmpty()
        .allSatisfy(
            attribute ->
                assertThat(attribute instanceof ConfigObject o ? o.keySet() : Set.of("kind"))
                    .containsExactly("kind"));
  }

  @ParameterizedTest
  @MethodSource("confs")
  void keepKeyAndTruthAwayFromTheMatcher(Path file) {
    ConfigObject conf = tree(file);

    members(conf, "sources")
        .map(source -> ((ConfigObject) source).toConfig())
        .forEach(
            source ->
                assertThat(source.getObject("columns").unwrapped().toString())
                    .doesNotContain(source.getString("delivery.key"))
                    .doesNotContain("cluster", "ent_id"));
  }

  @ParameterizedTest
  @MethodSource("confs")
  void sayWhereTheDataComesFrom(Path file) throws IOException {
    assertThat(Files.readString(file))
        .containsPattern("github[.]com/\\S+")
        .containsPattern("# sha256 [0-9a-f]{64}\n");
  }

  @ParameterizedTest
  @MethodSource("confs")
  void areValid(Path file) {
    assumeTrue(System.getenv(DATA) != null, "skipped: " + DATA + " is not set");

    Settings settings = SettingsReader.read(file, List.of());

    assertThat(settings.sources()).hasSize(1);
    assertThat(settings.truth()).isPresent();
    assertThat(settings.sources().get(0).columns().keySet())
        .containsExactlyInAnyOrderElementsOf(
            settings.attributes().stream().map(AttributeSettings::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "historical-50k, 8",
    "febrl1, 9",
    "febrl2, 9",
    "febrl3, 9",
    "rldata10000, 5",
    "fake-1000, 5"
  })
  void declareTheirAttributes(String name, int attributes) {
    assertThat(members(tree(CONF.resolve(name + ".conf")), "attributes")).hasSize(attributes);
  }

  private static Stream<ConfigValue> members(ConfigObject conf, String key) {
    ConfigObject object = (ConfigObject) conf.get(key);
    return object.keySet().stream().map(object::get);
  }

  private static ConfigObject tree(Path file) {
    return ConfigFactory.parseFile(file.toFile())
        .resolve(ConfigResolveOptions.noSystem().setAllowUnresolved(true))
        .root();
  }

  private static boolean readsBenchData(Path file) {
    try {
      return Files.isRegularFile(file) && Files.readString(file).contains("${" + DATA + "}");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
