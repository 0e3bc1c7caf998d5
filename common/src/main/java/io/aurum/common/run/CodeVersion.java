package io.aurum.common.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the suite that is running. */
public final class CodeVersion {
  /** Written by the build: the project's version and a digest of its sources. */
  private static final String BUILD = "/aurum-version.properties";

  private CodeVersion() {}

  /**
   * The project's version and the first 12 digits of the sources' SHA-256, as {@code
   * 0.1.0+3fa2c1d09b7e}: different code has a different version, with or without a release between.
   */
  public static String current() {
    try (var build = CodeVersion.class.getResourceAsStream(BUILD)) {
      var properties = new Properties();
      properties.load(build);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(BUILD, e);
    }
  }
}
