package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Similarities against the figures that Winkler published, and edit distances worked by hand. */
@Tag("fast")
class SimilarityTest {

  @ParameterizedTest
  @CsvSource({
    "SHACKLEFORD, SHACKELFORD, 0.970, 0.982",
    "DUNNINGHAM, CUNNIGHAM, 0.896, 0.896",
    "NICHLESON, NICHULSON, 0.926, 0.956",
    "JONES, JOHNSON, 0.790, 0.832",
    "MASSEY, MASSIE, 0.889, 0.933",
    "ABROMS, ABRAMS, 0.889, 0.922",
    "HARDIN, MARTINEZ, 0.722, 0.722",
    "ITMAN, SMITH, 0.467, 0.467",
    "JERALDINE, GERALDINE, 0.926, 0.926",
    "MARTHA, MARHTA, 0.944, 0.961",
    "MICHELLE, MICHAEL, 0.869, 0.921",
    "JULIES, JULIUS, 0.889, 0.933",
    "TANYA, TONYA, 0.867, 0.880",
    "DWAYNE, DUANE, 0.822, 0.840",
    "SEAN, SUSAN, 0.783, 0.805",
    "JON, JOHN, 0.917, 0.933",
    "DIXON, DICKSONX, 0.767, 0.813",
  })
  void publishedSimilarities(String a, String b, double jaro, double jaroWinkler) {
    assertThat(Similarity.jaro(a, b)).isCloseTo(jaro, within(0.0005));
    assertThat(Similarity.jaroWinkler(a, b)).isCloseTo(jaroWinkler, within(0.0006));
  }

  @Test
  void extremesOfSimilarity() {
    assertThat(Similarity.jaroWinkler("ANNA", "ANNA")).isEqualTo(1);
    assertThat(Similarity.jaro("A", "A")).isEqualTo(1);
    assertThat(Similarity.jaro("ABC", "XYZ")).isZero();
    assertThat(Similarity.jaro("", "ANNA")).isZero();
    assertThat(Similarity.jaro("", "")).isEqualTo(1);
  }

  @Test
  void onlyTheFirst64CharactersAreCompared() {
    String start = "AB".repeat(32);
    assertThat(Similarity.jaro(start + "X", start + "YZ")).isEqualTo(1);
    assertThat(Similarity.jaro(start.substring(1) + "X", start.substring(1) + "Y")).isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource({
    "CA, ABC, 3",
    "KITTEN, SITTING, 3",
    "SATURDAY, SUNDAY, 3",
    "SMITH, SMTIH, 1",
    "SMITH, SMIT, 1",
    "SMITH, SMITHE, 1",
    "SMITH, SMYTH, 1",
    "ABCD, BADC, 2",
    "AB, CD, 2",
    "ABC, ABC, 0",
    "A, ABCDE, 4",
  })
  void editDistances(String a, String b, int distance) {
    for (int limit = 0; limit <= 5; limit++) {
      assertThat(Similarity.editDistance(a, b, limit)).isEqualTo(Math.min(distance, limit + 1));
      assertThat(Similarity.editDistance(b, a, limit)).isEqualTo(Math.min(distance, limit + 1));
    }
  }
}
