package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class NearestTest {

  @ParameterizedTest
  @CsvSource({
    "trust, trust, 0",
    "kitten, sitting, 3",
    "turst, trust, 1",
    "tursts, trust, 2",
    "ca, abc, 3",
    "'', abc, 3",
  })
  void countsEditsAndSwapsOfNeighbours(String a, String b, int edits) {
    assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    assertThat(Nearest.distance(b, a)).isEqualTo(edits);
  }

  @Test
  void caseAndWordSeparatorsDoNotCount() {
    assertThat(Nearest.to("Given_Name", List.of("family-name", "given-name")))
        .contains("given-name");
  }

  @Test
  void farNamesAreNoHint() {
    assertThat(Nearest.to("zzz", List.of("trust", "region", "csv"))).isEmpty();
    assertThat(Nearest.to("x", List.of("a"))).as("nothing in common").isEmpty();
    assertThat(Nearest.remedy("zzz", List.of("trust", "region")))
        .isEqualTo("write one of: trust, region");
  }

  @Test
  void ofEquallyNearNamesTheFirstOfTheAlphabetIsTheHint() {
    assertThat(Nearest.to("bat", List.of("hat", "cat"))).contains("cat");
  }
}
