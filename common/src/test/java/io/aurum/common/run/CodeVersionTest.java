package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CodeVersionTest {
  @Test
  void namesTheReleaseAndTheSources() {
    assertThat(CodeVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\+[0-9a-f]{12}");
  }
}
