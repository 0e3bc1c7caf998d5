package io.aurum.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProfileKindTest {
  @Test
  void profileKindsFollowTheEvidence() {
    assertThat(ProfileKind.of(ProfileKind.evidence("cookie") | ProfileKind.evidence("ip")))
        .isEqualTo(ProfileKind.ANONYMOUS);
    assertThat(ProfileKind.of(ProfileKind.evidence("company-name") | ProfileKind.evidence("phone")))
        .isEqualTo(ProfileKind.ORGANISATION);
    assertThat(
            ProfileKind.of(
                ProfileKind.evidence("company-name") | ProfileKind.evidence("family-name")))
        .isEqualTo(ProfileKind.PERSON);
    assertThat(ProfileKind.of(0)).isEqualTo(ProfileKind.PERSON);
  }
}
