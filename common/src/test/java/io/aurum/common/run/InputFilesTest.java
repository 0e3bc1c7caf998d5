package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class InputFilesTest {
  @TempDir Path folder;

  @Test
  void globsListFilesByNameBelowTheirFixedPart() throws IOException {
    write("2026/b.csv", "abc");
    write("2026/a.csv", "");
    write("2026/_SUCCESS", "");
    write("2025/part.parquet/part-0.parquet", "x");
    write("2025/part.parquet/.part-0.parquet.crc", "x");
    var files = list(folder + "/*/*");
    assertThat(files)
        .extracting(InputFile::name)
        .containsExactly("2025/part.parquet/part-0.parquet", "2026/a.csv", "2026/b.csv");
    assertThat(files.get(2).bytes()).isEqualTo(3);
    assertThat(files.get(2).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(files.get(1).sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void aPathIsListedOnceHoweverOftenItIsNamed() throws IOException {
    write("a.csv", "1");
    assertThat(list(folder + "/a.csv", folder + "/*.csv", folder.toString())).hasSize(1);
  }

  @Test
  void aMissingPathIsAnErrorAndAnEmptyGlobIsNot() {
    assertThat(list(folder + "/*.csv")).isEmpty();
    assertThatExceptionOfType(AurumException.class)
        .isThrownBy(() -> list(folder + "/none.csv"))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContaining("none.csv");
  }

  @Test
  void theInputHashDependsOnContentsAndSourcesAlone() throws IOException {
    write("one/a.csv", "1");
    write("one/b.csv", "2");
    write("two/x.csv", "2");
    write("two/y.csv", "1");
    var one = list(folder + "/one/*");
    var two = list(folder + "/two/*");
    assertThat(InputFiles.inputHash(Map.of("crm", one)))
        .isEqualTo(InputFiles.inputHash(Map.of("crm", two)))
        .isNotEqualTo(InputFiles.inputHash(Map.of("erp", one)))
        .isNotEqualTo(InputFiles.inputHash(Map.of("crm", one.subList(0, 1))));
  }

  @Test
  void hashesTellPartsApart() {
    var hash = new ContentHash();
    assertThat(hash.add("ab").add("c").finish())
        .hasSize(32)
        .isNotEqualTo(hash.add("a").add("bc").finish())
        .isEqualTo(hash.add("ab").add("c").finish());
  }

  @Test
  void payloadsAreJsonAndCut() {
    assertThat(Payload.json(List.of("a", "b", "c"), new String[] {"x\"y", null, "z"}))
        .isEqualTo("{\"a\":\"x\\\"y\",\"c\":\"z\"}");
    assertThat(Payload.cut("x".repeat(Payload.MAX_CHARS - 1) + "\uD83D\uDE00"))
        .hasSize(Payload.MAX_CHARS - 1);
  }

  private List<InputFile> list(String... paths) {
    return InputFiles.list(List.of(paths), new Configuration());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
