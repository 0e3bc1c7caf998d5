package io.aurum.jobs.quality;

/**
 * A score in one letter. Quality is felt by how many checks fail, and each grade allows about three
 * times as many failures as the one above it.
 */
enum Grade {
  A(0.01),
  B(0.03),
  C(0.10),
  D(0.30),
  F(1);

  private final double mostFailures;

  Grade(double mostFailures) {
    this.mostFailures = mostFailures;
  }

  /**
   * The grade of a share of failures.
   *
   * @param failures 0..1
   */
  static Grade of(double failures) {
    for (Grade grade : values()) {
      if (failures <= grade.mostFailures) {
        return grade;
      }
    }
    return F;
  }
}
