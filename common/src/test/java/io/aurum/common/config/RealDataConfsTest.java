package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import io.aurum.common.kind.KindContext;
import io.aurum.common.kind.Kinds;
import io.aurum.common.kind.Standardised;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

  /** What a configuration of public data can say; nothing that tunes. */
  private static final Set<String> KEYS =
      Set.of(
          "as-of",
          "sources",
          "attributes",
          "groups",
          "purchases",
          "evaluate",
          "associate",
          "recommend",
          "cluster",
          "anomaly",
          "outlier",
          "tasks");

  static List<Path> confs() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files.filter(RealDataConfsTest::readsBenchData).sorted().toList();
    }
  }

  /** Those whose customers are compared with a truth. */
  static List<Path> identityConfs() throws IOException {
    return confs().stream()
        .filter(file -> tree(file).toConfig().hasPath("evaluate.truth"))
        .toList();
  }

  /** Those that learn. */
  static List<Path> taskConfs() throws IOException {
    return confs().stream().filter(file -> tree(file).containsKey("tasks")).toList();
  }

  /** Those of customers. */
  static List<Path> customerConfs() throws IOException {
    return confs().stream().filter(file -> tree(file).containsKey("attributes")).toList();
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
            "fake-1000.conf",
            "anonlink.conf",
            "senzing-truthset.conf",
            "patstat.conf",
            "pseudopeople.conf",
            "telco.conf",
            "telco-33.conf",
            "adult.conf",
            "insurance.conf",
            "california-housing.conf",
            "groceries.conf",
            "fimi.conf",
            "movielens.conf",
            "clustering-benchmark.conf",
            "hillstrom.conf");
  }

  @ParameterizedTest
  @MethodSource("taskConfs")
  void learnWithTheDefaults(Path file) {
    ConfigObject conf = tree(file);

    assertThat(conf.keySet()).isSubsetOf(KEYS);
    assertThat(members(conf, "tasks"))
        .isNotEmpty()
        .allSatisfy(
            task ->
                assertThat(((ConfigObject) task).keySet())
                    .isSubsetOf(
                        "job",
                        "table",
                        "test",
                        "label",
                        "positive",
                        "exclude",
                        "value",
                        "duration",
                        "treatment",
                        "fairness",
                        "actions"));
  }

  @ParameterizedTest
  @MethodSource("taskConfs")
  void nameTheirTasks(Path file) {
    assumeTrue(System.getenv(DATA) != null, "skipped: " + DATA + " is not set");

    assertThat(SettingsReader.read(file, List.of()).tasks())
        .hasSize(file.endsWith("online-retail.conf") ? 3 : 1);
  }

  @Test
  void outliersAreToldWithTheDefaults() {
    ConfigObject conf = tree(CONF.resolve("adbench.conf"));

    assertThat(conf.keySet()).containsExactlyInAnyOrder("sources", "outlier", "evaluate");
    assertThat(members(conf, "outlier"))
        .hasSize(12)
        .allSatisfy(
            analysis ->
                assertThat(((ConfigObject) analysis).keySet())
                    .containsExactlyInAnyOrder("table", "exclude"));
  }

  @ParameterizedTest
  @MethodSource("customerConfs")
  void holdNoTuning(Path file) {
    ConfigObject conf = tree(file);

    assertThat(conf.keySet()).isSubsetOf(KEYS);
    assertThat(members(conf, "attributes").toList())
        .isNotEmpty()
        .allSatisfy(
            attribute ->
                assertThat(attribute instanceof ConfigObject o ? o.keySet() : Set.of("kind"))
                    .containsExactly("kind"));
  }

  @ParameterizedTest
  @MethodSource("identityConfs")
  void keepKeyAndTruthAwayFromTheMatcher(Path file) {
    ConfigObject conf = tree(file);

    members(conf, "sources")
        .map(source -> ((ConfigObject) source).toConfig())
        .forEach(
            source -> {
              String columns = source.getObject("columns").unwrapped().toString();
              if (source.hasPath("delivery.key")) {
                assertThat(columns).doesNotContain(source.getString("delivery.key"));
              }
              assertThat(columns)
                  .doesNotContain("cluster", "ent_id", "leuven", "simulant", "household", "copy_")
                  .doesNotContain("guardian", "=id,", "=id}");
            });
  }

  @ParameterizedTest
  @MethodSource("confs")
  void sayWhereTheDataComesFrom(Path file) throws IOException {
    assertThat(Files.readString(file))
        .containsPattern("github[.]com/\\S+")
        .containsPattern("# sha256 [0-9a-f]{64}\n");
  }

  @ParameterizedTest
  @MethodSource("identityConfs")
  void areValid(Path file) {
    assumeTrue(System.getenv(DATA) != null, "skipped: " + DATA + " is not set");

    Settings settings = SettingsReader.read(file, List.of());

    assertThat(settings.truth()).isPresent();
    assertThat(
            settings.sources().stream()
                .flatMap(source -> source.columns().keySet().stream())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            settings.attributes().stream().map(AttributeSettings::name).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "historical-50k, 1, 8",
    "febrl1, 1, 9",
    "febrl2, 1, 9",
    "febrl3, 1, 9",
    "rldata10000, 1, 5",
    "fake-1000, 1, 5",
    "anonlink, 5, 7",
    "senzing-truthset, 3, 20",
    "patstat, 1, 5",
    "pseudopeople, 5, 12"
  })
  void declareTheirSourcesAndAttributes(String name, int sources, int attributes) {
    ConfigObject conf = tree(CONF.resolve(name + ".conf"));
    assertThat(members(conf, "sources")).hasSize(sources);
    assertThat(members(conf, "attributes")).hasSize(attributes);
  }

  @Test
  void datesInThreeColumnsAreReadable() {
    KindContext context =
        new KindContext(
            Optional.of("DE"), Optional.empty(), Optional.of("y-M-d"), LocalDate.of(2026, 1, 31));

    assertThat(
            tree(CONF.resolve("rldata10000.conf"))
                .toConfig()
                .getString("sources.rldata.columns.birth_date.pattern"))
        .isEqualTo("y-M-d");
    assertThat(Kinds.byName("birth-date").orElseThrow().standardise("1967-9-27", context))
        .isEqualTo(Standardised.valid("1967-09-27", "19670927"));
  }

  @Test
  void onlyWhatIsKnownToHoldNobodyTwiceIsDeclaredSo() {
    assertThat(cleanSources("anonlink")).hasSize(5);
    assertThat(cleanSources("pseudopeople")).isEmpty();
    assertThat(cleanSources("senzing-truthset")).isEmpty();
  }

  private static Stream<ConfigValue> cleanSources(String name) {
    return members(tree(CONF.resolve(name + ".conf")), "sources")
        .filter(source -> ((ConfigObject) source).containsKey("duplicate-free"));
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
      throw new UncheckedIOException(e);
    }
  }
}
