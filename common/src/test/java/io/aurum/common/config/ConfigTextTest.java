package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurum.common.run.AurumException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the parser of HOCON would pass over in silence. */
class ConfigTextTest extends WithFixture {
  @Test
  void aSectionThatWasCopiedAndNotRenamedIsReported() {
    assertRejected(
        Fixture.LEAST
            + """
            sources {
              web {
                path = "web/*.csv"
                columns { email = mail }
              }
              web {
                path = "app/*.csv" // ]
                columns { email = e_mail }
              }
            }
            """,
        """
        9: repeated key 'sources.web.path'
          cause: line 5 gives it a value already, which would be lost
        """,
        "10: repeated key 'sources.web.columns.email'\n  cause: line 6 gives");
  }

  @Test
  void overridingOnPurposeIsNoRepetition() {
    String text =
        Fixture.LEAST
            + """
            seed = 1 # seed = 2
            seed = ${?SEED}
            publish.clear = []
            publish { clear = ${publish.clear} [email] }
            publish.clear += email
            sources.crm { null-values = ["a = 1", "}", \"\"\"{\"\"\"], csv.quote = "\\"" }
            sources.crm.csv { escape = "#" }
            including = 1
            """;

    assertRejected(text, "10: unknown key 'including'\n", "aurum.conf: 1 problem\n");
  }

  @Test
  void anotherFileMayOverride() {
    fixture.write("base.conf", Fixture.LEAST + "seed = 1\n");

    assertThat(fixture.read("include \"base\"\nseed = 2\n").seed()).isEqualTo(2);
  }

  @Test
  void includedFilesAreLookedAtToo() {
    fixture.write("base.conf", Fixture.LEAST + "seed = 1\nseed = 2\ninclude file(\"none.conf\")\n");

    assertThatThrownBy(() -> fixture.read("include required(file(\"" + folder + "/base.conf\"))\n"))
        .isInstanceOf(AurumException.class)
        .hasMessageStartingWith(folder + "/base.conf:4: repeated key 'seed'\n")
        .hasMessageContaining(folder + "/base.conf:5: missing file 'none.conf' of an include\n");
  }

  @Test
  void aFileThatIncludesItselfEnds() {
    fixture.write("base.conf", "\ninclude \"aurum.conf\"\n");

    assertRejected(
        "include \"base\"\n" + Fixture.LEAST, "base.conf:2: include 'aurum.conf' in a circle");
  }

  @Test
  void bytesThatAreNoUtf8AreReportedWithTheirLinesBesideAllElse() throws IOException {
    Path conf = folder.resolve("latin.conf");
    Files.writeString(
        conf, "# Zürich\nsede = 1\n# Genève\n" + Fixture.LEAST, StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> fixture.read(conf))
        .hasMessageContainingAll(
            conf + ":1: wrong encoding\n  cause: the line has bytes that are no UTF-8\n",
            conf + ":2: unknown key 'sede'\n",
            conf + ":3: wrong encoding\n",
            conf + ": 3 problems\n");
  }

  @Test
  void aByteOrderMarkIsNoProblem() {
    assertThat(fixture.read("\uFEFF" + Fixture.LEAST).sources()).hasSize(1);
  }

  @Test
  void theBracketThatIndentationContradictsIsNamed() {
    assertRejected(
        """
        sources {
          crm {
            path = "a/*.csv"
            columns {
              email = mail
          }
        }
        """,
        "look for an open quote or bracket; the '{' of line 4 looks open\n");
    assertRejected(
        Fixture.LEAST + "groups {\n  a = [\n    email\n", "; the '{' of line 3 looks open\n");
  }

  private void assertRejected(String text, String... parts) {
    assertThatThrownBy(() -> fixture.read(text))
        .isInstanceOf(AurumException.class)
        .hasMessageContainingAll(parts);
  }
}
