package io.aurum.common.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Version of the suite that is running. */
public final class CodeVersion {
  /** What code says that does not come from a released jar: that of a build tree or a test. */
  public static final String DEVELOPMENT = "development";

  private static final String BUILD = "/META-INF/maven/io.aurum/aurum-common/pom.properties";

  private CodeVersion() {}

  /** The version that the build wrote into the jar, or {@link #DEVELOPMENT}. */
  public static String current() {
    try (var build = CodeVersion.class.getResourceAsStream(BUILD)) {
      if (build == null) {
        return DEVELOPMENT;
      }
      var properties = new Properties();
      properties.load(build);
      return properties.getProperty("version", DEVELOPMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(BUILD, e);
    }
  }
}
