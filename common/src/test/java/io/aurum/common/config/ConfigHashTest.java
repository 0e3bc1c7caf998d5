package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigHashTest extends WithFixture {
  @Test
  void isASha256InLowerCaseHexadecimal() {
    assertThat(fixture.read(Fixture.FULL).hash()).matches("[0-9a-f]{64}");
  }

  /** The constants were worked out with sha256sum. */
  @Test
  void isTheHashOfTheCanonicalForm() {
    assertThat(hash(""))
        .as("{},")
        .isEqualTo("98d20db1efe5020133b5aed1dd40a87878874d5069d04ee55ef08688610fb5c4");
    assertThat(hash("b = [1, x], a { c = true }"))
        .as("{\"a\":{\"c\":\"true\",},\"b\":[\"1\",\"x\",],},")
        .isEqualTo("ed90c706e067bf4f7892d286a450d276b682c8fa6acbac8044b01fbc39958cc4");
  }

  @Test
  void doesNotDependOnTheOrderOfKeysOrOnComments() {
    String one = "a = 1\n# why\nb { c = x, d = [1, 2] }";
    String other = "b.d = [1, 2]\nb { c = \"x\" }\na = 1";

    assertThat(hash(one)).isEqualTo(hash(other));
  }

  @Test
  void dependsOnTheOrderOfListsAndOnTheirShape() {
    assertThat(hash("a = [1, 2]")).isNotEqualTo(hash("a = [2, 1]")).isNotEqualTo(hash("a = [12]"));
    assertThat(hash("a = [[1], 2]")).isNotEqualTo(hash("a = [[1, 2]]"));
    assertThat(hash("a = \"1,b:2\"")).isNotEqualTo(hash("a = 1, b = 2"));
  }

  @Test
  void movingFilesDoesNotChangeIt() {
    fixture.write("moved.csv", "");
    String moved =
        Fixture.FULL.replace("\"/crm.csv\"", "\"/moved.csv\"").replace("/truth.csv", "/moved.csv");

    assertThat(moved).isNotEqualTo(Fixture.FULL);
    assertThat(fixture.read(moved).hash()).isEqualTo(fixture.read(Fixture.FULL).hash());
  }

  @Test
  void theCommandLineCountsLikeTheFile() {
    assertThat(fixture.read(Fixture.FULL, "seed=8").hash())
        .isEqualTo(fixture.read(Fixture.FULL.replace("seed = 7", "seed = 8")).hash())
        .isNotEqualTo(fixture.read(Fixture.FULL).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed = 7|seed = 8",
        "header = false|header = true",
        "delimiter = \";\"|delimiter = \":\"",
        "encoding = latin1|encoding = UTF-8",
        "null-values = [\"\", \"NA\"]|null-values = [\"\"]",
        "mode = changes|mode = append",
        "key = [country, id]|key = [id, country]",
        "value = D|value = X",
        "trust = 0.9|trust = 0.8",
        "trust = 0.25|trust = 0.3",
        "region = GB|region = FR",
        "date-order = dmy|date-order = mdy",
        "given_name = first_name|given_name = forename",
        "separator = \", \"|separator = \" \"",
        "part = -1|part = 1",
        "group = 2|group = 1",
        "pattern = \"yyyyMMdd\"|pattern = \"ddMMyyyy\"",
        "pii = special|pii = linked",
        "invalid = block|invalid = error",
        "match = false|match = true",
        "survivorship = union|survivorship = longest",
        "max-quarantine-rate = 0.125|max-quarantine-rate = 0.126",
        "max-block-size = 50|max-block-size = 51",
        "free-comparisons = 5000|free-comparisons = 5001",
        "clear = [full_name]|clear = []",
        "column = person|column = human",
      })
  void everyOtherValueChangesIt(String before, String after) {
    assertThat(Fixture.FULL).contains(before);
    assertThat(fixture.read(Fixture.FULL.replace(before, after)).hash())
        .isNotEqualTo(fixture.read(Fixture.FULL).hash());
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "clientSecret", "api-token"})
  void secretsAreNoPartOfIt(String key) {
    assertThat(hash("jdbc { url = x, " + key + " = one }"))
        .isEqualTo(hash("jdbc { url = x, " + key + " = two }"))
        .isNotEqualTo(hash("jdbc { url = y, " + key + " = one }"));
  }

  @Test
  void anAttributeMayHaveTheNameOfASecret() {
    assertThat(hash("attributes { loyalty_token = category }"))
        .isNotEqualTo(hash("attributes { loyalty_token = device }"));
  }

  private static String hash(String hocon) {
    return ConfigHash.of(ConfigFactory.parseString(hocon).root(), List.of());
  }
}
