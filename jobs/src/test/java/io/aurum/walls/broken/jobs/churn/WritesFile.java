package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Planted. */
@Breaks("only common.run and common.lake write files")
final class WritesFile {
  private WritesFile() {}

  static void write(Path path) throws IOException {
    Files.writeString(path, "text");
  }
}
