package io.aurum.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class OutputFilesTest {
  @TempDir Path out;
  private OutputFiles files;

  @BeforeEach
  void open() {
    files = OutputFiles.under(out);
  }

  @Test
  void writesUtf8IntoNewFolders() throws IOException {
    Path written = files.writeText("a/b/c.txt", writer -> writer.write("Grüße\n"));

    assertThat(written).isEqualTo(out.resolve("a/b/c.txt"));
    assertThat(Files.readAllBytes(written))
        .containsExactly('G', 'r', 0xC3, 0xBC, 0xC3, 0x9F, 'e', '\n');
    assertThat(out.resolve("a/b")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void failureHalfWayLeavesTheFileAsItWas() {
    files.write("report.html", "first");

    assertThatThrownBy(
            () ->
                files.write(
                    "report.html",
                    stream -> {
                      stream.write(new byte[1 << 20]);
                      throw new IOException("disk full");
                    }))
        .isInstanceOfSatisfying(
            AurumException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.STORAGE))
        .hasMessageContaining("report.html");

    assertThat(out.resolve("report.html")).hasContent("first");
  }

  @Test
  void staysBelowTheFolder() {
    for (String name : new String[] {"../x", "/etc/x", "a/../../x", "."}) {
      assertThatThrownBy(() -> files.write(name, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }
}
