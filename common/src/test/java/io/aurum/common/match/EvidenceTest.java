package io.aurum.common.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.match.EvidenceModel.Named;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EvidenceTest {
  private static final EvidenceModel MODEL =
      new EvidenceModel(
          List.of(
              new Named("name", 0, "exact"),
              new Named("name", 1, "typo"),
              new Named("name", 2, "different"),
              new Named("email", 0, "exact"),
              new Named("email", 1, "different"),
              new Named("city", 0, "exact"),
              new Named("city", 1, "different")));

  @Test
  void namesAttributesAndLevelsOfAPattern() {
    assertThat(MODEL.expand(-12.5, "1.0.-", "3.25|16|0.0"))
        .containsExactly(
            new Evidence("(prior)", Optional.empty(), -12.5),
            new Evidence("name", Optional.of("typo"), 3.25),
            new Evidence("email", Optional.of("exact"), 16),
            new Evidence("city", Optional.empty(), 0));
  }

  @Test
  void piecesSumToTheWeight() {
    List<Evidence> evidence = MODEL.expand(-12.5, "1.0.1", "3.25|16|-0.5");

    assertThat(Evidence.weight(evidence)).isEqualTo(6.25);
  }

  @Test
  void ordersByStrength() {
    assertThat(
            MODEL.expand(-12.5, "1.0.1", "3.25|16|-0.5").stream()
                .sorted(Evidence.strongestFirst())
                .map(Evidence::attribute))
        .containsExactly("email", "name", "city", "(prior)");
  }

  @Test
  void refusesAPatternThatDoesNotFitTheModel() {
    assertThatThrownBy(() -> MODEL.expand(0, "1.0", "1|2"))
        .hasMessageContaining("model has 3 attributes")
        .hasMessageContaining("1.0 has 2");
    assertThatThrownBy(() -> MODEL.expand(0, "7.0.1", "1|2|3"))
        .hasMessageContaining("name has no level number 7");
  }
}
