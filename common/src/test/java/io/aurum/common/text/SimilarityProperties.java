package io.aurum.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** What holds for every two texts. Three letters, so that coincidences are common. */
@Tag("fast")
class SimilarityProperties {

  @Property(seed = "42")
  void theCutOffDistanceIsTheWholeOneUpToTheLimit(
      @ForAll("texts") String a, @ForAll("texts") String b, @ForAll @IntRange(max = 3) int limit) {
    assertThat(Similarity.editDistance(a, b, limit))
        .isEqualTo(Math.min(optimalStringAlignment(a, b), limit + 1));
  }

  @Property(seed = "42")
  void theDistanceOfNeighboursIsFound(
      @ForAll("texts") String a, @ForAll @IntRange(max = 8) int at) {
    int cut = Math.min(at, a.length());
    String longer = a.substring(0, cut) + "Z" + a.substring(cut);
    assertThat(Similarity.editDistance(a, longer, 1)).isEqualTo(1);
    assertThat(Similarity.editDistance(longer, longer.replace('Z', 'Y'), 1)).isEqualTo(1);
  }

  @Property(seed = "42")
  void jaroWinklerIsSymmetricAndBounded(@ForAll("texts") String a, @ForAll("texts") String b) {
    double similarity = Similarity.jaroWinkler(a, b);
    assertThat(similarity).isEqualTo(Similarity.jaroWinkler(b, a)).isBetween(0.0, 1.0);
    assertThat(similarity == 1).isEqualTo(a.equals(b));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('A', 'B', 'C').ofMaxLength(9);
  }

  /** The recurrence of the definition over the whole table. */
  private static int optimalStringAlignment(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substituted, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
