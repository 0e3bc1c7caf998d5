package io.aurum.walls.broken.jobs.churn;

import io.aurum.walls.Breaks;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Planted. */
@Breaks("only common.run and common.lake write files")
final class WritesStream {
  private WritesStream() {}

  static OutputStream open(File file) throws IOException {
    return new FileOutputStream(file);
  }
}
