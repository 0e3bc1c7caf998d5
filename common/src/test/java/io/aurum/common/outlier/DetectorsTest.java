package io.aurum.common.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aurum.common.outlier.TailDetector.Rule;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published figures of the deterministic detectors, as PyOD gives them fit on all rows. */
@Tag("fast")
class DetectorsTest {

  @ParameterizedTest
  @CsvSource({
    "23_mammography, 0.9062, 0.9053, 0.8503",
    "32_shuttle,     0.9929, 0.9945, 0.9849",
    "38_thyroid,     0.9771, 0.9393, 0.9544"
  })
  void ecodCopodAndHbosAreThoseOfPyOd(String name, double ecod, double copod, double hbos) {
    String data = System.getenv("AURUM_BENCH_DATA");
    assumeTrue(data != null, "AURUM_BENCH_DATA is unset: the published figures are not checked");
    PublicTables table = PublicTables.read(Path.of(data, "adbench", name + ".csv.gz"));
    assertThat(table.auroc(TailDetector.fit(table.columns(), Rule.FURTHER)))
        .isCloseTo(ecod, within(5e-5));
    assertThat(table.auroc(TailDetector.fit(table.columns(), Rule.LONGER)))
        .isCloseTo(copod, within(5e-5));
    assertThat(table.auroc(HistogramDetector.fit(table.columns()))).isCloseTo(hbos, within(5e-5));
  }
}
