package io.aurum.jobs.demo;

import java.io.IOException;
import java.io.OutputStream;

/** Where the generated files go. The generator closes every stream that it opens. */
@FunctionalInterface
public interface DemoSink {

  /**
   * Creates or replaces a file.
   *
   * @param relativePath path below the demo's data folder, with {@code /} between its parts
   */
  OutputStream open(String relativePath) throws IOException;
}
