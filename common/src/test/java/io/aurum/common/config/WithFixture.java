package io.aurum.common.config;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A test with a folder of its own in which configurations are written and read. */
@Tag("fast")
abstract class WithFixture {
  @TempDir Path folder;
  Fixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new Fixture(folder);
  }
}
